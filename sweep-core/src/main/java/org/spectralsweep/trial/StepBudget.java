package org.spectralsweep.trial;

import org.jspecify.annotations.Nullable;
import org.spectralsweep.spec.Refusal;

/**
 * The most updates of a trial: a number, where 0 computes what the kernel says and trains nothing, or {@code auto}, a multiple of the
 * kernel's own steps to the slowest threshold that ends the trial.
 *
 * @param value the number, or null while it is automatic
 */
public record StepBudget(@Nullable Long value) {
    /** Derived from the kernel when the trial starts. */
    public static final StepBudget AUTO = new StepBudget(null);

    /** No trial that ends does more updates; a larger number is a slip. */
    static final long MOST = 1_000_000_000_000L;

    /** What an automatic budget allows where the kernel itself never reaches a threshold that ends the trial. */
    public static final long FALLBACK = 1_000_000;

    /** Refuses negative numbers and slips. */
    public StepBudget {
        if (value != null && (value < 0 || value > MOST)) {
            throw new Refusal("max-steps", "must be from 0 to " + MOST + " or auto but was " + value);
        }
    }

    /**
     * The most updates under a prediction.
     *
     * @param factor of an automatic budget
     * @param predicted the kernel's steps to the slowest threshold that ends the trial; null where it never reaches it
     */
    public static long resolve(@Nullable Long value, double factor, @Nullable Long predicted) {
        if (value != null) {
            return value;
        }
        return predicted == null ? FALLBACK : (long) Math.min(MOST, Math.ceil(factor * Math.max(1, predicted)));
    }

    /** Whether nothing is trained. */
    public boolean isTheoryOnly() {
        return value != null && value == 0;
    }
}
