package org.spectralsweep.domain;

import org.jspecify.annotations.Nullable;

/**
 * Points of a domain.
 *
 * @param count number of points n
 * @param dimension coordinates of a point, the domain's ambient dimension
 * @param coordinates n x dimension, row-major
 * @param parameter the angle (circle, sphere of dimension 2) or position (interval) of each point; null on every other
 *     domain
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and large: copies would double a trial's memory.
public record Points(int count, int dimension, double[] coordinates, double @Nullable [] parameter) {
    /** Refuses arrays whose sizes do not match. */
    public Points {
        if (coordinates.length != count * dimension) {
            throw new IllegalArgumentException(
                    "coordinates must hold " + count + " x " + dimension + " numbers but held " + coordinates.length);
        }
        if (parameter != null && parameter.length != count) {
            throw new IllegalArgumentException(
                    "parameter must hold " + count + " numbers but held " + parameter.length);
        }
    }

    /** Points of a domain whose points have no parameter. */
    @SuppressWarnings("NullAway") // It does not see the annotation of an array in a canonical constructor.
    public Points(int count, int dimension, double[] coordinates) {
        this(count, dimension, coordinates, null);
    }

    /**
     * The points (cos angle, sin angle) of the unit circle. The angles must be in [-pi, pi); the array is kept, not
     * copied.
     */
    public static Points onCircle(double[] angles) {
        double[] coordinates = new double[2 * angles.length];
        for (int i = 0; i < angles.length; i++) {
            coordinates[2 * i] = StrictMath.cos(angles[i]);
            coordinates[2 * i + 1] = StrictMath.sin(angles[i]);
        }
        return new Points(angles.length, 2, coordinates, angles);
    }

    /** The points of an interval at these positions. The array is kept, not copied. */
    public static Points onLine(double[] positions) {
        return new Points(positions.length, 1, positions.clone(), positions);
    }

    /** The angle or position of point i of a one-dimensional manifold. */
    public double parameter(int i) {
        double[] values = parameter;
        if (values == null) {
            throw new IllegalStateException("only points of a curve have a parameter");
        }
        return values[i];
    }

    /** v . x_i for a vector of the ambient dimension. O(dimension). */
    public double dot(double[] v, int i) {
        double sum = 0;
        for (int c = 0; c < dimension; c++) {
            sum += v[c] * coordinates[i * dimension + c];
        }
        return sum;
    }
}
