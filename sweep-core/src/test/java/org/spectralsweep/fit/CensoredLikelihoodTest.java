package org.spectralsweep.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CensoredLikelihoodTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /**
     * Kind 0 is exact, 1 interval, 2 right, 3 left, 4 narrow interval, 5 far in the upper tail; -1 takes all of them in
     * turn.
     */
    private static CensoredLikelihood likelihood(int rows, int kind) {
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
                    low[i] = 25;
                    high[i] = INFINITY;
                }
            }
        }
        return new CensoredLikelihood(x, low, high, weights);
    }

    @Test
    void gradientMatchesFiniteDifferences() {
        double[][] points = {{0, 0, 0, 1}, {0.3, -0.2, 0.5, 0.7}, {-1, 0.4, 0.1, 2.5}};
        for (int kind = -1; kind <= 5; kind++) {
            for (int rows : new int[] {2, 7, 31}) {
                CensoredLikelihood likelihood = likelihood(rows, kind);
                for (double[] point : points) {
                    double[] gradient = likelihood.gradient(point);
                    for (int k = 0; k < point.length; k++) {
                        double[] up = point.clone();
                        double[] down = point.clone();
                        up[k] += 1e-5;
                        down[k] -= 1e-5;
                        double slope = (likelihood.value(up) - likelihood.value(down)) / 2e-5;
                        assertThat(gradient[k])
                                .as("kind %d, %d rows, component %d", kind, rows, k)
                                .isCloseTo(slope, within(1e-6 * (1 + Math.abs(slope))));
                    }
                }
            }
        }
    }

    @Test
    void isConvexAlongRandomChords() {
        RandomGenerator random = new Well19937c(5);
        CensoredLikelihood likelihood = likelihood(31, -1);
        for (int trial = 0; trial < 500; trial++) {
            double[] from = new double[4];
            double[] to = new double[4];
            double[] middle = new double[4];
            for (int k = 0; k < 4; k++) {
                from[k] = k < 3 ? 3 * random.nextGaussian() : 0.01 + 3 * random.nextDouble();
                to[k] = k < 3 ? 3 * random.nextGaussian() : 0.01 + 3 * random.nextDouble();
                middle[k] = 0.5 * (from[k] + to[k]);
            }
            double chord = 0.5 * (likelihood.value(from) + likelihood.value(to));
            assertThat(likelihood.value(middle)).isLessThanOrEqualTo(chord + 1e-12 * Math.abs(chord));
        }
    }

    @Test
    void aWeightIsARepeatedRow() {
        double[][] x = {{1, 0.5}, {1, -1}};
        double[][] repeated = {{1, 0.5}, {1, -1}, {1, -1}, {1, -1}};
        CensoredLikelihood weighted =
                new CensoredLikelihood(x, new double[] {0.2, 1}, new double[] {0.2, INFINITY}, new double[] {1, 3});
        CensoredLikelihood longer = new CensoredLikelihood(
                repeated, new double[] {0.2, 1, 1, 1}, new double[] {0.2, INFINITY, INFINITY, INFINITY}, new double[] {
                    1, 1, 1, 1
                });
        double[] point = {0.1, -0.4, 1.3};
        assertThat(weighted.value(point)).isCloseTo(longer.value(point), within(1e-14));
        assertThat(weighted.gradient(point)).containsExactly(longer.gradient(point), within(1e-14));
    }

    @Test
    void staysFiniteWhereALineSearchOversteps() {
        CensoredLikelihood likelihood = likelihood(31, -1);
        for (double tau : new double[] {0, -1, 1e-12, -1e3}) {
            assertThat(likelihood.value(new double[] {0, 0, 0, tau})).isFinite().isGreaterThan(5);
        }
    }

    /**
     * One exact row at y = 0 adds -log tau and a constant. Below 1e-8 log tau is log 1e-8 + s - s^2 / 2 with s = tau /
     * 1e-8 - 1.
     */
    @ParameterizedTest
    @CsvSource({
        "1e-3, 6.907755278982137, -1e3",
        "1e-8, 18.420680743952367, -1e8",
        "5e-9, 19.045680743952367, -1.5e8",
        "0, 19.920680743952367, -2e8",
        "-1e-8, 22.420680743952367, -3e8"
    })
    void theLogarithmOfTauIsContinuedByItsQuadratic(double tau, double expected, double slope) {
        CensoredLikelihood likelihood =
                new CensoredLikelihood(new double[][] {{1}}, new double[1], new double[1], new double[] {2});
        double[] point = {0, tau};
        assertThat(likelihood.value(point)).isCloseTo(expected + NormalTail.LOG_SQRT_TWO_PI, within(1e-9));
        assertThat(likelihood.gradient(point)[1]).isCloseTo(slope, within(1e-6 * Math.abs(slope)));
    }

    /**
     * An interval from -1 to 3, turned over by tau = -1, has the value 1e10 (1 + 1 + 3). It is steeper the further it
     * is turned.
     */
    @Test
    void anIntervalTurnedOverIsSteepAndFinite() {
        CensoredLikelihood likelihood =
                new CensoredLikelihood(new double[][] {{1}}, new double[] {-1}, new double[] {3}, new double[] {1});
        assertThat(likelihood.value(new double[] {0.5, -1})).isCloseTo(5e10, within(1.0));
        assertThat(likelihood.value(new double[] {0.5, -2})).isCloseTo(9e10, within(1.0));
        assertThat(likelihood.gradient(new double[] {0.5, -1})).containsOnly(0.0);
    }
}
