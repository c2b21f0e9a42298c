package org.spectralsweep.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Hermite series of t(x) = tanh(r x) / r at the variance q = r^2. With orthonormal polynomials h_k of N(0, 1) and
 * d_k = E t(x) h_k(x), Mehler's formula gives for a pair of correlation rho and covariance c
 *
 * <pre>
 * E tanh(u) tanh(v) = c sum over odd k of d_k d'_k rho^(k - 1)
 * E tanh'(u) tanh'(v) = sum over odd k of k d_k d'_k rho^(k - 1).
 * </pre>
 *
 * <p>Each d_k is a trapezoidal rule, which converges faster than any power of its step on an integrand that decays like
 * this one. The step is halved until two results agree to 1e-13 in every coefficient and in E t^2 and E tanh'(r x)^2.
 * By Parseval the squares of the missing coefficients sum to what the present ones leave of those two means. So the
 * error of a truncated series is known, and the series goes on until it is at most 1e-12.
 *
 * <p>Cost: about 100 sqrt(q) nodes times 90 q terms, a quarter of a second at q = 100 and a millisecond at 1. Series of
 * many variances share the polynomials.
 */
final class TanhSeries {
    /** The largest variance that is taken; its series has about 36,000 terms. */
    static final double LARGEST_VARIANCE = 400;

    /** Beyond it exp(-x^2 / 4), which multiplies bounded functions, is below 1e-16. */
    private static final double RANGE = 12.2;

    private static final double FIRST_STEP = 0.5;
    private static final double LEAST_STEP = 1.0 / 1024;
    private static final double AGREEMENT = 1e-13;
    private static final double TAIL = 1e-12;

    /** Where sqrt(k) d_k is below it twice, the rest of a series is rounding. */
    private static final double ROUNDING = 1e-14;

    /** How many series pass through the polynomials together. */
    private static final int BLOCK = 16;

    private final double variance;
    private final double meanSquare;
    private final double meanSquareSlope;
    private final double[] coefficients;
    private final boolean whole;

    private TanhSeries(
            double variance, double meanSquare, double meanSquareSlope, double[] coefficients, boolean whole) {
        this.variance = variance;
        this.meanSquare = meanSquare;
        this.meanSquareSlope = meanSquareSlope;
        this.coefficients = coefficients;
        this.whole = whole;
    }

    /**
     * The series of some variances, any two of which may be paired.
     *
     * @throws IllegalArgumentException if a variance is not in [0, LARGEST_VARIANCE]
     */
    static List<TanhSeries> of(double[] variances) {
        double[] sorted = Arrays.stream(variances).distinct().sorted().toArray();
        for (double variance : sorted) {
            if (!(variance >= 0 && variance <= LARGEST_VARIANCE)) {
                throw new IllegalArgumentException("variance of a pre-activation of tanh must be in [0, "
                        + LARGEST_VARIANCE + "] but was " + variance);
            }
        }
        List<TanhSeries> all = new ArrayList<>();
        if (sorted.length == 0) {
            return all;
        }
        // The largest variance needs the smallest step and the most terms.
        double[] largest = {sorted[sorted.length - 1]};
        double step = FIRST_STEP;
        TanhSeries[] coarse = block(largest, step, Integer.MAX_VALUE);
        TanhSeries[] fine = block(largest, step / 2, Integer.MAX_VALUE);
        while (coarse == null || fine == null || !fine[0].agreesWith(coarse[0])) {
            step /= 2;
            if (step < LEAST_STEP) {
                throw new IllegalStateException("the quadrature of tanh at variance " + largest[0] + " did not settle");
            }
            coarse = fine;
            fine = block(largest, step / 2, Integer.MAX_VALUE);
        }
        int most = fine[0].coefficients.length;
        for (int from = 0; from < sorted.length - 1; from += BLOCK) {
            double[] part = Arrays.copyOfRange(sorted, from, Math.min(from + BLOCK, sorted.length - 1));
            TanhSeries[] series = block(part, step / 2, most);
            if (series == null) {
                throw new IllegalStateException("a series of tanh was longer than that of the largest variance");
            }
            all.addAll(Arrays.asList(series));
        }
        all.add(fine[0]);
        return all;
    }

    /**
     * Series by a trapezoidal rule; null if the step is too coarse for the terms that they need.
     *
     * @param most the number of terms after which each ends; if it is not known, each ends by its tail
     */
    private static TanhSeries @Nullable [] block(double[] variances, double step, int most) {
        int count = variances.length;
        int nodes = (int) Math.ceil(RANGE / step);
        double weight = 2 * step / Math.sqrt(2 * StrictMath.PI);
        double[] x = new double[nodes];
        double[] before = new double[nodes];
        double[] present = new double[nodes];
        double[] weighted = new double[nodes * count];
        double[] squares = new double[count];
        double[] slopes = new double[count];
        Arrays.fill(slopes, weight / 2);
        for (int i = 0; i < nodes; i++) {
            x[i] = (i + 1) * step;
            double root = StrictMath.exp(-x[i] * x[i] / 4);
            before[i] = root;
            present[i] = x[i] * root;
            for (int b = 0; b < count; b++) {
                double r = Math.sqrt(variances[b]);
                double tanh = StrictMath.tanh(r * x[i]);
                double t = r > 0 ? tanh / r : x[i];
                double slope = (1 - tanh) * (1 + tanh);
                weighted[i * count + b] = weight * t * root;
                squares[b] += weight * t * t * root * root;
                slopes[b] += weight * slope * slope * root * root;
            }
        }
        double[] tail = squares.clone();
        double[] slopeTail = slopes.clone();
        Terms[] terms = new Terms[count];
        Arrays.setAll(terms, b -> new Terms());
        double highest = 2 * Math.PI / step;
        double[] sums = new double[count];
        int open = count;
        for (int k = 1; open > 0; k += 2) {
            if (Math.sqrt(k) > highest) {
                return null;
            }
            products(present, weighted, sums);
            for (int b = 0; b < count; b++) {
                if (terms[b].closed) {
                    continue;
                }
                tail[b] -= sums[b] * sums[b];
                slopeTail[b] -= k * sums[b] * sums[b];
                terms[b].add(sums[b], Math.sqrt(k) * Math.abs(sums[b]) < ROUNDING);
                boolean known = most < Integer.MAX_VALUE;
                boolean last = known ? terms[b].size >= most : variances[b] * tail[b] < TAIL && slopeTail[b] < TAIL;
                if (last || terms[b].whole()) {
                    terms[b].closed = true;
                    open--;
                }
            }
            // Afterwards before holds h_(k + 1) and present h_(k + 2).
            advance(x, before, present, k);
            advance(x, present, before, k + 1);
        }
        TanhSeries[] series = new TanhSeries[count];
        for (int b = 0; b < count; b++) {
            series[b] = new TanhSeries(
                    variances[b],
                    squares[b],
                    slopes[b],
                    Arrays.copyOf(terms[b].values, terms[b].size),
                    terms[b].whole());
        }
        return series;
    }

    /** sums_b = sum over nodes of present times weighted, node by node, so that the order is fixed. */
    private static void products(double[] present, double[] weighted, double[] sums) {
        Arrays.fill(sums, 0);
        int count = sums.length;
        for (int i = 0; i < present.length; i++) {
            double p = present[i];
            int at = i * count;
            for (int b = 0; b < count; b++) {
                sums[b] += p * weighted[at + b];
            }
        }
    }

    /** Puts h_(k + 1) = (x h_k - sqrt(k) h_(k - 1)) / sqrt(k + 1) in the place of h_(k - 1). */
    private static void advance(double[] x, double[] before, double[] present, int k) {
        double down = Math.sqrt(k);
        double up = 1 / Math.sqrt(k + 1);
        for (int i = 0; i < x.length; i++) {
            before[i] = (x[i] * present[i] - down * before[i]) * up;
        }
    }

    /** The coefficients of one series while it grows. */
    private static final class Terms {
        private double[] values = new double[64];
        private int size;
        private int small;
        private boolean closed;

        void add(double value, boolean isSmall) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
            small = isSmall ? small + 1 : 0;
        }

        boolean whole() {
            return small >= 2;
        }
    }

    private boolean agreesWith(TanhSeries other) {
        boolean agree = Math.abs(meanSquare - other.meanSquare) < AGREEMENT
                && Math.abs(meanSquareSlope - other.meanSquareSlope) < AGREEMENT;
        for (int i = 0; agree && i < Math.min(coefficients.length, other.coefficients.length); i++) {
            agree = Math.abs(coefficients[i] - other.coefficients[i]) < AGREEMENT;
        }
        return agree;
    }

    double variance() {
        return variance;
    }

    /** E tanh(u)^2. */
    double square() {
        return variance * meanSquare;
    }

    /** Whether it has more terms, so that it pairs with more. */
    boolean isLongerThan(TanhSeries other) {
        return coefficients.length > other.coefficients.length;
    }

    /** Whether the two were made together, or at least end where nothing is missing of their products. */
    boolean pairsWith(TanhSeries other) {
        return coefficients.length == other.coefficients.length
                || (coefficients.length < other.coefficients.length ? whole : other.whole);
    }

    /**
     * The moments of a pair. O(terms), fewer where the correlation is small.
     *
     * @param rho correlation
     * @param c covariance
     */
    DualMoments with(TanhSeries other, double rho, double c) {
        double[] one = coefficients;
        double[] two = other.coefficients;
        int terms = Math.min(one.length, two.length);
        double square = rho * rho;
        double power = 1;
        double sum = 0;
        double slopes = 0;
        for (int i = 0; i < terms && power > ROUNDING; i++) {
            double term = one[i] * two[i] * power;
            sum += term;
            slopes += (2 * i + 1) * term;
            power *= square;
        }
        return new DualMoments(c * sum, slopes);
    }
}
