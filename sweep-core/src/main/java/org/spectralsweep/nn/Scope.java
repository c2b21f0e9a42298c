package org.spectralsweep.nn;

/** Where a threshold is tested. */
public enum Scope {
    /** On the whole domain. */
    GLOBAL,
    /** On every density region separately. */
    REGIONS,
    /** On both. */
    BOTH
}
