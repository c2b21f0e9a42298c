package org.spectralsweep.theory;

/** Which tangent kernel is analysed. */
public enum KernelChoice {
    /** The analytic one where the architecture has it, else the empirical one. */
    AUTO,
    /** The kernel of infinite width. */
    ANALYTIC,
    /** The kernel of the trial's own network at its initial weights. */
    EMPIRICAL
}
