package org.spectralsweep.nn;

/** s(z) = max(z, 0). */
public record Relu() implements Activation {
    @Override
    public boolean isRectifier() {
        return true;
    }

    @Override
    public double value(double z) {
        return Math.max(z, 0);
    }

    @Override
    public double slope(double z) {
        return z > 0 ? 1 : 0;
    }
}
