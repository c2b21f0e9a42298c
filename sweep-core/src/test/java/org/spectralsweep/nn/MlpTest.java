package org.spectralsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.linalg.Precision;

class MlpTest {
    private static final WeightInit NORMAL = new Normal(0.7);

    private static Mlp network(MlpSpec spec, long seed) {
        return Mlp.initialized(spec, Precision.FLOAT64, new Well19937c(seed));
    }

    @Test
    void hasTheOutputsOfItsDefinition() {
        MlpSpec spec = Networks.spec(2, List.of(2), 1, Parameterization.NTK, BiasMode.ALL, true);
        Mlp network = network(spec, 1);
        network.values().write(0, new double[] {1, -1, 0.5, 2, 0.25, -3, 4, 8, 0.125}, 0, 9);
        assertThat(network.weights(0)).containsExactly(1, -1, 0.5, 2);
        assertThat(network.biases(0)).containsExactly(0.25, -3);
        assertThat(network.weights(1)).containsExactly(4, 8);
        assertThat(network.biases(1)).containsExactly(0.125);
        assertThat(network.multiplier(0)).isEqualTo(1);
        assertThat(network.multiplier(1)).isEqualTo(1);
        // z = (3 + 0.5*2 + 0.25, -3 + 2*2 - 3) = (4.25, -2): f = 4 * 4.25 + 0.125
        assertThat(network.outputs(new double[] {3, 2}, 1)).containsExactly(17.125);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void agreesWithPlainLoopsOverManyBlocks(int outputs) {
        MlpSpec spec = Networks.spec(6, List.of(33, 900, 17), outputs, Parameterization.NTK, BiasMode.ALL, true);
        Mlp network = network(spec, 2);
        int n = 700;
        double[] x = Networks.gaussian(n * 6, 5);
        double[] actual = network.outputs(x, n);
        for (int i : new int[] {0, 1, 64, 350, 699}) {
            double[] h = Arrays.copyOfRange(x, 6 * i, 6 * i + 6);
            for (int layer = 0; layer < spec.layers(); layer++) {
                double[] z = network.biases(layer);
                double[] w = network.weights(layer);
                for (int j = 0; j < z.length; j++) {
                    for (int k = 0; k < h.length; k++) {
                        z[j] += network.multiplier(layer) * h[k] * w[k * z.length + j];
                    }
                    z[j] = layer < 3 ? Math.max(0, z[j]) : z[j];
                }
                h = z;
            }
            for (int c = 0; c < outputs; c++) {
                assertThat(actual[i * outputs + c]).isCloseTo(h[c], within(1e-11));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void startsMirroredNetworksAtExactlyZero(Precision precision) {
        for (int width : new int[] {2, 6, 34, 1000, 9002}) {
            for (OuterWeights outer : OuterWeights.values()) {
                Initialization start = new Initialization(NORMAL, new NormalBias(0.5), outer, true);
                for (int outputs : new int[] {1, 2, 7}) {
                    MlpSpec spec =
                            new MlpSpec(3, List.of(width), outputs, Parameterization.NTK, 2, BiasMode.ALL, start, true);
                    Mlp network = Mlp.initialized(spec, precision, new Well19937c(width));
                    assertThat(network.outputs(Networks.gaussian(3 * 50, 1), 50))
                            .containsOnly(0.0);
                }
            }
        }
    }

    @Test
    void pairsUnitsOfAMirroredNetwork() {
        Mlp network = network(
                Networks.shallow(2, 6, new Initialization(NORMAL, new NormalBias(1), OuterWeights.RADEMACHER, true)),
                4);
        double[] w = network.weights(0);
        double[] b = network.biases(0);
        double[] a = network.weights(1);
        for (int r = 0; r < 3; r++) {
            assertThat(w[r + 3]).isEqualTo(w[r]);
            assertThat(w[6 + r + 3]).isEqualTo(w[6 + r]);
            assertThat(b[r + 3]).isEqualTo(b[r]);
            assertThat(a[r + 3]).isEqualTo(-a[r]);
        }
    }

    @Test
    void startsBothPrecisionsFromTheSameDraws() {
        MlpSpec spec = Networks.spec(3, List.of(5, 4), 2, Parameterization.STANDARD, BiasMode.ALL, true);
        Mlp doubles = Mlp.initialized(spec, Precision.FLOAT64, new Well19937c(8));
        Mlp floats = Mlp.initialized(spec, Precision.FLOAT32, new Well19937c(8));
        for (int i = 0; i < doubles.parameters(); i++) {
            assertThat(floats.values().get(i))
                    .isEqualTo((float) doubles.values().get(i));
        }
    }

    @Test
    void drawsEachInitialisationFromItsDistribution() {
        assertMoments(new He(0), 2.0 / 50);
        assertMoments(new He(Math.sqrt(5)), 1.0 / 150);
        assertMoments(new UniformFanIn(), 1.0 / 150);
        assertMoments(new Normal(0.2), 0.04);
    }

    private static void assertMoments(WeightInit weights, double variance) {
        MlpSpec spec = new MlpSpec(
                50,
                List.of(800),
                1,
                Parameterization.STANDARD,
                2,
                BiasMode.NONE,
                new Initialization(weights, new ZeroBias(), OuterWeights.LIKE_HIDDEN, false),
                true);
        double[] w = network(spec, 12).weights(0);
        double mean = Arrays.stream(w).average().orElseThrow();
        double square = Arrays.stream(w).map(v -> v * v).average().orElseThrow();
        assertThat(mean).isCloseTo(0, offset(4 * Math.sqrt(variance / w.length)));
        assertThat(square / variance).isCloseTo(1, offset(4 * Math.sqrt(2.0 / w.length)));
    }

    @Test
    void keepsUniformDrawsWithinTheirBound() {
        MlpSpec spec = new MlpSpec(
                2,
                List.of(400),
                1,
                Parameterization.STANDARD,
                2,
                BiasMode.ALL,
                new Initialization(new UniformFanIn(), new UniformFanInBias(), OuterWeights.LIKE_HIDDEN, false),
                true);
        Mlp network = network(spec, 3);
        double bound = 1 / Math.sqrt(2);
        assertThat(Arrays.stream(network.weights(0)).map(Math::abs).max().orElseThrow())
                .isBetween(0.99 * bound, bound);
        assertThat(Arrays.stream(network.biases(0)).map(Math::abs).max().orElseThrow())
                .isBetween(0.98 * bound, bound);
        assertThat(Math.abs(network.biases(1)[0])).isLessThanOrEqualTo(0.05);
    }

    @Test
    void drawsRademacherSignsForTheOutputLayerOnly() {
        Initialization start = new Initialization(NORMAL, new ZeroBias(), OuterWeights.RADEMACHER, false);
        for (Parameterization parameterization : Parameterization.values()) {
            MlpSpec spec = new MlpSpec(2, List.of(1000), 1, parameterization, 2, BiasMode.NONE, start, true);
            double[] a = network(spec, 5).weights(1);
            assertThat(a).containsOnly(1, -1);
            assertThat(Arrays.stream(a).sum()).isCloseTo(0, offset(130.0));
            assertThat(network(spec, 5).weights(0)).doesNotContain(1, -1);
        }
    }

    @Test
    void ntkMultipliersContainTheWidth() {
        MlpSpec ntk = Networks.spec(3, List.of(8, 50), 1, Parameterization.NTK, BiasMode.NONE, true);
        assertThat(new double[] {ntk.multiplier(0), ntk.multiplier(1), ntk.multiplier(2)})
                .containsExactly(1, 0.5, 0.2);
        MlpSpec standard = Networks.spec(3, List.of(8, 50), 1, Parameterization.STANDARD, BiasMode.NONE, true);
        assertThat(standard.multiplier(2)).isEqualTo(1);
    }

    @Test
    void countsBiasesByMode() {
        assertThat(network(Networks.spec(2, List.of(3), 4, Parameterization.NTK, BiasMode.NONE, true), 1)
                        .parameters())
                .isEqualTo(18);
        assertThat(network(Networks.spec(2, List.of(3), 4, Parameterization.NTK, BiasMode.HIDDEN, true), 1)
                        .parameters())
                .isEqualTo(21);
        Mlp all = network(Networks.spec(2, List.of(3), 4, Parameterization.NTK, BiasMode.ALL, false), 1);
        assertThat(all.parameters()).isEqualTo(25);
        assertThat(all.trained()).isEqualTo(9);
    }

    @Test
    void countsUnitsThatAreZeroOnEverySample() {
        MlpSpec spec = Networks.spec(1, List.of(3, 2), 1, Parameterization.STANDARD, BiasMode.HIDDEN, true);
        Mlp network = network(spec, 1);
        // First layer: relu(x), relu(-x - 5), relu(1); second: relu(-h0 - h2), relu(h0).
        network.values().write(0, new double[] {1, -1, 0, 0, -5, 1, -1, 1, 0, 0, -1, 0, 0, 0, 1, 1}, 0, 16);
        assertThat(new BlockEvaluator(network, new double[] {-1, 2, 3}, 3).deadUnits())
                .containsExactly(1, 1);
        assertThat(new BlockEvaluator(network, new double[] {-1, 2, -6}, 3).deadUnits())
                .containsExactly(0, 1);
        assertThat(new BlockEvaluator(network, new double[] {-1}, 1).deadUnits())
                .containsExactly(2, 2);
    }

    /** Largest singular value of a matrix by power iteration on its Gram matrix's action. */
    private static double largestSingularValue(double[] w, int rows, int columns) {
        double[] v = Networks.gaussian(columns, 99);
        double norm = 0;
        for (int iteration = 0; iteration < 200; iteration++) {
            double[] u = new double[rows];
            double[] next = new double[columns];
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    u[i] += w[i * columns + j] * v[j];
                }
                for (int j = 0; j < columns; j++) {
                    next[j] += w[i * columns + j] * u[i];
                }
            }
            norm = Math.sqrt(Arrays.stream(next).map(a -> a * a).sum());
            for (int j = 0; j < columns; j++) {
                v[j] = next[j] / norm;
            }
        }
        return Math.sqrt(norm);
    }

    /**
     * Largest singular value for uniform fan-in at initialisation. First layer 512 x 2: 9.43 +- 8 % (limit sqrt(512 /
     * 6)). Hidden layer 512 x 512: 1.147 +- 2 % (limit 2 / sqrt(3)).
     */
    @Test
    void hasTheSpectralNormsOfUniformFanIn() {
        Initialization start =
                new Initialization(new UniformFanIn(), new UniformFanInBias(), OuterWeights.LIKE_HIDDEN, false);
        MlpSpec narrow = new MlpSpec(2, List.of(512), 1, Parameterization.STANDARD, 2, BiasMode.ALL, start, true);
        double sum = 0;
        for (int draw = 0; draw < 200; draw++) {
            sum += largestSingularValue(network(narrow, draw).weights(0), 2, 512);
        }
        assertThat(sum / 200).isCloseTo(9.43, within(0.08 * 9.43));
        MlpSpec square = new MlpSpec(2, List.of(512, 512), 1, Parameterization.STANDARD, 2, BiasMode.ALL, start, true);
        sum = 0;
        for (int draw = 0; draw < 4; draw++) {
            sum += largestSingularValue(network(square, draw).weights(1), 512, 512);
        }
        assertThat(sum / 4).isCloseTo(1.147, within(0.02 * 1.147));
    }

    @Test
    void refusesImpossibleSizes() {
        Initialization plain = new Initialization(NORMAL, new ZeroBias(), OuterWeights.LIKE_HIDDEN, false);
        Initialization mirrored = new Initialization(NORMAL, new ZeroBias(), OuterWeights.LIKE_HIDDEN, true);
        assertRefused(2, List.of(4, -3), 2, plain, "widths must be at least 1 but held -3");
        assertRefused(2, List.of(), 2, plain, "widths must hold at least one hidden layer but was empty");
        assertRefused(0, List.of(4), 2, plain, "inputs must be at least 1 but was 0");
        assertRefused(2, List.of(4), Double.NaN, plain, "c-sigma must be a positive number but was NaN");
        assertRefused(2, List.of(100_000, 100_000), 2, plain, "widths must give fewer than 2^31 parameters but gave");
        assertRefused(2, List.of(5), 2, mirrored, "mirrored must be false except");
        assertRefused(2, List.of(4, 4), 2, mirrored, "mirrored must be false except");
        MlpSpec zeroAtTheStart =
                new MlpSpec(2, List.of(4), 1, Parameterization.NTK, 2, BiasMode.NONE, mirrored, true, false);
        assertThatThrownBy(() -> Networks.sigmoid(zeroAtTheStart))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mirrored must be false with a sigmoid output but was true");
    }

    @Test
    void aSigmoidOutputIsTheLogisticFunctionOfTheLinearOne() {
        double[] x = Networks.gaussian(5 * 33, 1);
        for (int outputs : new int[] {1, 3, 7}) {
            MlpSpec linear = Networks.spec(5, List.of(9), outputs, Parameterization.NTK, BiasMode.ALL, true);
            double[] z = Mlp.initialized(linear, Precision.FLOAT64, new Well19937c(2))
                    .outputs(x, 33);
            double[] f = Mlp.initialized(Networks.sigmoid(linear), Precision.FLOAT64, new Well19937c(2))
                    .outputs(x, 33);
            double[] expected =
                    Arrays.stream(z).map(sum -> 0.5 + 0.5 * Math.tanh(sum / 2)).toArray();
            assertThat(f).containsExactly(expected, within(1e-15));
        }
    }

    @Test
    void theLogisticFunctionStaysInItsRangeForLargeSums() {
        double[] values = {-1e300, -800, -40, 0, 40, 800, 1e300};
        OutputFunction.SIGMOID.apply(values, 1, 5);
        assertThat(values).containsExactly(-1e300, 0, 1 / (1 + StrictMath.exp(40)), 0.5, 1, 1, 1e300);
        assertThat(OutputFunction.SIGMOID.slope(0.25)).isEqualTo(0.1875);
        assertThat(OutputFunction.LINEAR.slope(0.25)).isEqualTo(1);
    }

    private static void assertRefused(
            int inputs, List<Integer> widths, double cSigma, Initialization start, String message) {
        assertThatThrownBy(
                        () -> new MlpSpec(inputs, widths, 1, Parameterization.NTK, cSigma, BiasMode.NONE, start, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void refusesDistributionsWithoutASpread() {
        assertThatThrownBy(() -> new Normal(Double.NaN)).hasMessage("std must be a positive number but was NaN");
        assertThatThrownBy(() -> new NormalBias(0)).hasMessage("std must be a positive number but was 0.0");
        assertThatThrownBy(() -> new He(Double.NaN)).hasMessage("negative-slope must be finite but was NaN");
    }
}
