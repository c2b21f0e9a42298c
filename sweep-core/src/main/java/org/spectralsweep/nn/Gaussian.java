package org.spectralsweep.nn;

/** s(z) = exp(-z^2 / 2). */
public record Gaussian() implements Activation {
    @Override
    public double value(double z) {
        return StrictMath.exp(-z * z / 2);
    }

    @Override
    public double slope(double z) {
        return -z * StrictMath.exp(-z * z / 2);
    }
}
