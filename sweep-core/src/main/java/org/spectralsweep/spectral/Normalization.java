package org.spectralsweep.spectral;

/** The unit of a spectral value. For f(theta) = A sin(kappa theta + phi), or f = A times the zonal harmonic that is 1 at its axis: */
public enum Normalization {
    /** |A|. */
    AMPLITUDE,
    /**
     * The mean square of that component: A^2 / 2, A^2 for frequency 0, and A^2 / N(d, kappa) on S^{d-1} with the dimension N of the space of
     * harmonics of degree kappa.
     */
    POWER;

    double of(double amplitude, double meanSquareOfHarmonic) {
        return switch (this) {
            case AMPLITUDE -> Math.abs(amplitude);
            case POWER -> amplitude * amplitude * meanSquareOfHarmonic;
        };
    }
}
