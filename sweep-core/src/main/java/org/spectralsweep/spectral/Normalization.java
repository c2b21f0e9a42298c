package org.spectralsweep.spectral;

/** The unit of a spectral value. For f(theta) = A sin(kappa theta + phi): */
public enum Normalization {
    /** |A|. */
    AMPLITUDE,
    /** A^2 / 2, the mean square of that component (A^2 for frequency 0). */
    POWER
}
