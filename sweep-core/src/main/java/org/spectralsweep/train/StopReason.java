package org.spectralsweep.train;

/** Why training ended. */
public enum StopReason {
    /** Every threshold that was to be reached was. */
    THRESHOLDS_REACHED,
    /** The largest number of updates was done. */
    STEPS_EXHAUSTED,
    /** The time allowed was over. */
    TIME_OVER,
    /** The loss is no longer finite, or grew by more than 1e10. */
    DIVERGED
}
