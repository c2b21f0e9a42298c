package org.spectralsweep.nn;

/** Where the width enters: in the initial variance or in the forward pass. */
public enum Parameterization {
    /** z = W h + b. */
    STANDARD,
    /**
     * The first layer is z = W x + b. Layer l + 1 is z = sqrt(c_sigma / d_l) W h + b, the output layer included (B20,
     * section 3).
     */
    NTK
}
