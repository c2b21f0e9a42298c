package org.spectralsweep.spectral;

/**
 * The unit of a spectral value, for f(theta) = A sin(kappa theta + phi) or for f = A times the zonal harmonic that is 1
 * at its axis.
 */
public enum Normalization {
    /** |A|. */
    AMPLITUDE,
    /**
     * The mean square of that component. It is A^2 / 2, but A^2 for frequency 0. On S^{d-1} it is A^2 / N(d, kappa),
     * where N is the dimension of the space of harmonics of degree kappa. On a Boolean cube it is A^2.
     */
    POWER;

    double of(double amplitude, double meanSquareOfHarmonic) {
        return switch (this) {
            case AMPLITUDE -> Math.abs(amplitude);
            case POWER -> amplitude * amplitude * meanSquareOfHarmonic;
        };
    }
}
