package org.spectralsweep.fit;

/** How a fit ended. If several apply, the first in the order of this list is taken, and the note names the others. */
public enum FitStatus {
    /** Fewer rows than parameters; nothing is estimated. */
    TOO_FEW_POINTS,
    /** No row bounds its time from both sides; nothing is estimated. */
    ALL_CENSORED,
    /** The likelihood has no finite maximum or the optimiser did not reach it; nothing is estimated. */
    NOT_CONVERGED,
    /**
     * A covariate does not vary, or varies only together with others. Its parameter is left out and the others are
     * estimated.
     */
    NOT_IDENTIFIED,
    /** The law passes through every row; sigma is 0, and the intervals have no width where the rows are exact. */
    PERFECT_FIT,
    /** Too few cells for an interval, or too many degenerate resamples; there are estimates without intervals. */
    NO_INTERVAL,
    /** There are estimates and intervals. */
    OK
}
