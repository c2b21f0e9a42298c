package org.spectralsweep.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class RoundingPosteriorTest {
    private static Design design(double[][] x, double[] low, double[] high) {
        double[] ones = new double[low.length];
        Arrays.fill(ones, 1);
        int[] cell = new int[low.length];
        Arrays.setAll(cell, i -> i);
        return new Design(x, low, high, new double[low.length], ones, cell, low.length);
    }

    private static RoundingPosterior.Moments moments(Design design, double[] estimate, double scale) {
        return Objects.requireNonNull(RoundingPosterior.of(design, estimate, scale));
    }

    @Test
    void oneIntervalIsUniform() {
        Design design = design(new double[][] {{1}}, new double[] {2}, new double[] {5});
        RoundingPosterior.Moments moments = moments(design, new double[] {3}, 1e-3);
        assertThat(moments.mean()[0]).isCloseTo(3.5, within(1e-4));
        assertThat(moments.variance()[0]).isCloseTo(9.0 / 12, within(1e-4));
    }

    @Test
    void exactRowsAreLeastSquares() {
        double[][] x = {{1, 0}, {1, 1}, {1, 3}, {1, 4}};
        double[] y = {1, 2, 2, 5};
        Design design = design(x, y, y);
        RoundingPosterior.Moments moments = moments(design, new double[] {0, 0}, 0.5);
        WeightedLeastSquares least = WeightedLeastSquares.of(design, design.weights());
        RealMatrix all = MatrixUtils.createRealMatrix(x);
        RealMatrix inverse =
                new LUDecomposition(all.transpose().multiply(all)).getSolver().getInverse();
        for (int k = 0; k < 2; k++) {
            assertThat(moments.mean()[k]).isCloseTo(least.coefficients()[k], within(1e-4));
            assertThat(moments.variance()[k]).isCloseTo(0.25 * inverse.getEntry(k, k), within(1e-4));
        }
    }

    /** Two coefficients, intervals of width 1 and one row without an upper bound, against sums over a fine grid. */
    @Test
    void aRegionHasTheMomentsOfItsIntegral() {
        double[][] x = {{1, -1}, {1, -0.4}, {1, 0.3}, {1, 1}, {1, 1.5}};
        double[] low = {0, 0, 1, 1, 1.9};
        double[] high = {1, 1, 2, 2, Double.POSITIVE_INFINITY};
        Design design = design(x, low, high);
        double scale = 0.08;
        RowLikelihood row = new RowLikelihood(ErrorDistribution.LOG_NORMAL);
        double[] sums = new double[5];
        for (double a = 0; a < 2.5; a += 0.005) {
            for (double b = -0.5; b < 2; b += 0.005) {
                double log = 0;
                for (int i = 0; i < low.length; i++) {
                    double centre = a + b * x[i][1];
                    log += row.value((low[i] - centre) / scale, (high[i] - centre) / scale, false);
                }
                double weight = Math.exp(log);
                sums[0] += weight;
                sums[1] += weight * a;
                sums[2] += weight * b;
                sums[3] += weight * a * a;
                sums[4] += weight * b * b;
            }
        }
        RoundingPosterior.Moments moments = moments(design, new double[] {1, 0.7}, scale);
        for (int k = 0; k < 2; k++) {
            double mean = sums[1 + k] / sums[0];
            double variance = sums[3 + k] / sums[0] - mean * mean;
            assertThat(moments.mean()[k]).isCloseTo(mean, within(0.1 * Math.sqrt(variance)));
            assertThat(moments.variance()[k]).isCloseTo(variance, within(0.25 * variance));
        }
    }

    @Test
    void theNoiseIsTheLikeliestBelowTheFloor() {
        double[][] x = {{1}, {1}, {1}};
        double[] estimate = {0};
        assertThat(RoundingPosterior.scale(design(x, new double[] {-1, -1, -1}, new double[] {1, 1, 1}), estimate, 0.3))
                .isLessThan(0.03);
        assertThat(RoundingPosterior.scale(design(x, new double[] {-1, -1, 1}, new double[] {1, 1, 3}), estimate, 0.3))
                .isCloseTo(0.3, within(1e-12));
        // A law that misses an interval by 0.1 has noise of that size.
        assertThat(RoundingPosterior.scale(
                        design(x, new double[] {-0.2, -0.2, 0.1}, new double[] {0.2, 0.2, 2}), estimate, 0.3))
                .isBetween(0.1, 0.2);
    }
}
