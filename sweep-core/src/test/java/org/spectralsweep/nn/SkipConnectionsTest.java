package org.spectralsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.linalg.Precision;

/** Residual networks that are small enough to be computed by hand. */
class SkipConnectionsTest {
    private static MlpSpec residual(int width, int layers, BiasMode bias) {
        List<Integer> widths = Collections.nCopies(layers, width);
        return Networks.residual(Networks.spec(1, widths, 1, Parameterization.STANDARD, bias, true));
    }

    private static Mlp network(MlpSpec spec, Precision precision, double... values) {
        Mlp network = Mlp.initialized(spec, precision, new Well19937c(1));
        assertThat(network.parameters()).isEqualTo(values.length);
        network.values().write(0, values, 0, values.length);
        return network;
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void addALayersInputToItsResult(Precision precision) {
        // h_0 = relu(x + 0.5, -x); h_1 = h_0 + relu(h_0 W + (0.25, 1)), W = (1 -2; 3 4); f = 2 h_10 + 8 h_11 + 0.125.
        Mlp network =
                network(residual(2, 2, BiasMode.ALL), precision, 1, -1, 0.5, 0, 1, -2, 3, 4, 0.25, 1, 2, 8, 0.125);
        // x = 2: h_0 = (2.5, 0), added (2.75, 0). x = -3: h_0 = (0, 3), added (9.25, 13).
        assertThat(network.outputs(new double[] {2, -3}, 2))
                .containsExactly(2 * 5.25 + 0.125, 2 * 9.25 + 8 * 16 + 0.125);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10})
    void doubleTheOutputPerLayerWithUnitWeights(int layers) {
        double[] ones = new double[layers + 1];
        Arrays.fill(ones, 1);
        Mlp network = network(residual(1, layers, BiasMode.NONE), Precision.FLOAT32, ones);
        assertThat(network.outputs(new double[] {3, -3}, 2)).containsExactly(3 * Math.pow(2, layers - 1), 0);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void gateTheAddedPartRatherThanTheSum(Precision precision) {
        // h_0 = x, h_1 = h_0 + relu(-h_0) = h_0, h_2 = h_1 + relu(2 h_1) = 3 h_1, f = 5 h_2. At x = 1 and y = 14 the
        // residual is 1.
        Mlp network = network(residual(1, 3, BiasMode.NONE), precision, 1, -1, 2, 5);
        assertThat(Gradients.of(network, new double[] {1}, new double[] {14}, 1, Loss.HALF_SUM))
                .containsExactly(15, 0, 5, 3);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void passBiasGradientsAroundClosedGates(Precision precision) {
        // h_0 = x + 1, h_1 = h_0 + relu(-h_0 + 1) = h_0, f = 3 h_1. At x = 1 and y = 4 the residual is 2.
        Mlp network = network(residual(1, 2, BiasMode.HIDDEN), precision, 1, 1, -1, 1, 3);
        assertThat(Gradients.of(network, new double[] {1}, new double[] {4}, 1, Loss.HALF_SUM))
                .containsExactly(6, 6, 0, 0, 4);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void hideNoDeadUnit(Precision precision) {
        // h_0 = relu(x, 1), added: relu(-h_00 - h_01, h_00 - 1). The first added part is zero on every sample, although
        // its sum is not.
        Mlp network = network(residual(2, 2, BiasMode.HIDDEN), precision, 1, 0, 0, 1, -1, 1, -1, 0, 0, -1, 1, 1);
        double[] x = {2, 3};
        assertThat(new BlockEvaluator(network, x, 2).deadUnits()).containsExactly(0, 1);
        assertThat(Evaluator.of(network, x, 2).deadUnits()).containsExactly(0, 1);
        assertThat(new BlockEvaluator(network, new double[] {1}, 1).deadUnits()).containsExactly(0, 2);
        // Sums (2, 1 + 1) and (3, 1 + 2).
        assertThat(network.outputs(x, 2)).containsExactly(4, 6);
    }

    @Test
    void startFromTheDrawsOfThePlainNetwork() {
        MlpSpec plain = Networks.spec(3, List.of(9, 9), 2, Parameterization.NTK, BiasMode.ALL, true);
        Mlp without = Mlp.initialized(plain, Precision.FLOAT64, new Well19937c(8));
        Mlp with = Mlp.initialized(Networks.residual(plain), Precision.FLOAT64, new Well19937c(8));
        for (int layer = 0; layer < plain.layers(); layer++) {
            assertThat(with.weights(layer)).isEqualTo(without.weights(layer));
            assertThat(with.biases(layer)).isEqualTo(without.biases(layer));
        }
        double[] x = Networks.gaussian(15, 2);
        assertThat(with.outputs(x, 5)).isNotEqualTo(without.outputs(x, 5));
    }

    @Test
    void joinHiddenLayersAboveTheFirst() {
        MlpSpec spec = residual(4, 3, BiasMode.ALL);
        assertThat(List.of(spec.skips(0), spec.skips(1), spec.skips(2), spec.skips(3)))
                .containsExactly(false, true, true, false);
        MlpSpec plain = Networks.spec(1, List.of(4, 4), 1, Parameterization.NTK, BiasMode.ALL, true);
        assertThat(plain.skips(1)).isFalse();
    }

    @Test
    void areRefusedWithoutTwoLayersOfOneWidth() {
        for (List<Integer> widths : List.of(List.of(8), List.of(8, 8, 4))) {
            MlpSpec plain = Networks.spec(2, widths, 1, Parameterization.NTK, BiasMode.ALL, true);
            assertThatThrownBy(() -> Networks.residual(plain))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("skip must be false except with two or more hidden layers of one width but was true for"
                            + " widths " + widths);
        }
    }
}
