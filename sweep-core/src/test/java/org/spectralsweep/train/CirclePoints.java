package org.spectralsweep.train;

import java.util.Random;
import org.spectralsweep.nn.Networks;

/** Points of a line or of a circle, for tests of arcs. */
enum CirclePoints {
    EVEN(2),
    RANDOM(2),
    DUPLICATES(2),
    PART_OF_THE_CIRCLE(2),
    LINE(1),
    LINE_WITH_DUPLICATES(1);

    final int inputs;

    CirclePoints(int inputs) {
        this.inputs = inputs;
    }

    double[] x(int n) {
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

    TrainingSet data(int n) {
        return new TrainingSet(n, inputs, 1, x(n), Networks.gaussian(n, 22), new int[n], 1);
    }
}
