package org.spectralsweep.linalg;

/** The floating-point format in which a network is stored and trained. */
public enum Precision {
    /** IEEE 754 binary32. */
    FLOAT32,
    /** IEEE 754 binary64. */
    FLOAT64
}
