package org.spectralsweep.theory;

/** Which tangent kernel is analysed. */
public enum KernelChoice {
    /** The analytic kernel if the architecture has one, otherwise the empirical kernel. */
    AUTO,
    /** The kernel of infinite width. */
    ANALYTIC,
    /** The kernel of the trial's own network at its initial weights. */
    EMPIRICAL
}
