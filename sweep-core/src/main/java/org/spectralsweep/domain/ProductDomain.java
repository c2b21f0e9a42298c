package org.spectralsweep.domain;

/** A product of D equal intervals or circles. Its harmonics are plane waves sin(kappa v.t) along an integer vector v, its grids tensor grids. */
public sealed interface ProductDomain extends InputDomain permits Cube, Torus {
    /** Where each of the D parameters starts. */
    double lower();

    /** Length of the range of each parameter. */
    double length();

    /**
     * The points with these parameters.
     *
     * @param parameters count x D, row-major, each from {@link #lower} on and below lower + length; may be kept
     */
    Points at(double[] parameters, int count);

    /** Parameter c of point i as a part of the range's length: from 0 to 1 on a cube, from -1/2 to 1/2 on a torus. */
    double turn(Points points, int i, int c);
}
