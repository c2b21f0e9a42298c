package org.spectralsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spectralsweep.linalg.Precision;

/** Repeated evaluation against one forward pass each. */
class EvaluatorTest {
    private static void move(Mlp network, double step, Random random) {
        for (int i = 0; i < network.parameters(); i++) {
            network.values().set(i, network.values().get(i) + step * random.nextGaussian());
        }
    }

    private static Mlp network(MlpSpec spec, Precision precision) {
        return Mlp.initialized(spec, precision, new Well19937c(5));
    }

    @ParameterizedTest
    @EnumSource(CirclePoints.class)
    void followsTheNetworkOnArcs(CirclePoints points) {
        Random random = new Random(3);
        for (Precision precision : Precision.values()) {
            for (int n : new int[] {1, 2, 3, 33, 257}) {
                for (BiasMode bias : BiasMode.values()) {
                    MlpSpec spec = Networks.spec(
                            points.inputs, List.of(n == 33 ? 1100 : 17), 1, Parameterization.NTK, bias, true);
                    Mlp network = network(spec, precision);
                    double[] x = points.x(n);
                    Evaluator evaluator = Evaluator.of(network, x, n);
                    assertThat(evaluator).isInstanceOf(ArcEvaluator.class);
                    double rounding = precision == Precision.FLOAT64 ? 1e-12 : 1e-4;
                    for (double step : new double[] {0, 1e-3, 0.1, 3, 0.01, 0}) {
                        move(network, step, random);
                        double[] expected = network.outputs(x, n);
                        double scale =
                                1 + Arrays.stream(expected).map(Math::abs).max().orElseThrow();
                        assertThat(evaluator.outputs()).containsExactly(expected, within(rounding * scale));
                        assertThat(evaluator.deadUnits()).isEqualTo(new BlockEvaluator(network, x, n).deadUnits());
                    }
                }
            }
        }
    }

    @Test
    void equalsTheForwardPassForOtherNetworks() {
        Random random = new Random(4);
        double[] x = Networks.gaussian(150, 1);
        double[] circle = CirclePoints.EVEN.x(30);
        List<MlpSpec> specs = List.of(
                Networks.spec(5, List.of(9), 1, Parameterization.NTK, BiasMode.HIDDEN, true),
                Networks.spec(2, List.of(9, 8), 1, Parameterization.NTK, BiasMode.ALL, true),
                Networks.residual(Networks.spec(2, List.of(9, 9), 1, Parameterization.NTK, BiasMode.ALL, true)),
                Networks.spec(2, List.of(9), 3, Parameterization.STANDARD, BiasMode.NONE, true),
                Networks.sigmoid(Networks.spec(2, List.of(9), 1, Parameterization.NTK, BiasMode.ALL, true)));
        for (MlpSpec spec : specs) {
            for (Precision precision : Precision.values()) {
                Mlp network = network(spec, precision);
                double[] points = spec.equals(specs.get(0)) ? x : circle;
                Evaluator evaluator = Evaluator.of(network, points, 30);
                assertThat(evaluator).isInstanceOf(BlockEvaluator.class);
                assertThat(evaluator.network()).isSameAs(network);
                for (int round = 0; round < 3; round++) {
                    assertThat(evaluator.outputs()).isEqualTo(network.outputs(points, 30));
                    assertThat(evaluator.deadUnits()).isEqualTo(new BlockEvaluator(network, points, 30).deadUnits());
                    move(network, 1, random);
                }
            }
        }
    }

    /**
     * Points of a plane or of space. No activations are stored, so rounding differs, and units are counted in another
     * way.
     */
    @Test
    void agreesWithTheForwardPassForFewInputs() {
        Random random = new Random(5);
        for (int inputs = 2; inputs <= 4; inputs++) {
            for (BiasMode bias : BiasMode.values()) {
                MlpSpec spec = Networks.spec(inputs, List.of(300), 1, Parameterization.NTK, bias, true);
                for (Precision precision : Precision.values()) {
                    Mlp network = network(spec, precision);
                    // There are so few points that some units are dead.
                    double[] x = Networks.gaussian(inputs * 2, 6);
                    Evaluator evaluator = Evaluator.of(network, x, 2);
                    assertThat(evaluator).isInstanceOf(ShallowEvaluator.class);
                    double rounding = precision == Precision.FLOAT32 ? 0x1p-24 : 0x1p-53;
                    for (int round = 0; round < 3; round++) {
                        int[] dead = evaluator.deadUnits();
                        assertThat(dead).isEqualTo(new BlockEvaluator(network, x, 2).deadUnits());
                        assertThat(dead[0]).isBetween(1, 299);
                        assertThat(evaluator.outputs())
                                .containsExactly(network.outputs(x, 2), within(300 * rounding * 10));
                        move(network, 0.1, random);
                    }
                }
            }
        }
    }

    @Test
    void aMirroredNetworkIsExactlyZero() {
        Initialization start = new Initialization(new Normal(1), new NormalBias(0.5), OuterWeights.LIKE_HIDDEN, true);
        for (Precision precision : Precision.values()) {
            Mlp network = network(Networks.shallow(2, 1302, start), precision);
            double[] x = CirclePoints.RANDOM.x(99);
            assertThat(Evaluator.of(network, x, 99).outputs()).containsOnly(0.0);
        }
    }

    @Test
    void showsParametersThatAreNotFinite() {
        Mlp network = network(
                Networks.spec(2, List.of(9), 1, Parameterization.NTK, BiasMode.HIDDEN, true), Precision.FLOAT64);
        Evaluator evaluator = Evaluator.of(network, CirclePoints.RANDOM.x(9), 9);
        network.values().set(3, Double.NaN);
        assertThat(evaluator.outputs()).contains(Double.NaN);
    }
}
