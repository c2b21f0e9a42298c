package org.spectralsweep.train;

/** Why training ended. */
public enum StopReason {
    /** All the thresholds that training waits for were reached. */
    THRESHOLDS_REACHED,
    /** The maximum number of updates was done. */
    STEPS_EXHAUSTED,
    /** The time allowed was over. */
    TIME_OVER,
    /** The loss is no longer finite, or grew by more than a factor of 1e10. */
    DIVERGED
}
