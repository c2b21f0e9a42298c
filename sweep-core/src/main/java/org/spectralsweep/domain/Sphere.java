package org.spectralsweep.domain;

import org.spectralsweep.spec.Refusal;

/**
 * The unit sphere S^{d-1} in R^d. For d = 2 the parameter of a point is its angle in [-pi, pi), as on the
 * {@link Circle}.
 *
 * @param dimension ambient dimension d, 2 to 30
 */
public record Sphere(int dimension) implements InputDomain {
    /** Refuses a dimension outside 2 to 30. */
    public Sphere {
        if (dimension < 2 || dimension > 30) {
            throw new Refusal("dimension", "must be between 2 and 30 on a sphere but was " + dimension);
        }
    }

    @Override
    public int ambientDimension() {
        return dimension;
    }

    @Override
    public int manifoldDimension() {
        return dimension - 1;
    }

    @Override
    public String phrase() {
        return "a sphere of dimension " + dimension;
    }

    @Override
    public boolean isCircular() {
        return dimension == 2;
    }
}
