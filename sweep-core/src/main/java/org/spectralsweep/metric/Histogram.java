package org.spectralsweep.metric;

import java.util.List;

/** Densities of values on equal bins. */
final class Histogram {
    private static final int MOST_BINS = 10_000;

    private Histogram() {}

    static void check(int bins) {
        if (bins < 0 || bins > MOST_BINS) {
            throw new IllegalArgumentException("bins must be from 0 to " + MOST_BINS + " but was " + bins);
        }
    }

    /**
     * Rows of the density on each bin, by index; its integral over [from, to] is the share of the values that lie there. A value on the upper end is in the last bin, NaN
     * is not counted at all.
     */
    static void add(
            List<Measurement> rows, long step, String column, double[] values, int bins, double from, double to) {
        double width = (to - from) / bins;
        long[] counts = new long[bins];
        long all = 0;
        for (double value : values) {
            if (value >= from && value <= to) {
                counts[Math.min(bins - 1, (int) ((value - from) / width))]++;
            }
            all += Double.isNaN(value) ? 0 : 1;
        }
        for (int bin = 0; bin < bins; bin++) {
            rows.add(new Measurement(step, column, Measurement.ALL, bin, counts[bin] / (all * width)));
        }
    }
}
