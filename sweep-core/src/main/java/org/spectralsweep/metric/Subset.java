package org.spectralsweep.metric;

import org.spectralsweep.kernel.EvenlySpaced;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.spec.Refusal;

/**
 * Evenly spaced training samples: those with the indices floor(i n / count).
 *
 * @param count how many samples
 * @param x encoded inputs, row-major
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, as in Samples
record Subset(int count, double[] x) {
    static void check(int points) {
        if (points < 1) {
            throw new Refusal("points", "must be at least 1 but was " + points);
        }
    }

    /** All samples if there are at most {@code most}. */
    static Subset of(Samples data, int most) {
        int n = data.count();
        if (n <= most) {
            return new Subset(n, data.x());
        }
        int inputs = data.inputs();
        int[] chosen = EvenlySpaced.indices(n, most);
        double[] rows = new double[most * inputs];
        for (int i = 0; i < most; i++) {
            System.arraycopy(data.x(), chosen[i] * inputs, rows, i * inputs, inputs);
        }
        return new Subset(most, rows);
    }
}
