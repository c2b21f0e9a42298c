package org.spectralsweep.domain;

import org.spectralsweep.spec.Refusal;

/**
 * The Boolean cube {-1, 1}^d / sqrt(d): the 2^d corners of a cube, on the unit sphere of R^d. Its uniform measure gives
 * each corner the same probability. It is a finite set, so D is 0.
 *
 * <p>Its harmonics are the Walsh functions chi_S(x) = prod over i in S of sign(x_i), one for each subset S of the
 * coordinates. They are orthonormal, and |S| is their degree. There are C(d, k) of degree k. A kernel that depends on
 * x.z alone has the same eigenvalue for all of one degree.
 *
 * @param dimension d, 1 to 16
 */
public record BooleanCube(int dimension) implements InputDomain {
    /** Functions are analysed on all 2^d corners, of which there must not be too many. */
    private static final int MOST = 16;

    /** Refuses a dimension outside 1 to 16. */
    public BooleanCube {
        if (dimension < 1 || dimension > MOST) {
            throw new Refusal("dimension", "must be between 1 and " + MOST + " on a Boolean cube but was " + dimension);
        }
    }

    @Override
    public int ambientDimension() {
        return dimension;
    }

    @Override
    public int manifoldDimension() {
        return 0;
    }

    @Override
    public String phrase() {
        return "a Boolean cube of dimension " + dimension;
    }

    /** How many corners there are, 2^d. */
    public int corners() {
        return 1 << dimension;
    }

    /** All corners, in the order of their numbers, see {@link #at}. */
    public Points whole() {
        int[] numbers = new int[corners()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        return at(numbers);
    }

    /**
     * The corners of these numbers. Coordinate c of corner i is negative where bit c of i is 1, counted from the
     * lowest.
     */
    public Points at(int[] numbers) {
        double side = 1 / Math.sqrt(dimension);
        double[] coordinates = new double[Math.multiplyExact(numbers.length, dimension)];
        for (int e = 0; e < coordinates.length; e++) {
            boolean negative = (numbers[e / dimension] >> e % dimension & 1) == 1;
            coordinates[e] = negative ? -side : side;
        }
        return new Points(numbers.length, dimension, coordinates);
    }
}
