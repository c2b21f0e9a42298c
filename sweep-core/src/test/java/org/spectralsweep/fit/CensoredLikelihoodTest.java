package org.spectralsweep.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CensoredLikelihoodTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /**
     * Kind 0 is exact, 1 interval, 2 right, 3 left, 4 narrow interval, 5 far in the upper tail; -1 takes all of them in
     * turn.
     */
    private static Sample sample(int rows, int kind, ErrorDistribution errors) {
        RandomGenerator random = new Well19937c(rows * 10L + kind);
        double[][] x = new double[rows][];
        double[] low = new double[rows];
        double[] high = new double[rows];
        double[] weights = new double[rows];
        for (int i = 0; i < rows; i++) {
            x[i] = new double[] {1, random.nextGaussian(), random.nextGaussian()};
            double y = random.nextGaussian();
            weights[i] = i % 4;
            low[i] = y;
            switch (kind < 0 ? i % 6 : kind) {
                case 0 -> high[i] = y;
                case 1 -> high[i] = y + 0.5;
                case 2 -> high[i] = INFINITY;
                case 3 -> {
                    low[i] = -INFINITY;
                    high[i] = y;
                }
                case 4 -> high[i] = y + 1e-4;
                default -> {
                    low[i] = errors == ErrorDistribution.WEIBULL ? 2 : 25;
                    high[i] = INFINITY;
                }
            }
        }
        return of(x, low, high, weights, errors);
    }

    private record Sample(Design design, CensoredLikelihood likelihood) {
        double value(double... point) {
            return likelihood.value(point, design.weights());
        }

        double[] gradient(double... point) {
            double[] gradient = new double[point.length];
            likelihood.derivatives(point, design.weights(), gradient, new double[point.length][point.length]);
            return gradient;
        }

        double[][] hessian(double... point) {
            double[][] hessian = new double[point.length][point.length];
            likelihood.derivatives(point, design.weights(), new double[point.length], hessian);
            return hessian;
        }
    }

    private static double[] moved(double[] point, int k, double by) {
        double[] moved = point.clone();
        moved[k] += by;
        return moved;
    }

    @ParameterizedTest
    @EnumSource
    void derivativesMatchFiniteDifferences(ErrorDistribution errors) {
        double[][] points = {{0, 0, 0, 0}, {0.3, -0.2, 0.5, 0.4}, {-1, 0.4, 0.1, -0.9}};
        for (int kind = -1; kind <= 5; kind++) {
            for (int rows : new int[] {2, 7, 31}) {
                Sample sample = sample(rows, kind, errors);
                for (double[] point : points) {
                    double[] gradient = sample.gradient(point);
                    double[][] hessian = sample.hessian(point);
                    for (int k = 0; k < point.length; k++) {
                        double[] up = moved(point, k, 1e-5);
                        double[] down = moved(point, k, -1e-5);
                        double slope = (sample.value(up) - sample.value(down)) / 2e-5;
                        assertThat(gradient[k])
                                .as("kind %d, %d rows, component %d", kind, rows, k)
                                .isCloseTo(slope, within(1e-6 * (10 + Math.abs(slope))));
                        for (int j = 0; j <= k; j++) {
                            double bend = (sample.gradient(up)[j] - sample.gradient(down)[j]) / 2e-5;
                            assertThat(hessian[k][j])
                                    .as("kind %d, %d rows, components %d and %d", kind, rows, k, j)
                                    .isCloseTo(bend, within(1e-5 * (100 + Math.abs(bend))));
                        }
                    }
                }
            }
        }
    }

    @Test
    void aWeightIsARepeatedRow() {
        Sample weighted = of(
                new double[][] {{1, 0.5}, {1, -1}}, new double[] {0.2, 1}, new double[] {0.2, INFINITY}, new double[] {
                    1, 3
                });
        Sample longer = of(
                new double[][] {{1, 0.5}, {1, -1}, {1, -1}, {1, -1}},
                new double[] {0.2, 1, 1, 1},
                new double[] {0.2, INFINITY, INFINITY, INFINITY},
                new double[] {1, 1, 1, 1});
        double[] point = {0.1, -0.4, 0.3};
        assertThat(weighted.value(point)).isCloseTo(longer.value(point), within(1e-14));
        assertThat(weighted.gradient(point)).containsExactly(longer.gradient(point), within(1e-14));
    }

    private static Sample of(double[][] x, double[] low, double[] high, double[] weights) {
        return of(x, low, high, weights, ErrorDistribution.LOG_NORMAL);
    }

    private static Sample of(double[][] x, double[] low, double[] high, double[] weights, ErrorDistribution errors) {
        Design design = new Design(x, low, high, new double[x.length], weights, new int[x.length], 1);
        return new Sample(design, new CensoredLikelihood(design, new MeanFunction.Linear(x), errors, x[0].length));
    }
}
