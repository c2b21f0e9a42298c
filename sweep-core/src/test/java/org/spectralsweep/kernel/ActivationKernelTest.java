package org.spectralsweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.Deadline;
import org.spectralsweep.linalg.SymmetricEigen;
import org.spectralsweep.nn.Activation;
import org.spectralsweep.nn.BiasInit;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Erf;
import org.spectralsweep.nn.Gelu;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.LeakyRelu;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.NormalBias;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.Relu;
import org.spectralsweep.nn.Sine;
import org.spectralsweep.nn.Tanh;
import org.spectralsweep.nn.ZeroBias;

/** Kernels of networks of other activations than ReLU. */
class ActivationKernelTest {
    private static final double TAU = 0.8;
    private static final double BIAS = 0.3;

    static Stream<Activation> activations() {
        return DualActivationTest.activations();
    }

    private static MlpSpec network(int layers, double cSigma, BiasMode mode, BiasInit bias, boolean skip) {
        return new MlpSpec(
                2,
                Collections.nCopies(layers, 8),
                1,
                Parameterization.NTK,
                cSigma,
                mode,
                new Initialization(new Normal(TAU), bias, OuterWeights.LIKE_HIDDEN, false),
                true,
                skip);
    }

    /** The recursion of Jacot et al., written out with means by quadrature. */
    @ParameterizedTest
    @MethodSource("activations")
    void threeLayersFollowTheRecursion(Activation activation) {
        double cSigma = DualActivation.cSigma(activation);
        AnalyticKernel kernel = AnalyticKernel.of(
                network(3, cSigma, BiasMode.ALL, new NormalBias(BIAS), false).withActivation(activation));
        double angle = 1.1;
        double weights = TAU * TAU;
        double bias = BIAS * BIAS;
        double q = weights + bias;
        double c = weights * Math.cos(angle) + bias;
        double theta = Math.cos(angle) + 1;
        double product = 0;
        for (int layer = 0; layer < 3; layer++) {
            product = PolarQuadrature.mean(activation::value, q, q, c / q);
            double slopes = PolarQuadrature.mean(activation::slope, q, q, c / q);
            double square = PolarQuadrature.mean(activation::value, q, q, 1);
            theta = cSigma * (product + weights * slopes * theta) + 1;
            q = cSigma * weights * square + bias;
            c = cSigma * weights * product + bias;
        }

        assertThat(kernel.onSphere(angle)).isEqualTo(theta, within(1e-9));
        assertThat(kernel.covarianceOnSphere(angle)).isEqualTo(c, within(1e-10));
    }

    /** Both ways to pass moments on are one: by mean squares of differences, and by covariances. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leakyReluHasTheMomentsOfItsDual(boolean skip) {
        for (double slope : new double[] {-1, -0.3, 0, 0.2, 1}) {
            LeakyRelu leaky = new LeakyRelu(slope);
            KernelLayers layers = KernelLayers.of(
                    network(4, 1.3, BiasMode.HIDDEN, new NormalBias(BIAS), skip).withActivation(leaky));
            for (double angle = 0.1; angle < 3.1; angle += 0.3) {
                double apart = 4 * Math.pow(Math.sin(angle / 2), 2);
                double along = 4 * Math.pow(Math.cos(angle / 2), 2);
                LayerPair one = layers.pair(layers.dual());
                LayerPair other = new DualPair(new RectifierDual(slope));
                double tangent = layers.tangent(one, 1, 1, Math.cos(angle), apart, along);

                assertThat(layers.tangent(other, 1, 1, Math.cos(angle), apart, along))
                        .isEqualTo(tangent, within(1e-12 * Math.abs(tangent)));
                assertThat(layers.outputCovariance(other)).isEqualTo(layers.outputCovariance(one), within(1e-11));
            }
        }
    }

    @Test
    void aLeakyReluOfSlopeZeroIsReluToTheBit() {
        MlpSpec spec = network(5, 2, BiasMode.ALL, new NormalBias(BIAS), true);
        double[] x = samples(23);

        assertThat(AnalyticKernel.of(spec.withActivation(new LeakyRelu(0))).gram(x, 23))
                .isEqualTo(AnalyticKernel.of(spec).gram(x, 23));
    }

    /** With one hidden layer, the kernels are means over units; these are 10^5 drawn ones. */
    @ParameterizedTest
    @MethodSource("activations")
    void oneLayerIsTheMeanOverDrawnUnits(Activation activation) {
        int units = 100_000;
        MlpSpec spec = network(1, 1, BiasMode.HIDDEN, new NormalBias(BIAS), false);
        double[] x = {0.9, -0.4, 0.3, 1.2};
        double inner = x[0] * x[2] + x[1] * x[3] + 1;
        RandomGenerator random = new Well19937c(3);
        double[] sums = new double[4];
        for (int unit = 0; unit < units; unit++) {
            double w = TAU * random.nextGaussian();
            double v = TAU * random.nextGaussian();
            double b = BIAS * random.nextGaussian();
            double a = TAU * random.nextGaussian();
            double one = w * x[0] + v * x[1] + b;
            double two = w * x[2] + v * x[3] + b;
            double values = activation.value(one) * activation.value(two);
            double tangent = values + a * a * activation.slope(one) * activation.slope(two) * inner;
            double covariance = a * a * values;
            sums[0] += tangent;
            sums[1] += tangent * tangent;
            sums[2] += covariance;
            sums[3] += covariance * covariance;
        }
        AnalyticKernel kernel = AnalyticKernel.of(spec.withActivation(activation));

        assertThat(kernel.gram(x, 2)[1]).isEqualTo(sums[0] / units, within(4 * error(sums[0], sums[1], units)));
        assertThat(kernel.covariances(x, 2)[1]).isEqualTo(sums[2] / units, within(4 * error(sums[2], sums[3], units)));
    }

    private static double error(double sum, double squares, int units) {
        double mean = sum / units;
        return Math.sqrt((squares / units - mean * mean) / units);
    }

    @ParameterizedTest
    @MethodSource("activations")
    void matricesArePositiveAndHoldTheNumbersOfPairs(Activation activation) {
        int n = 30;
        double[] x = samples(n);
        AnalyticKernel kernel = AnalyticKernel.of(
                network(2, 1, BiasMode.ALL, new NormalBias(BIAS), true).withActivation(activation));

        double[] gram = kernel.gram(x, n);

        double[] rows = new double[4 * n];
        kernel.rows(x, n, 9, 13, rows, Deadline.NONE);
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, gram[i * n + i]);
            for (int j = 0; j < n; j++) {
                assertThat(gram[i * n + j]).isEqualTo(gram[j * n + i]);
            }
        }
        for (int e = 0; e < rows.length; e++) {
            assertThat(rows[e]).isEqualTo(gram[9 * n + e]);
        }
        double rounding = 1e-10 * largest;
        for (double value : SymmetricEigen.of(gram, n).values()) {
            assertThat(value).isGreaterThan(-rounding);
        }
    }

    @ParameterizedTest
    @MethodSource("activations")
    void unitInputsHaveTheNumbersOfTheSphere(Activation activation) {
        AnalyticKernel kernel = AnalyticKernel.of(
                network(3, 1, BiasMode.NONE, new ZeroBias(), false).withActivation(activation));
        double angle = 0.7;
        double[] x = {1, 0, Math.cos(angle), Math.sin(angle)};

        assertThat(kernel.gram(x, 2)[1]).isEqualTo(kernel.onSphere(angle), within(1e-11));
        assertThat(kernel.covariances(x, 2)[1]).isEqualTo(kernel.covarianceOnSphere(angle), within(1e-11));
        assertThat(kernel.covariances(x, 2)[0]).isEqualTo(kernel.covarianceOnSphere(0), within(1e-11));
    }

    /** With c_sigma = 1 / E s(u)^2 and unit weights, every layer keeps the variance 1. */
    @Test
    void depthLeavesTheVarianceAlone() {
        for (Activation activation : List.of(new Relu(), new Erf(), new Tanh(), new Gelu(), new Sine(3))) {
            MlpSpec spec = new MlpSpec(
                    2,
                    Collections.nCopies(20, 8),
                    1,
                    Parameterization.NTK,
                    DualActivation.cSigma(activation),
                    BiasMode.NONE,
                    new Initialization(new Normal(1), new ZeroBias(), OuterWeights.LIKE_HIDDEN, false),
                    true);

            assertThat(AnalyticKernel.of(spec.withActivation(activation)).covarianceOnSphere(0))
                    .isEqualTo(1, within(1e-9));
        }
    }

    /** Points of different norms. */
    private static double[] samples(int n) {
        RandomGenerator random = new Well19937c(5);
        double[] x = new double[2 * n];
        for (int e = 0; e < x.length; e++) {
            x[e] = random.nextGaussian() * (0.3 + 0.05 * e / 2);
        }
        return x;
    }
}
