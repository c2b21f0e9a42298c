package org.spectralsweep.domain;

/** The set that inputs are drawn from. */
public sealed interface InputDomain permits Circle, Sphere, Interval, ProductDomain, BooleanCube {
    /** Number of coordinates of a point: d on S^{d-1}, 2 on the circle, 1 on an interval. */
    int ambientDimension();

    /** Dimension of the manifold: d - 1 for a sphere, 0 for a finite set. */
    int manifoldDimension();

    /** The domain's name in messages: {@code the circle}, {@code a sphere of dimension 3}. */
    String phrase();

    /** Whether this is the unit circle, written as a circle or as the sphere S^1. Its points then have an angle. */
    default boolean isCircular() {
        return false;
    }
}
