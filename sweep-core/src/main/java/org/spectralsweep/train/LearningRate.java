package org.spectralsweep.train;

import org.jspecify.annotations.Nullable;
import org.spectralsweep.spec.Refusal;

/**
 * A learning rate eta: a positive number or {@code auto}. {@code auto} means 1 / lambda_max of the kernel on the
 * trial's samples.
 *
 * @param value the rate, or null while it is automatic
 */
public record LearningRate(@Nullable Double value) {
    /** A rate that is derived from the kernel when the trial starts. */
    public static final LearningRate AUTO = new LearningRate(null);

    /** Refuses a number that is not positive. */
    public LearningRate {
        if (value != null && (!(value > 0) || value == Double.POSITIVE_INFINITY)) {
            throw new Refusal("learning-rate", "must be a positive number or auto but was " + value);
        }
    }
}
