package org.spectralsweep.nn;

/** The sets of samples on which a threshold is tested. */
public enum ThresholdScope {
    /** The whole domain. */
    GLOBAL,
    /** Every density region separately. */
    REGIONS,
    /** Both. */
    BOTH
}
