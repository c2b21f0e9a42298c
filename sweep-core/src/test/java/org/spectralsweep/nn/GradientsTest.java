package org.spectralsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.spectralsweep.linalg.Precision;

class GradientsTest {
    private static final double STEP = 1e-6;

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (Loss loss : Loss.values()) {
            for (Parameterization parameterization : Parameterization.values()) {
                for (BiasMode bias : BiasMode.values()) {
                    for (List<Integer> widths : List.of(List.of(6), List.of(5, 7), List.of(4, 6, 5))) {
                        for (boolean trainOuter : new boolean[] {true, false}) {
                            for (int outputs : loss.isSquared() ? new int[] {1, 3} : new int[] {2, 3}) {
                                cases.add(Arguments.of(loss, parameterization, bias, widths, trainOuter, outputs));
                            }
                        }
                    }
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreeWithCentralDifferences(
            Loss loss,
            Parameterization parameterization,
            BiasMode bias,
            List<Integer> widths,
            boolean trainOuter,
            int outputs) {
        compare(Networks.spec(2, widths, outputs, parameterization, bias, trainOuter), loss);
    }

    @Test
    void agreeWithCentralDifferencesForManyInputsAndOutputs() {
        compare(Networks.spec(9, List.of(5, 4), 7, Parameterization.NTK, BiasMode.ALL, true), Loss.MEAN_SQUARE);
        compare(Networks.spec(9, List.of(5), 7, Parameterization.STANDARD, BiasMode.NONE, true), Loss.HALF_SUM);
        compare(Networks.spec(9, List.of(5, 4), 10, Parameterization.NTK, BiasMode.ALL, true), Loss.CROSS_ENTROPY);
    }

    static Stream<Arguments> residualCases() {
        List<Arguments> cases = new ArrayList<>();
        for (Parameterization parameterization : Parameterization.values()) {
            for (BiasMode bias : BiasMode.values()) {
                for (List<Integer> widths : List.of(List.of(1, 1), List.of(7, 7), List.of(5, 5, 5, 5))) {
                    for (boolean trainOuter : new boolean[] {true, false}) {
                        for (int outputs : new int[] {1, 3, 7}) {
                            cases.add(Arguments.of(parameterization, bias, widths, trainOuter, outputs));
                        }
                    }
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("residualCases")
    void agreeWithCentralDifferencesThroughSkipConnections(
            Parameterization parameterization, BiasMode bias, List<Integer> widths, boolean trainOuter, int outputs) {
        for (int inputs : new int[] {2, 9}) {
            compare(
                    Networks.residual(Networks.spec(inputs, widths, outputs, parameterization, bias, trainOuter)),
                    Loss.HALF_MEAN);
        }
    }

    static Stream<Arguments> sigmoidCases() {
        List<Arguments> cases = new ArrayList<>();
        for (Loss loss : List.of(Loss.HALF_SUM, Loss.MEAN_SQUARE)) {
            for (BiasMode bias : BiasMode.values()) {
                for (List<Integer> widths : List.of(List.of(6), List.of(7, 7, 7))) {
                    for (boolean trainOuter : new boolean[] {true, false}) {
                        for (int outputs : new int[] {1, 3, 7}) {
                            cases.add(Arguments.of(loss, bias, widths, trainOuter, outputs));
                        }
                    }
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("sigmoidCases")
    void agreeWithCentralDifferencesThroughSigmoidOutputs(
            Loss loss, BiasMode bias, List<Integer> widths, boolean trainOuter, int outputs) {
        for (Parameterization parameterization : Parameterization.values()) {
            MlpSpec linear = Networks.spec(2, widths, outputs, parameterization, bias, trainOuter);
            compare(Networks.sigmoid(linear), loss);
            if (widths.size() > 1) {
                compare(Networks.sigmoid(Networks.residual(linear)), loss);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(BiasMode.class)
    void agreeWithDifferencesThroughSkipsOverManyBlocks(BiasMode bias) {
        MlpSpec spec = Networks.residual(Networks.spec(2, List.of(4, 4, 4), 1, Parameterization.NTK, bias, true));
        int n = 1101;
        Mlp network = Mlp.initialized(spec, Precision.FLOAT64, new Well19937c(3));
        assertThat(new Gradients(network, n).isOneBlock(n)).isFalse();
        compare(spec, Loss.HALF_MEAN, n);
        compare(Networks.sigmoid(spec), Loss.HALF_MEAN, n);
        MlpSpec classes = Networks.spec(2, List.of(4, 4, 4), 3, Parameterization.NTK, bias, true);
        compare(Networks.residual(classes), Loss.CROSS_ENTROPY, n);
    }

    @ParameterizedTest
    @EnumSource(BiasMode.class)
    void float32AgreesWithFloat64ThroughSkipConnections(BiasMode bias) {
        for (int outputs : new int[] {1, 3, 7}) {
            for (int n : new int[] {1, 33, 1101}) {
                MlpSpec plain = Networks.spec(3, List.of(17, 17, 17), outputs, Parameterization.NTK, bias, true);
                MlpSpec spec = Networks.residual(plain);
                Mlp network = Mlp.initialized(spec, Precision.FLOAT64, new Well19937c(3));
                Mlp single = Mlp.initialized(spec, Precision.FLOAT32, new Well19937c(3));
                double[] x = smoothPoints(network, n);
                double[] y = Networks.gaussian(n * outputs, 2);
                double[] expected = Gradients.of(network, x, y, n, Loss.HALF_MEAN);
                double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
                // About a hundred roundings on the way to an element, of numbers no larger than the largest.
                assertThat(Gradients.of(single, x, y, n, Loss.HALF_MEAN))
                        .containsExactly(expected, offset(100 * 0x1p-24 * largest));
            }
        }
    }

    private static void compare(MlpSpec spec, Loss loss) {
        compare(spec, loss, 11);
    }

    private static void compare(MlpSpec spec, Loss loss, int n) {
        Mlp network = Mlp.initialized(spec, Precision.FLOAT64, new Well19937c(3));
        double[] x = smoothPoints(network, n);
        double[] y =
                loss.isSquared() ? Networks.gaussian(n * spec.outputs(), 2) : Networks.oneHot(n, spec.outputs(), 2);
        double[] gradient = Gradients.of(network, x, y, n, loss);
        assertThat(gradient).hasSize(network.trained());
        double largest = 0;
        for (int p = 0; p < gradient.length; p++) {
            double value = network.values().get(p);
            network.values().set(p, value + STEP);
            double above = loss(network, x, y, n, loss);
            network.values().set(p, value - STEP);
            double below = loss(network, x, y, n, loss);
            network.values().set(p, value);
            double expected = (above - below) / (2 * STEP);
            assertThat(gradient[p]).as("parameter %d", p).isCloseTo(expected, offset(1e-7 * (1 + Math.abs(expected))));
            largest = Math.max(largest, Math.abs(gradient[p]));
        }
        assertThat(largest).isGreaterThan(1e-3);
    }

    private static double loss(Mlp network, double[] x, double[] y, int n, Loss loss) {
        int outputs = network.spec().outputs();
        return loss.value(loss.error(network.outputs(x, n), y, 0, n, outputs), n, outputs);
    }

    /** Points at which no unit of the network is so near its kink that a step of a weight crosses it. */
    private static double[] smoothPoints(Mlp network, int n) {
        int inputs = network.spec().inputs();
        double[] points = new double[n * inputs];
        int found = 0;
        for (long seed = 10; found < n; seed++) {
            double[] point = Networks.gaussian(inputs, seed);
            if (nearestKink(network, point) > 1e-3) {
                System.arraycopy(point, 0, points, found * inputs, inputs);
                found++;
            }
        }
        return points;
    }

    /** The least absolute pre-activation of any hidden unit, by the definition. */
    private static double nearestKink(Mlp network, double[] point) {
        double nearest = Double.POSITIVE_INFINITY;
        double[] h = point;
        for (int layer = 0; layer < network.spec().widths().size(); layer++) {
            double[] w = network.weights(layer);
            double[] b = network.biases(layer);
            double[] z = new double[network.spec().fanOut(layer)];
            for (int j = 0; j < z.length; j++) {
                z[j] = b.length > 0 ? b[j] : 0;
                for (int i = 0; i < h.length; i++) {
                    z[j] += network.multiplier(layer) * h[i] * w[i * z.length + j];
                }
                nearest = Math.min(nearest, Math.abs(z[j]));
                z[j] = Math.max(0, z[j]) + (network.spec().skips(layer) ? h[j] : 0);
            }
            h = z;
        }
        return nearest;
    }

    @Test
    void countFlopsOfMatrixProducts() {
        MlpSpec spec = Networks.spec(2, List.of(8, 16), 1, Parameterization.STANDARD, BiasMode.ALL, true);
        assertThat(spec.forwardFlops(10)).isEqualTo(2.0 * 10 * (16 + 128 + 16));
        assertThat(spec.flops(10)).isEqualTo(2.0 * 10 * (2 * 16 + 3 * 128 + 3 * 16));
        MlpSpec square = Networks.spec(2, List.of(8, 8), 1, Parameterization.STANDARD, BiasMode.ALL, true);
        assertThat(Networks.residual(square).flops(10)).isEqualTo(square.flops(10));
    }
}
