package org.spectralsweep.domain;

/** Where inputs live. */
public sealed interface InputDomain permits Circle, Sphere, Interval, Cube {
    /** Columns of a point: d of S^{d-1}, 2 for the circle, 1 for an interval. */
    int ambientDimension();

    /** Dimension of the manifold: d - 1 for a sphere. */
    int manifoldDimension();
}
