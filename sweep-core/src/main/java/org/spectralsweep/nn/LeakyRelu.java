package org.spectralsweep.nn;

import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * s(z) = max(z, 0) + a min(z, 0). A slope of 0 is ReLU, and -1 is the absolute value.
 *
 * @param negativeSlope a, the slope below zero
 */
public record LeakyRelu(@Default("0.01") double negativeSlope) implements Activation {
    /** Refuses a slope that is not finite. */
    public LeakyRelu {
        if (!Double.isFinite(negativeSlope)) {
            throw new Refusal("negative-slope", "must be finite but was " + negativeSlope);
        }
    }

    @Override
    public boolean isRectifier() {
        return true;
    }

    @Override
    public double value(double z) {
        return z > 0 ? z : negativeSlope * z;
    }

    @Override
    public double slope(double z) {
        return z > 0 ? 1 : negativeSlope;
    }
}
