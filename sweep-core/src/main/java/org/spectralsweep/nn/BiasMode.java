package org.spectralsweep.nn;

/** Which layers have a trained bias. */
public enum BiasMode {
    /** No layer. */
    NONE,
    /** Every hidden layer, not the output. */
    HIDDEN,
    /** Every layer. */
    ALL
}
