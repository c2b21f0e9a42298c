package org.spectralsweep.nn;

/** The initial weights of the output layer. */
public enum OuterWeights {
    /** Drawn like those of every other layer. */
    LIKE_HIDDEN,
    /** Independent signs, +1 or -1 with equal probability (a_r of B20, network (2)). */
    RADEMACHER
}
