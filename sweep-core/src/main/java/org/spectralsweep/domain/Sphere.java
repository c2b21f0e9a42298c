package org.spectralsweep.domain;

/**
 * The unit sphere S^{d-1} in R^d.
 *
 * @param dimension ambient dimension d, 2 to 10
 */
public record Sphere(int dimension) implements InputDomain {
    @Override
    public int ambientDimension() {
        return dimension;
    }

    @Override
    public int manifoldDimension() {
        return dimension - 1;
    }
}
