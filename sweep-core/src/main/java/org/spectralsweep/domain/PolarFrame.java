package org.spectralsweep.domain;

import org.hipparchus.random.RandomGenerator;

/**
 * Polar coordinates on S^{d-1} around an axis a. The point at polar angle s in the tangent direction u (a unit vector
 * of R^{d-1}) is cos(s) a + sin(s) F u. F is an isometry from R^{d-1} onto the vectors orthogonal to a, built from one
 * Householder reflection. If a is the last coordinate axis, F is the inclusion of the first d - 1 coordinates.
 */
public final class PolarFrame {
    private final double[] axis;
    private final double[] normal;
    private final double squaredNorm;
    private final double sign;

    /**
     * Builds the frame around an axis.
     *
     * @param axis a, of norm 1
     */
    public PolarFrame(double[] axis) {
        this.axis = axis.clone();
        int last = axis.length - 1;
        // This sign adds to the last component. The other one would cancel for an axis close to a coordinate axis.
        sign = axis[last] < 0 ? -1 : 1;
        normal = axis.clone();
        normal[last] += sign;
        double sum = 0;
        for (double x : normal) {
            sum += x * x;
        }
        squaredNorm = sum;
    }

    /**
     * Writes the point at this polar angle and tangent direction. O(d).
     *
     * @param polarAngle s in [0, pi]
     * @param tangent u, d - 1 numbers of norm 1
     * @param points rows of d numbers, one of which is overwritten
     * @param row the row to write
     */
    public void place(double polarAngle, double[] tangent, double[] points, int row) {
        double sine = StrictMath.sin(polarAngle);
        double cosine = StrictMath.cos(polarAngle);
        double projection = 0;
        for (int c = 0; c < tangent.length; c++) {
            projection += normal[c] * tangent[c];
        }
        double factor = 2 * projection / squaredNorm;
        int start = row * axis.length;
        for (int c = 0; c < axis.length; c++) {
            double reflected = (c < tangent.length ? tangent[c] : 0) - factor * normal[c];
            points[start + c] = cosine * axis[c] + sine * reflected;
        }
    }

    /** A uniformly distributed unit vector of R^dimension: normal deviates, scaled to norm 1. */
    public static double[] randomDirection(int dimension, RandomGenerator random) {
        double[] v = new double[dimension];
        double sum;
        do {
            sum = 0;
            for (int c = 0; c < dimension; c++) {
                v[c] = random.nextGaussian();
                sum += v[c] * v[c];
            }
        } while (!(sum > 0));
        double norm = Math.sqrt(sum);
        for (int c = 0; c < dimension; c++) {
            v[c] /= norm;
        }
        return v;
    }
}
