package org.spectralsweep.nn;

/** s(z) = max(z, 0)^2, which has one continuous derivative. */
public record ReluSquared() implements Activation {
    @Override
    public double value(double z) {
        return z > 0 ? z * z : 0;
    }

    @Override
    public double slope(double z) {
        return 2 * Math.max(z, 0);
    }
}
