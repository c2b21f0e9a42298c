package org.spectralsweep.nn;

/** Where the width enters: in the initial variance or in the forward pass. */
public enum Parameterization {
    /** z = W h + b. */
    STANDARD,
    /** First layer z = W x + b; layer l + 1: z = sqrt(c_sigma / d_l) W h + b, output layer included (B20, section 3). */
    NTK
}
