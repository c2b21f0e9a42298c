package org.spectralsweep.nn;

/** s(z) = erf(z) = 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to z. */
public record Erf() implements Activation {
    @Override
    public double value(double z) {
        return org.hipparchus.special.Erf.erf(z);
    }

    @Override
    public double slope(double z) {
        return 2 / Math.sqrt(StrictMath.PI) * StrictMath.exp(-z * z);
    }
}
