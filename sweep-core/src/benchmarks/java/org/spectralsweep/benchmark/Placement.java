package org.spectralsweep.benchmark;

import java.util.Random;
import org.hipparchus.random.Well19937c;
import org.spectralsweep.encoding.InputEncoding;
import org.spectralsweep.encoding.Positional;

/** Where the points of a workload lie. */
enum Placement {
    /** Uniform in the cube [-1, 1]^d, as encoded points are. */
    CUBE,
    /** Uniform in the square [-1, 1]^2, followed by the sines and cosines of octaves of both coordinates. */
    OCTAVES,
    /** Uniform on the sphere in R^d. */
    SPHERE,
    /** At equal distances on the circle. */
    CIRCLE;

    private static final int PLANE = 2;

    /** Places {@code count} points, row-major. They are the same at every call. */
    double[] points(int count, int dimension) {
        if (this == OCTAVES) {
            InputEncoding encoding = new Positional((dimension - PLANE) / (2 * PLANE), true, true);
            return encoding.bind(PLANE, new Well19937c(1)).encode(CUBE.points(count, PLANE), count);
        }
        double[] points = new double[count * dimension];
        Random random = new Random(17);
        for (int i = 0; i < count; i++) {
            if (this == CIRCLE) {
                points[2 * i] = Math.cos(2 * Math.PI * i / count);
                points[2 * i + 1] = Math.sin(2 * Math.PI * i / count);
            } else {
                draw(points, i * dimension, dimension, random);
            }
        }
        return points;
    }

    private void draw(double[] points, int at, int dimension, Random random) {
        double squares = 0;
        for (int k = at; k < at + dimension; k++) {
            points[k] = this == CUBE ? 2 * random.nextDouble() - 1 : random.nextGaussian();
            squares += points[k] * points[k];
        }
        if (this == SPHERE) {
            for (int k = at; k < at + dimension; k++) {
                points[k] /= Math.sqrt(squares);
            }
        }
    }
}
