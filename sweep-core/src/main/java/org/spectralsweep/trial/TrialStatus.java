package org.spectralsweep.trial;

/** How a trial ended. Every state is a row. */
public enum TrialStatus {
    /** Every threshold named in stop-when was reached. */
    CONVERGED,
    /** The largest number of steps was done first: right-censored. */
    BUDGET_EXHAUSTED,
    /** The time allowed was over first: right-censored. */
    TIMED_OUT,
    /** The loss is no longer finite or grew beyond recovery: a result, not an error. */
    DIVERGED,
    /** Nothing was trained, as max-steps = 0 asks: what the kernel says is in the rows. */
    PREDICTED,
    /** The trial threw; its row carries the cause. */
    FAILED
}
