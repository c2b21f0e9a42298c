package org.spectralsweep.domain;

/** Where inputs live. */
public sealed interface InputDomain permits Circle, Sphere, Interval, ProductDomain {
    /** Columns of a point: d of S^{d-1}, 2 for the circle, 1 for an interval. */
    int ambientDimension();

    /** Dimension of the manifold: d - 1 for a sphere. */
    int manifoldDimension();

    /** How messages call it: {@code the circle}, {@code a sphere of dimension 3}. */
    String phrase();

    /** Whether this is the unit circle, by that name or as the sphere S^1: its points then have an angle. */
    default boolean isCircular() {
        return false;
    }
}
