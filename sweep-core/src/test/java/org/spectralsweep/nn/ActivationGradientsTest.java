package org.spectralsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.spectralsweep.linalg.Precision;

/** Gradients of networks of other activations, by finite differences. */
class ActivationGradientsTest {
    private static final double STEP = 1e-6;

    static Stream<Arguments> cases() {
        return ActivationTest.activations()
                .flatMap(activation -> Stream.of(
                        Arguments.of(activation, spec(2, List.of(6), 1, BiasMode.ALL, true), Loss.HALF_SUM),
                        Arguments.of(activation, spec(2, List.of(5, 7), 3, BiasMode.HIDDEN, false), Loss.MEAN_SQUARE),
                        Arguments.of(activation, spec(9, List.of(5, 4, 6), 7, BiasMode.ALL, true), Loss.CROSS_ENTROPY),
                        Arguments.of(activation, spec(9, List.of(5, 4), 1, BiasMode.NONE, true), Loss.HALF_MEAN),
                        Arguments.of(
                                activation,
                                Networks.residual(spec(2, List.of(5, 5, 5), 1, BiasMode.ALL, true)),
                                Loss.HALF_MEAN),
                        Arguments.of(
                                activation,
                                Networks.sigmoid(Networks.residual(spec(9, List.of(5, 5), 3, BiasMode.HIDDEN, true))),
                                Loss.MEAN_SQUARE)));
    }

    private static MlpSpec spec(int inputs, List<Integer> widths, int outputs, BiasMode bias, boolean trainOuter) {
        return Networks.spec(inputs, widths, outputs, Parameterization.NTK, bias, trainOuter);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreeWithCentralDifferences(Activation activation, MlpSpec relu, Loss loss) {
        int n = 7;
        MlpSpec spec = relu.withActivation(activation);
        Mlp network = Mlp.initialized(spec, Precision.FLOAT64, new Well19937c(3));
        double[] x = Networks.gaussian(n * spec.inputs(), 10);
        double[] y =
                loss.isSquared() ? Networks.gaussian(n * spec.outputs(), 2) : Networks.oneHot(n, spec.outputs(), 2);

        double[] gradient = Gradients.of(network, x, y, n, loss);

        assertThat(gradient).hasSize(network.trained());
        for (int p = 0; p < gradient.length; p++) {
            double value = network.values().get(p);
            network.values().set(p, value + STEP);
            double above = loss(network, x, y, n, loss);
            network.values().set(p, value - STEP);
            double below = loss(network, x, y, n, loss);
            network.values().set(p, value);
            double expected = (above - below) / (2 * STEP);
            assertThat(gradient[p]).as("parameter %d", p).isCloseTo(expected, offset(2e-6 * (1 + Math.abs(expected))));
        }
        assertThat(Arrays.stream(gradient).map(Math::abs).max().orElseThrow()).isGreaterThan(1e-3);
    }

    private static double loss(Mlp network, double[] x, double[] y, int n, Loss loss) {
        int outputs = network.spec().outputs();
        return loss.value(loss.error(network.outputs(x, n), y, 0, n, outputs), n, outputs);
    }
}
