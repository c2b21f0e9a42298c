package org.spectralsweep.linalg;

/** The floating-point format in which a network is stored and trained. */
public enum Precision {
    /** IEEE 754 binary32. */
    FLOAT32,
    /** IEEE 754 binary64. */
    FLOAT64;

    /** A new array of zeros in this format. */
    public RealArray zeros(int length) {
        return this == FLOAT32 ? new Float32Array(length) : new Float64Array(length);
    }

    /** Bytes of one number. */
    public int bytes() {
        return this == FLOAT32 ? Float.BYTES : Double.BYTES;
    }
}
