package org.spectralsweep.nn;

/** The training loss over n samples, r = f(x) - y (all outputs). */
public enum Loss {
    /** 1/2 sum of r^2. */
    HALF_SUM,
    /** 1/(2n) sum of r^2. */
    HALF_MEAN,
    /** 1/n sum of r^2 (PyTorch's MSELoss for one output). */
    MEAN_SQUARE
}
