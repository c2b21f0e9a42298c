package org.spectralsweep.trial;

/** How a trial ended. Every status is written as a row. */
public enum TrialStatus {
    /** Every threshold named in stop-when was reached. */
    CONVERGED,
    /** The largest number of steps came first, so the trial is right-censored. */
    BUDGET_EXHAUSTED,
    /** The time limit came first, so the trial is right-censored. */
    TIMED_OUT,
    /** The loss is no longer finite or grew beyond recovery. This is a result, not an error. */
    DIVERGED,
    /** Nothing was trained because max-steps was 0. The rows hold the kernel's predictions. */
    PREDICTED,
    /** The trial threw an exception; its row carries the cause. */
    FAILED
}
