package org.spectralsweep.nn;

import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * N(0, 2 / ((1 + negativeSlope^2) fan_in)): Kaiming-normal. PyTorch's {@code a = sqrt(5)} gives the variance 1 / (3
 * fan_in).
 *
 * @param negativeSlope slope of the activation below zero, 0 for ReLU
 */
public record He(@Default("0") double negativeSlope) implements WeightInit {
    /** Refuses a slope that is not finite. */
    public He {
        if (!Double.isFinite(negativeSlope)) {
            throw new Refusal("negative-slope", "must be finite but was " + negativeSlope);
        }
    }

    @Override
    public double draw(int fanIn, RandomGenerator random) {
        return Math.sqrt(2 / ((1 + negativeSlope * negativeSlope) * fanIn)) * random.nextGaussian();
    }
}
