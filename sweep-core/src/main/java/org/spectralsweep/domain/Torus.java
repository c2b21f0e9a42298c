package org.spectralsweep.domain;

import org.spectralsweep.spec.Refusal;

/**
 * The torus of D angles, embedded in the unit sphere of R^{2D} as (cos t_1, sin t_1, ..., cos t_D, sin t_D) / sqrt(D).
 * There the tangent kernel of a ReLU network is singular in every direction. Its eigenvalues therefore fall like
 * kappa^-(D+1), as on the sphere of dimension D.
 *
 * @param dimension D, 1 to 5
 */
public record Torus(int dimension) implements ProductDomain {
    private static final int MOST = 5;

    /** Refuses a dimension outside 1 to 5. */
    public Torus {
        if (dimension < 1 || dimension > MOST) {
            throw new Refusal("dimension", "must be between 1 and " + MOST + " on a torus but was " + dimension);
        }
    }

    @Override
    public int ambientDimension() {
        return 2 * dimension;
    }

    @Override
    public int manifoldDimension() {
        return dimension;
    }

    @Override
    public String phrase() {
        return "a torus";
    }

    @Override
    public double lower() {
        return -Math.PI;
    }

    @Override
    public double length() {
        return 2 * Math.PI;
    }

    @Override
    public Points at(double[] angles, int count) {
        double scale = 1 / Math.sqrt(dimension);
        double[] coordinates = new double[2 * angles.length];
        for (int e = 0; e < angles.length; e++) {
            coordinates[2 * e] = scale * StrictMath.cos(angles[e]);
            coordinates[2 * e + 1] = scale * StrictMath.sin(angles[e]);
        }
        return new Points(count, 2 * dimension, coordinates);
    }

    @Override
    public double turn(Points points, int i, int c) {
        int at = 2 * (i * dimension + c);
        return StrictMath.atan2(points.coordinates()[at + 1], points.coordinates()[at]) / (2 * Math.PI);
    }
}
