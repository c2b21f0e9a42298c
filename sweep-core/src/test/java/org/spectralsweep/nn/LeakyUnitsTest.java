package org.spectralsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.linalg.Precision;

/** Evaluators and patterns of leaky units, and which evaluator other activations have. */
class LeakyUnitsTest {
    private static MlpSpec spec(int inputs, BiasMode bias, boolean mirrored, double slope) {
        Initialization start =
                new Initialization(new Normal(1), new NormalBias(0.5), OuterWeights.LIKE_HIDDEN, mirrored);
        return new MlpSpec(inputs, List.of(66), 1, Parameterization.NTK, 1, bias, start, true)
                .withActivation(new LeakyRelu(slope));
    }

    @ParameterizedTest
    @EnumSource(CirclePoints.class)
    void areEvaluatedOnArcs(CirclePoints points) {
        for (double slope : new double[] {-1, 0.2, 1}) {
            for (BiasMode bias : BiasMode.values()) {
                Mlp network =
                        Mlp.initialized(spec(points.inputs, bias, false, slope), Precision.FLOAT64, new Well19937c(3));
                compare(network, points.x(33), 33, ArcEvaluator.class, 1e-12);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void areEvaluatedWithoutStoringThem(int inputs) {
        for (Precision precision : Precision.values()) {
            for (double slope : new double[] {-1, 0.2, 1}) {
                for (BiasMode bias : BiasMode.values()) {
                    Mlp network = Mlp.initialized(spec(inputs, bias, false, slope), precision, new Well19937c(3));
                    double rounding = precision == Precision.FLOAT64 ? 1e-12 : 1e-4;
                    compare(network, Networks.gaussian(inputs * 33, 1), 33, ShallowEvaluator.class, rounding);
                }
            }
        }
    }

    private static void compare(Mlp network, double[] x, int n, Class<? extends Evaluator> way, double rounding) {
        Evaluator evaluator = Evaluator.of(network, x, n);
        assertThat(evaluator).isInstanceOf(way);
        double[] expected = network.outputs(x, n);
        double scale = 1 + Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertThat(evaluator.outputs()).containsExactly(expected, within(rounding * scale));
        assertThat(evaluator.deadUnits()).isEqualTo(new BlockEvaluator(network, x, n).deadUnits());
    }

    @Test
    void areExactlyZeroAtAMirroredStart() {
        for (CirclePoints points : CirclePoints.values()) {
            Mlp network = Mlp.initialized(
                    spec(points.inputs, BiasMode.HIDDEN, true, 0.2), Precision.FLOAT64, new Well19937c(3));
            assertThat(Evaluator.of(network, points.x(33), 33).outputs()).containsOnly(0);
        }
        Mlp network = Mlp.initialized(spec(3, BiasMode.HIDDEN, true, 0.2), Precision.FLOAT32, new Well19937c(3));
        assertThat(Evaluator.of(network, Networks.gaussian(99, 1), 33).outputs())
                .containsOnly(0);
    }

    @Test
    void haveThePatternOfReluInTheFirstLayer() {
        double[] x = Networks.gaussian(100, 4);
        Mlp relu = Mlp.initialized(
                spec(2, BiasMode.HIDDEN, false, 0).withActivation(new Relu()), Precision.FLOAT64, new Well19937c(3));
        ActivationPatterns expected = ActivationPatterns.of(relu, x, 50);
        for (double slope : new double[] {-1, 0, 0.2, 1, 3}) {
            Mlp leaky = Mlp.initialized(spec(2, BiasMode.HIDDEN, false, slope), Precision.FLOAT64, new Well19937c(3));
            assertThat(ActivationPatterns.of(leaky, x, 50).flips(expected, 0)).isZero();
        }
    }

    @Test
    void onlyRectifiersHaveArcs() {
        for (Activation activation : ActivationTest.activations().toList()) {
            Mlp network = Mlp.initialized(
                    spec(2, BiasMode.HIDDEN, false, 0).withActivation(activation),
                    Precision.FLOAT64,
                    new Well19937c(3));
            double[] x = CirclePoints.EVEN.x(33);
            Evaluator evaluator = Evaluator.of(network, x, 33);
            assertThat(evaluator).isInstanceOf(activation.isRectifier() ? ArcEvaluator.class : BlockEvaluator.class);
            assertThat(evaluator.outputs()).containsExactly(network.outputs(x, 33), within(1e-12));
        }
    }
}
