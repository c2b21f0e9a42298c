package org.spectralsweep.metric;

import java.util.Arrays;
import java.util.List;
import org.spectralsweep.spec.Refusal;

/** Means, medians and densities of the values of a quantity. */
final class Histogram {
    private static final int MOST_BINS = 10_000;

    private Histogram() {}

    /** Refuses fewer bins than {@code least}, and very many. {@code least} is 0 where a histogram may be left out. */
    static void check(int bins, int least) {
        if (bins < least || bins > MOST_BINS) {
            throw new Refusal("bins", "must be from " + least + " to " + MOST_BINS + " but was " + bins);
        }
    }

    /**
     * Rows of the density on each bin, by index. Its integral over [from, to] is the share of the values that lie
     * there. A value at the upper end is in the last bin. NaN does not count at all.
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

    /**
     * The density on equal bins of [0, largest). Values from {@code largest} on count only in the total, so the
     * integral is the share below {@code largest}. NaN where any value is NaN.
     */
    static double[] density(double[] values, int bins, double largest) {
        double[] density = new double[bins];
        for (double value : values) {
            if (Double.isNaN(value)) {
                Arrays.fill(density, Double.NaN);
                return density;
            }
            if (value < largest) {
                int bin = Math.min(bins - 1, (int) (value / largest * bins));
                density[bin] += bins / (largest * values.length);
            }
        }
        return density;
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** The middle value, or the mean of the two in the middle; NaN where any value is NaN. */
    static double median(double[] values) {
        double[] ascending = values.clone();
        Arrays.sort(ascending);
        int n = ascending.length;
        // Sorting puts NaN last.
        if (Double.isNaN(ascending[n - 1])) {
            return Double.NaN;
        }
        return n % 2 == 1 ? ascending[n / 2] : (ascending[n / 2 - 1] + ascending[n / 2]) / 2;
    }
}
