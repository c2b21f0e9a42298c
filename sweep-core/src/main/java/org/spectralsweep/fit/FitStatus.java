package org.spectralsweep.fit;

/** How a fit ended. If several apply, the first in the order of this list is taken, and the note names the others. */
public enum FitStatus {
    /** Fewer rows than parameters; nothing is estimated. */
    TOO_FEW_POINTS,
    /** The formula is not finite at a row, such as by a division by zero; nothing is estimated. */
    NOT_FINITE,
    /**
     * All rows are censored on the same side, or the method drops censored rows and there are no others; nothing is
     * estimated.
     */
    ALL_CENSORED,
    /** The likelihood has no finite maximum or the optimiser did not reach it; nothing is estimated. */
    NOT_CONVERGED,
    /**
     * A covariate does not vary, or varies only together with others. If the law is linear in its parameters, that one
     * is left out and the others are estimated; otherwise nothing is.
     */
    NOT_IDENTIFIED,
    /** The law passes through every row: sigma is 0. */
    PERFECT_FIT,
    /** Too few cells for an interval, or too many degenerate resamples; there are estimates without intervals. */
    NO_INTERVAL,
    /** There are estimates and intervals. */
    OK
}
