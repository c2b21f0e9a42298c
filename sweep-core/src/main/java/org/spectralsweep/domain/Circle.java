package org.spectralsweep.domain;

/** The unit circle S^1 in R^2; the parameter of a point is its angle in [-pi, pi). */
public record Circle() implements InputDomain {
    @Override
    public int ambientDimension() {
        return 2;
    }

    @Override
    public int manifoldDimension() {
        return 1;
    }
}
