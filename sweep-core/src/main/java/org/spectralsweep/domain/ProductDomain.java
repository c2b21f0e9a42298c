package org.spectralsweep.domain;

/**
 * A product of D equal intervals or circles. Its harmonics are plane waves sin(kappa v.t) along an integer vector v.
 * Its grids are tensor grids.
 */
public sealed interface ProductDomain extends InputDomain permits Cube, Torus {
    /** Lower end of the range of each of the D parameters. */
    double lower();

    /** Length of the range of each parameter. */
    double length();

    /**
     * The points with these parameters.
     *
     * @param parameters count x D, row-major, each at least {@link #lower} and below lower + length; the array may be
     *     kept
     */
    Points at(double[] parameters, int count);

    /**
     * Parameter c of point i as a fraction of the range's length: from 0 to 1 on a cube, from -1/2 to 1/2 on a torus.
     */
    double turn(Points points, int i, int c);
}
