package org.spectralsweep.nn;

/**
 * s(z) = z Phi(z), where Phi is the distribution function of N(0, 1) (Hendrycks and Gimpel 2016, arXiv 1606.08415): the
 * exact form, not the one with tanh.
 */
public record Gelu() implements Activation {
    @Override
    public double value(double z) {
        return z * phi(z);
    }

    @Override
    public double slope(double z) {
        return phi(z) + z * StrictMath.exp(-z * z / 2) / Math.sqrt(2 * StrictMath.PI);
    }

    private static double phi(double z) {
        return org.hipparchus.special.Erf.erfc(-z / Math.sqrt(2)) / 2;
    }
}
