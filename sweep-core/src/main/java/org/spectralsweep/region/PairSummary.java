package org.spectralsweep.region;

/**
 * The averages of many cosines, and their histogram over [-1, 1]. Everything is NaN if there are no cosines or if one
 * of them is NaN.
 */
public final class PairSummary {
    private final long[] counts;
    private long pairs;
    private long positive;
    private double sum;
    private double magnitudes;

    PairSummary(int bins) {
        counts = new long[bins];
    }

    void add(double cosine) {
        pairs++;
        if (cosine > 0) {
            positive++;
        }
        sum += cosine;
        magnitudes += Math.abs(cosine);
        // Rounding may put a cosine just outside. The cast turns NaN into 0, but the sums stay NaN.
        int bin = (int) ((cosine + 1) / 2 * counts.length);
        counts[Math.max(0, Math.min(counts.length - 1, bin))]++;
    }

    void add(PairSummary other) {
        pairs += other.pairs;
        positive += other.positive;
        sum += other.sum;
        magnitudes += other.magnitudes;
        for (int bin = 0; bin < counts.length; bin++) {
            counts[bin] += other.counts[bin];
        }
    }

    /** Number of pairs. */
    public long pairs() {
        return pairs;
    }

    /** The mean cosine. */
    public double mean() {
        return sum / pairs;
    }

    /** The share of pairs with a cosine above 0. */
    public double positiveShare() {
        return Double.isNaN(sum) ? Double.NaN : (double) positive / pairs;
    }

    /** The mean of |cosine|. */
    public double meanMagnitude() {
        return magnitudes / pairs;
    }

    /** The density of the cosines, one value for each bin of equal width from -1 on; it integrates to 1. */
    public double[] density() {
        double[] density = new double[counts.length];
        for (int bin = 0; bin < density.length; bin++) {
            density[bin] = Double.isNaN(sum) ? Double.NaN : (double) counts[bin] / pairs * counts.length / 2;
        }
        return density;
    }
}
