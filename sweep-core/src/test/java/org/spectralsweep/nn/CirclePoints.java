package org.spectralsweep.nn;

import java.util.Random;

/** Points of a line or of a circle, for tests of arcs. */
public enum CirclePoints {
    /** Equidistant on the circle. */
    EVEN(2),
    /** Independent, uniform on the circle. */
    RANDOM(2),
    /** On the circle, some of them equal. */
    DUPLICATES(2),
    /** On a short piece of the circle. */
    PART_OF_THE_CIRCLE(2),
    /** Independent on an interval. */
    LINE(1),
    /** On an interval, some of them equal. */
    LINE_WITH_DUPLICATES(1);

    /** Coordinates of a point. */
    public final int inputs;

    CirclePoints(int inputs) {
        this.inputs = inputs;
    }

    /** The points, row-major. */
    public double[] x(int n) {
        Random random = new Random(31 + n);
        double[] x = new double[n * inputs];
        for (int i = 0; i < n; i++) {
            double u = random.nextDouble();
            double angle =
                    switch (this) {
                        case EVEN -> 2 * Math.PI * i / n;
                        case RANDOM -> 2 * Math.PI * u;
                        case DUPLICATES, LINE_WITH_DUPLICATES -> 2 * Math.PI * Math.floor(u * n * 0.7) / n;
                        case PART_OF_THE_CIRCLE -> 2.5 + 1.5 * u;
                        case LINE -> 6 * u - 3;
                    };
            if (inputs == 1) {
                x[i] = angle - (this == LINE ? 0 : 3);
            } else {
                x[2 * i] = 1.3 * Math.cos(angle);
                x[2 * i + 1] = 1.3 * Math.sin(angle);
            }
        }
        return x;
    }
}
