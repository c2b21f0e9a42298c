package org.spectralsweep.trial;

import org.jspecify.annotations.Nullable;
import org.spectralsweep.kernel.KernelLimits;
import org.spectralsweep.spec.Refusal;

/**
 * The most updates of a trial. It is a number, or {@code auto}, which is a multiple of the kernel's own steps to the
 * slowest threshold that ends the trial. 0 computes the kernel's predictions and trains nothing.
 *
 * @param value the number, or null while it is automatic
 */
public record StepBudget(@Nullable Long value) {
    /** The budget that is derived from the kernel when the trial starts. */
    public static final StepBudget AUTO = new StepBudget(null);

    /** No trial that ends does more updates, so a larger number is a slip. */
    static final long MOST = KernelLimits.MOST_STEPS;

    /** The automatic budget where the kernel itself never reaches a threshold that ends the trial. */
    public static final long FALLBACK = 1_000_000;

    /** Refuses negative numbers and numbers above 10^12. */
    public StepBudget {
        if (value != null && (value < 0 || value > MOST)) {
            throw new Refusal("max-steps", "must be from 0 to " + MOST + " or auto but was " + value);
        }
    }

    /**
     * The most updates, given a prediction.
     *
     * @param factor factor of an automatic budget over the prediction
     * @param predicted the kernel's steps to the slowest threshold that ends the trial; null where it never reaches it
     */
    public static long resolve(@Nullable Long value, double factor, @Nullable Long predicted) {
        if (value != null) {
            return value;
        }
        return predicted == null ? FALLBACK : (long) Math.min(MOST, Math.ceil(factor * Math.max(1, predicted)));
    }

    /** Whether nothing is trained. */
    public boolean trainsNothing() {
        return value != null && value == 0;
    }
}
