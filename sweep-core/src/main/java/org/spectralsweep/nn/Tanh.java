package org.spectralsweep.nn;

/** s(z) = tanh z. */
public record Tanh() implements Activation {
    @Override
    public double value(double z) {
        return StrictMath.tanh(z);
    }

    @Override
    public double slope(double z) {
        // 1 - tanh^2 would cancel where tanh is near 1. Where cosh overflows, the result is 0, which is right.
        double inverse = 1 / StrictMath.cosh(z);
        return inverse * inverse;
    }
}
