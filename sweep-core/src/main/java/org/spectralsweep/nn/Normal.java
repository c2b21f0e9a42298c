package org.spectralsweep.nn;

import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.spec.Refusal;

/**
 * N(0, std^2), where std is tau of B20.
 *
 * @param std standard deviation
 */
public record Normal(double std) implements WeightInit {
    /** Refuses a standard deviation that is not a positive number. */
    public Normal {
        if (!(std > 0) || std == Double.POSITIVE_INFINITY) {
            throw new Refusal("std", "must be a positive number but was " + std);
        }
    }

    @Override
    public double draw(int fanIn, RandomGenerator random) {
        return std * random.nextGaussian();
    }
}
