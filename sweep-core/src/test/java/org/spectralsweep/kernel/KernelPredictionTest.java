package org.spectralsweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;
import org.spectralsweep.Deadline;
import org.spectralsweep.linalg.SymmetricEigen;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Condition;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.nn.ThresholdConvention;
import org.spectralsweep.nn.ThresholdScope;

/**
 * Numbers of B20 (arXiv 2003.04560), and computed ones, that the kernels alone reproduce. All of them are
 * deterministic.
 */
class KernelPredictionTest {
    /** Condition of B20's Fig. 7: (1 / (2 #R)) sum_R r^2 below delta / n. */
    private static final List<Threshold> FIGURE_7 =
            List.of(new Threshold("fig7", ThresholdConvention.HALF_MEAN_PER_SAMPLE, 0.05, ThresholdScope.REGIONS));

    @Test
    void uniformEigenvaluesAreFourierCoefficients() {
        int n = 2000;
        double[] gram = AnalyticKernel.of(AnalyticKernelTest.shallow(BiasMode.HIDDEN, 0.5))
                .gram(circle(uniform(n)), n);

        for (int q = 0; q <= 20; q++) {
            double[] lambda = rayleigh(gram, n, q);
            assertThat(lambda[0] / (equation5(q) / (2 * Math.PI)))
                    .as("q = %d", q)
                    .isEqualTo(1, within(5e-4));
            assertThat(lambda[1]).as("cos q theta is an eigenvector").isLessThan(1e-13);
        }
        assertThat(rayleigh(gram, n, 0)[0]).isEqualTo(0.1756606, within(1e-7));
        assertThat(rayleigh(gram, n, 1)[0]).isEqualTo(0.1131606, within(1e-7));
        assertThat(rayleigh(gram, n, 5)[0]).isEqualTo(0.0020264, within(2e-7));
    }

    @Test
    void withoutBiasHigherOddFrequenciesHaveNoEigenvalue() {
        int n = 1000;
        double[] gram =
                AnalyticKernel.of(AnalyticKernelTest.shallow(BiasMode.NONE, 1)).gram(circle(uniform(n)), n);

        for (int q = 3; q <= 19; q += 2) {
            assertThat(Math.abs(rayleigh(gram, n, q)[0])).as("q = %d", q).isLessThan(1e-12);
        }
        assertThat(rayleigh(gram, n, 1)[0]).isEqualTo(0.125, within(1e-5));
        assertThat(rayleigh(gram, n, 4)[0]).isGreaterThan(1e-3);
    }

    @Test
    void eigenvaluesFollowTheLawOnThreeDensities() {
        // Z = mean over the circle of sqrt(p) for densities 1:2:4; midpoints of equal mass.
        double z2 = 0.147675;
        int[] counts = {216, 432, 864};
        int n = 1512;
        double[] theta = new double[n];
        int at = 0;
        for (int j = 0; j < 3; j++) {
            for (int i = 0; i < counts[j]; i++) {
                theta[at++] = -Math.PI + 2 * Math.PI / 3 * (j + (i + 0.5) / counts[j]);
            }
        }
        double[] gram = AnalyticKernel.of(AnalyticKernelTest.shallow(BiasMode.HIDDEN, 0.5))
                .gram(circle(theta), n);

        double[] lambda = SymmetricEigen.largest(gram, n, 41);

        double sum = 0;
        double least = 1;
        double most = 1;
        for (int q = 2; q <= 20; q++) {
            for (int k = 2 * q - 1; k <= 2 * q; k++) {
                double ratio = lambda[k] / n / (z2 * equation5(q));
                sum += ratio;
                least = Math.min(least, ratio);
                most = Math.max(most, ratio);
                assertThat(ratio).as("q = %d", q).isEqualTo(1, within(q < 10 ? 0.19 : 0.03));
            }
        }
        assertThat(sum / 38).isEqualTo(1.0008, within(0.003));
        assertThat(least).isEqualTo(0.88, within(0.01));
        assertThat(most).isEqualTo(1.18, within(0.01));
    }

    @Test
    void figure7FollowsFromTheKernelAlone() {
        double[] theta = figure7Grid();
        int n = theta.length;
        assertThat(n).as("the paper's n").isEqualTo(734);
        int[] region = new int[n];
        Arrays.setAll(region, i -> i < 105 ? 0 : i < 315 ? 1 : 2);
        double[] gram = AnalyticKernel.of(AnalyticKernelTest.shallow(BiasMode.HIDDEN, 1))
                .gram(circle(theta), n);
        List<double[]> targets = new ArrayList<>();
        for (int kappa = 2; kappa <= 20; kappa++) {
            int frequency = kappa;
            targets.add(unitNorm(theta, t -> Math.sin(frequency * t)));
        }

        long[][] steps = KernelDescent.firstCrossings(gram, n, targets, region, 3, 0.004, FIGURE_7, 20_000).stream()
                .map(found -> found.values().stream()
                        .mapToLong(OptionalLong::orElseThrow)
                        .toArray())
                .toArray(long[][]::new);

        assertWithinOne(steps[10 - 2], 848, 431, 222);
        assertWithinOne(steps[20 - 2], 3469, 1794, 897);
        assertThat(medianRatio(steps, 1)).isEqualTo(1.946, within(0.01));
        assertThat(medianRatio(steps, 2)).isEqualTo(3.871, within(0.01));
        double[] wide = {2.05, 2.05, 2.04};
        double[] narrow = {2.19, 2.16, 2.09};
        for (int j = 0; j < 3; j++) {
            assertThat(exponent(steps, j, 6, 20)).isEqualTo(wide[j], within(0.02));
            assertThat(exponent(steps, j, 4, 10)).isEqualTo(narrow[j], within(0.02));
        }
        assertBothWaysAgree(gram, n, targets.get(10 - 2), region, steps[10 - 2]);
    }

    private static void assertBothWaysAgree(double[] gram, int n, double[] y, int[] region, long[] expected) {
        PredictedCrossings stepped = new PredictedCrossings(y, y, n, region, 3, FIGURE_7);
        PredictedCrossings jumped = new PredictedCrossings(y, y, n, region, 3, FIGURE_7);
        SteppedDescent.run(new GramMatrix(gram, n), 0.004, DescentRule.PLAIN, List.of(stepped), 2000, Deadline.NONE);
        EigenbasisDescent.run(
                new GramMatrix(gram, n), 0.004, DescentRule.PLAIN, List.of(jumped), 0, 2000, Deadline.NONE);
        assertThat(stepped.steps()).isEqualTo(jumped.steps());
        assertThat(stepped.steps().values().stream().mapToLong(OptionalLong::getAsLong))
                .containsExactly(Arrays.stream(expected).boxed().toArray(Long[]::new));
    }

    @Test
    void theResidualOfALazyNetworkFallsAsComputed() {
        int n = 100;
        double[] theta = uniform(n);
        double[] gram = AnalyticKernel.of(AnalyticKernelTest.shallow(BiasMode.HIDDEN, 1))
                .gram(circle(theta), n);
        double[] y = unitNorm(theta, t -> Math.sin(2 * t) + 0.5 * Math.sin(5 * t) + 0.3 * Math.cos(9 * t));
        double rate = 1 / SymmetricEigen.largest(gram, n);
        long[] steps = {1, 10, 100, 300};
        double[] norms = {0.8804, 0.4824, 0.2242, 0.0873};

        for (int k = 0; k < steps.length; k++) {
            // The level lies just above or just below the stated norm, so it is crossed by this step or not crossed.
            assertThat(crossing(gram, y, rate, norms[k] + 1e-4)).isLessThanOrEqualTo(steps[k]);
            assertThat(crossing(gram, y, rate, norms[k] - 1e-4)).isGreaterThan(steps[k]);
        }
    }

    private static long crossing(double[] gram, double[] y, double rate, double norm) {
        Threshold level = new Threshold("norm", ThresholdConvention.HALF_SUM, norm * norm / 2, ThresholdScope.GLOBAL);
        Map<Condition, OptionalLong> crossings =
                KernelDescent.firstCrossings(gram, y.length, y, new int[y.length], 1, rate, List.of(level), 1000);
        return Objects.requireNonNull(crossings.get(new Condition("norm", Condition.WHOLE)))
                .orElseThrow();
    }

    /** a_q of B20 with the constant of Eq. 20 corrected: eigenvalue of Eq. 5 with respect to d theta. */
    private static double equation5(int q) {
        if (q < 2) {
            return q == 0 ? Math.PI / 4 + 1 / Math.PI : Math.PI / 8 + 1 / Math.PI;
        }
        double square = (double) q * q;
        return q % 2 == 1 ? 1 / (Math.PI * square) : (square + 1) / (Math.PI * (square - 1) * (square - 1));
    }

    /** Eigenvalue of H / n for cos q theta on a uniform grid, and the residual's largest entry. */
    private static double[] rayleigh(double[] gram, int n, int q) {
        double[] theta = uniform(n);
        double[] image = new double[n];
        double product = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                image[i] += gram[i * n + j] * Math.cos(q * theta[j]) / n;
            }
            product += image[i] * Math.cos(q * theta[i]);
            squares += Math.pow(Math.cos(q * theta[i]), 2);
        }
        double lambda = product / squares;
        double worst = 0;
        for (int i = 0; i < n; i++) {
            worst = Math.max(worst, Math.abs(image[i] - lambda * Math.cos(q * theta[i])));
        }
        return new double[] {lambda, worst};
    }

    private static double[] uniform(int n) {
        double[] theta = new double[n];
        Arrays.setAll(theta, i -> 2 * Math.PI * i / n);
        return theta;
    }

    /** Steps 0.02, 0.01, 0.005 on the three thirds of the circle. */
    private static double[] figure7Grid() {
        double[] steps = {0.02, 0.01, 0.005};
        List<Double> theta = new ArrayList<>();
        for (int j = 0; j < 3; j++) {
            double start = -Math.PI + 2 * Math.PI * j / 3;
            int count = (int) Math.ceil(2 * Math.PI / 3 / steps[j]);
            for (int i = 0; i < count; i++) {
                theta.add(start + i * steps[j]);
            }
        }
        return theta.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] circle(double[] theta) {
        double[] x = new double[2 * theta.length];
        for (int i = 0; i < theta.length; i++) {
            x[2 * i] = Math.cos(theta[i]);
            x[2 * i + 1] = Math.sin(theta[i]);
        }
        return x;
    }

    private static double[] unitNorm(double[] theta, DoubleUnaryOperator f) {
        double[] y = Arrays.stream(theta).map(f).toArray();
        double norm = Math.sqrt(Arrays.stream(y).map(v -> v * v).sum());
        return Arrays.stream(y).map(v -> v / norm).toArray();
    }

    private static void assertWithinOne(long[] actual, long... expected) {
        for (int j = 0; j < expected.length; j++) {
            assertThat(actual[j]).as("region %d", j).isBetween(expected[j] - 1, expected[j] + 1);
        }
    }

    private static double medianRatio(long[][] steps, int region) {
        double[] ratios = Arrays.stream(steps)
                .mapToDouble(t -> (double) t[0] / t[region])
                .sorted()
                .toArray();
        return ratios[ratios.length / 2];
    }

    private static double exponent(long[][] steps, int region, int from, int to) {
        SimpleRegression line = new SimpleRegression();
        for (int kappa = from; kappa <= to; kappa++) {
            line.addData(Math.log(kappa), Math.log((double) steps[kappa - 2][region]));
        }
        return line.getSlope();
    }
}
