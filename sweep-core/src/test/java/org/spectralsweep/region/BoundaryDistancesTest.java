package org.spectralsweep.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.ActivationPatterns;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Networks;
import org.spectralsweep.nn.Parameterization;

class BoundaryDistancesTest {
    private static Mlp network(MlpSpec spec, long seed) {
        return Mlp.initialized(spec, Precision.FLOAT64, new Well19937c(seed));
    }

    /** z of every hidden layer by plain loops. */
    private static double[][] preactivations(Mlp network, double[] x) {
        MlpSpec spec = network.spec();
        double[][] z = new double[spec.widths().size()][];
        double[] h = x;
        for (int layer = 0; layer < z.length; layer++) {
            int width = spec.fanOut(layer);
            double[] weights = network.weights(layer);
            double[] biases = network.biases(layer);
            z[layer] = new double[width];
            double[] above = new double[width];
            for (int unit = 0; unit < width; unit++) {
                for (int k = 0; k < h.length; k++) {
                    z[layer][unit] += network.multiplier(layer) * h[k] * weights[k * width + unit];
                }
                z[layer][unit] += biases.length == 0 ? 0 : biases[unit];
                above[unit] = Math.max(0, z[layer][unit]) + (spec.skips(layer) ? h[unit] : 0);
            }
            h = above;
        }
        return z;
    }

    @ParameterizedTest
    @CsvSource({"1, NTK, false", "2, STANDARD, false", "5, NTK, true", "9, STANDARD, true"})
    void agreeWithFiniteDifferences(int inputs, Parameterization parameterization, boolean skip) {
        MlpSpec plain = Networks.spec(inputs, List.of(7, 7, 7), 1, parameterization, BiasMode.HIDDEN, true);
        Mlp network = network(skip ? Networks.residual(plain) : plain, 4);
        int points = 25;
        double[] x = Networks.gaussian(points * inputs, 8);

        BoundaryDistances distances = BoundaryDistances.of(network, x, points);

        int compared = 0;
        for (int i = 0; i < points; i++) {
            double[] point = new double[inputs];
            System.arraycopy(x, i * inputs, point, 0, inputs);
            double[][] z = preactivations(network, point);
            double nearest = Double.POSITIVE_INFINITY;
            for (int layer = 0; layer < 3; layer++) {
                double[] squares = new double[7];
                double step = 1e-7;
                for (int k = 0; k < inputs; k++) {
                    double[] shifted = point.clone();
                    shifted[k] += step;
                    double[][] above = preactivations(network, shifted);
                    shifted[k] = point[k] - step;
                    double[][] below = preactivations(network, shifted);
                    for (int unit = 0; unit < 7; unit++) {
                        double slope = (above[layer][unit] - below[layer][unit]) / (2 * step);
                        squares[unit] += slope * slope;
                    }
                }
                double smallest = Double.POSITIVE_INFINITY;
                double local = Double.POSITIVE_INFINITY;
                for (int unit = 0; unit < 7; unit++) {
                    if (squares[unit] > 1e-10) {
                        smallest = Math.min(smallest, Math.abs(z[layer][unit]) / Math.sqrt(squares[unit]));
                    }
                    double norm = 0;
                    double[] weights = network.weights(layer);
                    for (int k = 0; k < network.spec().fanIn(layer); k++) {
                        norm += Math.pow(network.multiplier(layer) * weights[k * 7 + unit], 2);
                    }
                    local = Math.min(local, Math.abs(z[layer][unit]) / Math.sqrt(norm));
                }
                assertThat(distances.local(layer)[i]).isEqualTo(local, within(1e-12 * (1 + local)));
                if (smallest < Double.POSITIVE_INFINITY) {
                    assertThat(distances.inInputs(layer)[i]).isEqualTo(smallest, within(1e-5 * smallest));
                    compared++;
                } else {
                    assertThat(distances.inInputs(layer)[i]).isInfinite();
                }
                nearest = Math.min(nearest, smallest);
            }
            assertThat(distances.inInputs()[i]).isEqualTo(nearest, within(1e-5 * nearest));
        }
        assertThat(compared).isGreaterThan(50);
    }

    @Test
    void bothDefinitionsAgreeInTheFirstLayer() {
        MlpSpec spec = Networks.spec(3, List.of(20), 1, Parameterization.STANDARD, BiasMode.HIDDEN, true);
        double[] x = Networks.gaussian(60, 1);
        BoundaryDistances distances = BoundaryDistances.of(network(spec, 2), x, 20);
        for (int i = 0; i < 20; i++) {
            assertThat(distances.inInputs()[i])
                    .isEqualTo(distances.local()[i], within(1e-14))
                    .isPositive();
        }
    }

    /**
     * First layer relu(x), relu(y), second layer relu(x) + relu(y) - 1. In the unit square of the first quadrant the
     * boundary consists of the axes and the line x + y = 1.
     */
    @Test
    void aHandMadeNetworkHasTheDistanceToItsLines() {
        MlpSpec spec = Networks.spec(2, List.of(2, 1), 1, Parameterization.STANDARD, BiasMode.HIDDEN, true);
        Mlp network = network(spec, 1);
        network.values().write(0, new double[] {1, 0, 0, 1, 0, 0, 1, 1, -1, 1}, 0, 10);
        double[] x = {0.3, 0.5, 0.1, 0.4, 3, -2, -4, -3};

        BoundaryDistances distances = BoundaryDistances.of(network, x, 4);

        // At (3, -2) y is off, and the second layer's line is x = 1, though the corner is cut elsewhere.
        assertThat(distances.inInputs()).containsExactly(new double[] {0.2 / Math.sqrt(2), 0.1, 2, 3}, within(1e-14));
        assertThat(distances.inInputs(1))
                .containsExactly(
                        new double[] {0.2 / Math.sqrt(2), 0.5 / Math.sqrt(2), 2, Double.POSITIVE_INFINITY},
                        within(1e-14));
        // The same unit in the space of what its layer reads.
        assertThat(distances.local(1))
                .containsExactly(
                        new double[] {0.2 / Math.sqrt(2), 0.5 / Math.sqrt(2), 2 / Math.sqrt(2), 1 / Math.sqrt(2)},
                        within(1e-14));
    }

    /**
     * Within the distance no gate flips in any direction. A little further, one flips in the best of many directions.
     */
    @Test
    void aRegionReachesExactlyTheDistance() {
        MlpSpec spec = Networks.spec(2, List.of(10, 10, 10), 1, Parameterization.NTK, BiasMode.HIDDEN, true);
        Mlp network = network(spec, 11);
        int directions = 720;
        for (int i = 0; i < 10; i++) {
            double[] point = Networks.gaussian(2, 30 + i);
            double distance = BoundaryDistances.of(network, point, 1).inInputs()[0];
            assertThat(flips(network, point, 0.999 * distance, directions)).isZero();
            assertThat(flips(network, point, 1.001 * distance, directions)).isPositive();
        }
    }

    private static long flips(Mlp network, double[] point, double radius, int directions) {
        double[] around = new double[2 * directions];
        double[] same = new double[2 * directions];
        for (int a = 0; a < directions; a++) {
            around[2 * a] = point[0] + radius * Math.cos(2 * Math.PI * a / directions);
            around[2 * a + 1] = point[1] + radius * Math.sin(2 * Math.PI * a / directions);
            same[2 * a] = point[0];
            same[2 * a + 1] = point[1];
        }
        ActivationPatterns here = ActivationPatterns.of(network, same, directions);
        ActivationPatterns there = ActivationPatterns.of(network, around, directions);
        long flips = 0;
        for (int layer = 0; layer < here.layers(); layer++) {
            flips += there.flips(here, layer);
        }
        return flips;
    }

    /** 512 x 9 rows a point give blocks of 227 points. */
    @Test
    void doesNotDependOnTheBlocks() {
        MlpSpec spec = Networks.spec(8, List.of(512, 3), 1, Parameterization.STANDARD, BiasMode.NONE, true);
        Mlp network = network(spec, 2);
        double[] x = Networks.gaussian(500 * 8, 3);
        BoundaryDistances together = BoundaryDistances.of(network, x, 500);
        for (int i : new int[] {0, 226, 227, 228, 454, 499}) {
            double[] point = new double[8];
            System.arraycopy(x, 8 * i, point, 0, 8);
            BoundaryDistances alone = BoundaryDistances.of(network, point, 1);
            assertThat(together.inInputs()[i]).isEqualTo(alone.inInputs()[0], within(1e-13));
            assertThat(together.local()[i]).isEqualTo(alone.local()[0], within(1e-13));
        }
    }

    @Test
    void weightsThatAreNotNumbersGiveNoDistances() {
        Mlp network = network(Networks.spec(2, List.of(3, 3), 1, Parameterization.NTK, BiasMode.ALL, true), 2);
        network.values().set(0, Double.NaN);
        assertThat(BoundaryDistances.of(network, new double[] {1, 2}, 1).inInputs()[0])
                .isNaN();
    }
}
