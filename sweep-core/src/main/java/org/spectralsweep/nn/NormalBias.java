package org.spectralsweep.nn;

import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.spec.Refusal;

/**
 * b ~ N(0, std^2).
 *
 * @param std standard deviation
 */
public record NormalBias(double std) implements BiasInit {
    /** Refuses a standard deviation that is not a positive number. */
    public NormalBias {
        if (!(std > 0) || std == Double.POSITIVE_INFINITY) {
            throw new Refusal("std", "must be a positive number but was " + std);
        }
    }

    @Override
    public double draw(int fanIn, RandomGenerator random) {
        return std * random.nextGaussian();
    }
}
