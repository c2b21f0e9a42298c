package org.spectralsweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.ActivationPatterns;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.ConstantBias;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.Tanh;

/** Networks whose units all start with one bias. */
class ConstantBiasTest {
    private static MlpSpec network(int layers, int width, double bias, BiasMode mode) {
        return new MlpSpec(
                2,
                Collections.nCopies(layers, width),
                1,
                Parameterization.NTK,
                1,
                mode,
                new Initialization(new Normal(1), new ConstantBias(bias), OuterWeights.RADEMACHER, false),
                layers > 1);
    }

    /** Orthant probabilities at rho = 0, .5, .9, computed independently in two ways. */
    @ParameterizedTest
    @CsvSource({"1, 0.025171, 0.062514, 0.115490", "2, 0.000518, 0.004053, 0.013361"})
    void orthantsHaveTheKnownProbabilities(double b, double none, double half, double nine) {
        ShiftedRectifierDual dual = new ShiftedRectifierDual(-b);

        assertThat(dual.at(1, 1, 0).slopes()).isEqualTo(none, within(5e-7));
        assertThat(dual.at(1, 1, 0.5).slopes()).isEqualTo(half, within(5e-7));
        assertThat(dual.at(1, 1, 0.9).slopes()).isEqualTo(nine, within(5e-7));
    }

    @Test
    void theShareOfActiveUnitsIsThatOfTheNormalTail() {
        assertThat(new ShiftedRectifierDual(-1).share(1)).isEqualTo(0.158655, within(5e-7));
        assertThat(new ShiftedRectifierDual(-2).share(1)).isEqualTo(0.022750, within(5e-7));
        double[] x = {1, 0};
        Mlp network = Mlp.initialized(network(1, 100_000, -1, BiasMode.HIDDEN), Precision.FLOAT64, new Well19937c(5));
        double[] weights = network.weights(0);
        double active = 0;
        for (int unit = 0; unit < 100_000; unit++) {
            active += weights[unit] * x[0] + weights[100_000 + unit] * x[1] - 1 > 0 ? 1 : 0;
        }
        assertThat(active / 100_000).isEqualTo(0.158655, within(4 * Math.sqrt(0.158655 * 0.841345 / 100_000)));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 0.5, -1",
        "1, 1, -0.99, 1",
        "2, 0.3, -0.6, 0.7",
        "5, 7, 0.98, -2",
        "0.1, 0.4, -0.75, -0.3",
        "3, 0.01, 0.57, 0.5",
        "1, 1, 1, -1",
        "1, 1, -1, 1",
        "4, 1, 1, -0.5",
        "1, 4, -1, 0.5",
        "1, 1, -1, -1"
    })
    void agreesWithQuadratureAndWithDrawnUnits(double qu, double qv, double rho, double b) {
        DualMoments moments = new ShiftedRectifierDual(b).at(qu, qv, rho * Math.sqrt(qu * qv));
        double[] sums = new double[4];
        int units = 100_000;
        RandomGenerator random = new Well19937c(7);
        for (int unit = 0; unit < units; unit++) {
            double one = random.nextGaussian();
            double u = Math.sqrt(qu) * one + b;
            double v = Math.sqrt(qv) * (rho * one + Math.sqrt(1 - rho * rho) * random.nextGaussian()) + b;
            double product = Math.max(u, 0) * Math.max(v, 0);
            sums[0] += product;
            sums[1] += product * product;
            sums[2] += u > 0 && v > 0 ? 1 : 0;
        }
        double mean = sums[0] / units;
        double share = sums[2] / units;

        assertThat(moments.product()).isEqualTo(mean, within(4 * error(sums[1] / units - mean * mean, units)));
        assertThat(moments.slopes()).isEqualTo(share, within(4 * error(share * (1 - share), units)));
        assertThat(moments.product()).isEqualTo(byConditioning(qu, qv, rho, b, true), within(1e-10));
        assertThat(moments.slopes()).isEqualTo(byConditioning(qu, qv, rho, b, false), within(1e-10));
    }

    private static double error(double variance, int units) {
        return Math.sqrt(variance / units) + 1e-12;
    }

    /** The mean over u of what v gives on condition of u, by Simpson's rule from the kink on. */
    private static double byConditioning(double qu, double qv, double rho, double b, boolean product) {
        double from = Math.max(-b / Math.sqrt(qu), -10);
        double spread = Math.sqrt(qv * (1 - rho * rho));
        double to = 10;
        if (spread == 0 && rho < 0) {
            // v is a function of u, and has its own kink.
            to = Math.max(from, Math.min(to, b / Math.sqrt(qv)));
        } else if (spread == 0) {
            from = Math.max(from, -b / Math.sqrt(qv));
        }
        int steps = 200_000;
        double step = (to - from) / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double x = from + i * step;
            double v = Math.sqrt(qv) * rho * x + b;
            double share = spread == 0 ? 1 : OwenT.upper(-v / spread);
            double mean = spread == 0 ? v : v * share + spread * OwenT.density(v / spread);
            double value = product ? (Math.sqrt(qu) * x + b) * mean : share;
            sum += (i == 0 || i == steps ? 1 : i % 2 == 0 ? 2 : 4) * OwenT.density(x) * value;
        }
        return sum * step / 3;
    }

    @Test
    void theSlopesAreTheDerivativeOfTheProduct() {
        DualActivationTest.requireSlopesOfTheProduct(new ShiftedRectifierDual(-0.7));
    }

    @Test
    void aSmallShiftIsNearlyNone() {
        for (double rho : new double[] {-1, -0.4, 0, 0.7, 1}) {
            DualMoments plain = new RectifierDual(0).at(1, 1, rho);
            DualMoments shifted = new ShiftedRectifierDual(1e-9).at(1, 1, rho);

            assertThat(shifted.product()).isEqualTo(plain.product(), within(3e-9));
            assertThat(shifted.slopes()).isEqualTo(plain.slopes(), within(3e-9));
        }
    }

    /** K = (x.z + 1) P(z1 > B, z2 > B). */
    @Test
    void theFirstLayersKernelIsTheOrthantTimesTheInnerProduct() {
        AnalyticKernel kernel = AnalyticKernel.of(network(1, 8, -1, BiasMode.HIDDEN));

        assertThat(kernel.onSphere(Math.PI / 2)).isEqualTo(0.025171, within(5e-7));
        assertThat(kernel.onSphere(Math.PI / 3)).isEqualTo(1.5 * 0.062514, within(1e-6));
        assertThat(kernel.onSphere(Math.acos(0.9))).isEqualTo(1.9 * 0.115490, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theShareOfEachLayerIsThatOfDrawnNetworks(boolean skip) {
        double[] x = {1, 0, 0.6, -1.1};
        int width = 2048;
        MlpSpec spec = new MlpSpec(
                2,
                List.of(width, width, width),
                1,
                Parameterization.NTK,
                2,
                BiasMode.HIDDEN,
                new Initialization(new Normal(1), new ConstantBias(-0.8), OuterWeights.RADEMACHER, false),
                true,
                skip);
        double[] shares = AnalyticKernel.of(spec).activeShares(x, 2);
        double[] mean = new double[3];
        int draws = 8;
        RandomGenerator random = new Well19937c(12);
        for (int draw = 0; draw < draws; draw++) {
            ActivationPatterns patterns = ActivationPatterns.of(Mlp.initialized(spec, Precision.FLOAT64, random), x, 2);
            for (int layer = 0; layer < 3; layer++) {
                mean[layer] += (double) patterns.active(layer) / patterns.pairs(layer) / draws;
            }
        }
        // Four standard errors of 16,384 units, and the bias of a finite width above the first layer.
        assertThat(shares).containsExactly(mean, within(4 * 0.5 / Math.sqrt(width * draws)));
        assertThat(shares).doesNotHaveDuplicates();
    }

    @Test
    void symmetricStartsHaveHalfOfTheirUnitsOn() {
        MlpSpec spec = network(2, 8, 0, BiasMode.HIDDEN);
        assertThat(AnalyticKernel.of(spec).activeShares(new double[] {3, 4, 0.1, 0}, 2))
                .containsExactly(0.5, 0.5);
        MlpSpec negative = network(2, 8, -1, BiasMode.HIDDEN);
        double[] origin = AnalyticKernel.of(negative).activeShares(new double[] {0, 0}, 1);
        assertThat(origin).as("at the origin no unit is on").containsExactly(0, 0);
        assertThat(AnalyticKernel.of(network(1, 8, 1, BiasMode.HIDDEN)).activeShares(new double[] {0, 0}, 1))
                .containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.4, 0.5})
    void deepNetworksApproachTheirKernel(double bias) {
        int n = 6;
        double[] x = new double[2 * n];
        for (int i = 0; i < n; i++) {
            double norm = i % 2 == 0 ? 1 : 1.4;
            x[2 * i] = norm * Math.cos(i);
            x[2 * i + 1] = norm * Math.sin(i);
        }
        MlpSpec spec = network(2, 1024, bias, BiasMode.HIDDEN);
        double[] gram = AnalyticKernel.of(spec).gram(x, n);
        double[] mean = new double[n * n];
        int draws = 20;
        RandomGenerator random = new Well19937c(8);
        for (int draw = 0; draw < draws; draw++) {
            Mlp network = Mlp.initialized(spec, Precision.FLOAT64, random);
            double[] drawn = EmpiricalTangentKernel.gram(network, x, n);
            for (int e = 0; e < mean.length; e++) {
                mean[e] += drawn[e] / draws;
            }
        }
        double largest = gram[n + 1];
        for (int e = 0; e < gram.length; e++) {
            assertThat(mean[e]).isEqualTo(gram[e], within(0.05 * largest));
        }
    }

    @Test
    void refusesWhatHasNoKernel() {
        assertThat(AnalyticKernel.obstacle(network(1, 8, -1, BiasMode.ALL))).contains("of the output is its mean");
        assertThat(AnalyticKernel.obstacle(network(1, 8, -1, BiasMode.NONE))).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        AnalyticKernel.of(network(1, 8, -1, BiasMode.HIDDEN).withActivation(new Tanh())))
                .withMessageContaining("whose kernel is known for relu alone");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConstantBias(Double.NaN))
                .withMessage("value must be finite but was NaN");
    }
}
