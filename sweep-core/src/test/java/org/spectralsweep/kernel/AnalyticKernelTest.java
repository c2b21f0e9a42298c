package org.spectralsweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spectralsweep.nn.BiasInit;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.He;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Networks;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.NormalBias;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.UniformFanIn;
import org.spectralsweep.nn.UniformFanInBias;
import org.spectralsweep.nn.WeightInit;
import org.spectralsweep.nn.ZeroBias;

class AnalyticKernelTest {
    private static final int N = 8;

    static MlpSpec network(
            int inputs,
            int width,
            Parameterization parameterization,
            double cSigma,
            BiasMode bias,
            WeightInit weights,
            BiasInit biasInit,
            OuterWeights outer,
            boolean trainOuter) {
        return new MlpSpec(
                inputs,
                List.of(width),
                1,
                parameterization,
                cSigma,
                bias,
                new Initialization(weights, biasInit, outer, false),
                trainOuter);
    }

    /** Network (2) of B20 on the circle, with the given c_sigma: 1 is twice Eq. 5, 1/2 is Eq. 5. */
    static MlpSpec shallow(BiasMode bias, double cSigma) {
        return network(
                2,
                4000,
                Parameterization.NTK,
                cSigma,
                bias,
                new Normal(0.2),
                new ZeroBias(),
                OuterWeights.RADEMACHER,
                false);
    }

    static Stream<MlpSpec> networks() {
        Parameterization ntk = Parameterization.NTK;
        Parameterization standard = Parameterization.STANDARD;
        OuterWeights signs = OuterWeights.RADEMACHER;
        OuterWeights like = OuterWeights.LIKE_HIDDEN;
        ZeroBias zero = new ZeroBias();
        int m = 20000;
        return Stream.of(
                network(3, m, ntk, 1, BiasMode.NONE, new Normal(0.2), zero, signs, false),
                network(3, m, ntk, 1, BiasMode.HIDDEN, new Normal(0.2), zero, signs, false),
                network(3, m, ntk, 1, BiasMode.HIDDEN, new Normal(0.5), new NormalBias(0.7), signs, false),
                network(3, m, ntk, 2, BiasMode.NONE, new Normal(1), new NormalBias(3), like, true),
                network(3, m, ntk, 2, BiasMode.HIDDEN, new Normal(0.6), new NormalBias(0.3), like, true),
                network(3, m, ntk, 2, BiasMode.ALL, new Normal(1.5), zero, signs, true),
                network(3, m, standard, 2, BiasMode.HIDDEN, new He(0), zero, like, false),
                network(3, m, standard, 1, BiasMode.ALL, new He(2.2), new NormalBias(0.4), like, true),
                network(3, m, standard, 1, BiasMode.ALL, new Normal(0.1), new NormalBias(0.1), signs, true));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theClosedFormIsTheMeanOfTheKernelsOfDrawnNetworks(MlpSpec spec) {
        double[] x = samples(spec.inputs());
        MonteCarlo drawn = MonteCarlo.kernel(spec, x, new Well19937c(11));

        double[] gram = AnalyticKernel.of(spec).gram(x, N);

        double worst = 0;
        for (int e = 0; e < gram.length; e++) {
            assertThat(gram[e]).isEqualTo(drawn.mean[e], within(5 * drawn.error[e] + 1e-12 * Math.abs(gram[e])));
            double diagonal = Math.sqrt(gram[e / N * (N + 1)] * gram[e % N * (N + 1)]);
            worst = Math.max(worst, drawn.error[e] / diagonal);
        }
        assertThat(worst).as("the draw is sharp enough to tell").isLessThan(0.03);
    }

    @Test
    void isSymmetricAndOnlyTheOutputBiasAtTheOrigin() {
        MlpSpec spec = network(
                3,
                16,
                Parameterization.NTK,
                2,
                BiasMode.ALL,
                new He(0),
                new ZeroBias(),
                OuterWeights.LIKE_HIDDEN,
                true);
        double[] x = samples(3);
        x[0] = 0;
        x[1] = 0;
        x[2] = 0;

        double[] gram = AnalyticKernel.of(spec).gram(x, N);

        for (int i = 0; i < N; i++) {
            assertThat(gram[i]).isEqualTo(1.0);
            for (int j = 0; j < N; j++) {
                assertThat(gram[i * N + j]).isEqualTo(gram[j * N + i]);
            }
        }
    }

    @Test
    void theAngleSurvivesWhereTheCosineRounds() {
        double tiny = 1e-9;
        double[] x = {1, 0, Math.cos(tiny), Math.sin(tiny), -1, 0};

        double[] gram = AnalyticKernel.of(shallow(BiasMode.NONE, 1)).gram(x, 3);

        assertThat(gram[0]).isEqualTo(0.5);
        assertThat(gram[1]).isEqualTo((Math.PI - tiny) / (2 * Math.PI), within(1e-15));
        assertThat(gram[2]).as("antipodes share no active unit").isEqualTo(0.0);
        assertThat(gram[5]).isEqualTo(-tiny / (2 * Math.PI), within(1e-18));
    }

    @Test
    void manyInputsAgreeWithTheFormula() {
        int inputs = 40;
        MlpSpec spec = network(
                inputs,
                64,
                Parameterization.NTK,
                1,
                BiasMode.HIDDEN,
                new Normal(1),
                new ZeroBias(),
                OuterWeights.RADEMACHER,
                false);
        double[] x = samples(inputs);

        double[] gram = AnalyticKernel.of(spec).gram(x, N);

        double inner = 0;
        double first = 0;
        double last = 0;
        for (int k = 0; k < inputs; k++) {
            inner += x[k] * x[(N - 1) * inputs + k];
            first += x[k] * x[k];
            last += x[(N - 1) * inputs + k] * x[(N - 1) * inputs + k];
        }
        double angle = Math.acos(inner / Math.sqrt(first * last));
        assertThat(gram[N - 1]).isEqualTo((inner + 1) * (Math.PI - angle) / (2 * Math.PI), within(1e-12));
    }

    @Test
    void refusesNetworksWithoutAClosedForm() {
        MlpSpec uniform = network(
                2,
                16,
                Parameterization.STANDARD,
                1,
                BiasMode.ALL,
                new UniformFanIn(),
                new UniformFanInBias(),
                OuterWeights.LIKE_HIDDEN,
                true);
        MlpSpec gaussian = network(
                2,
                16,
                Parameterization.STANDARD,
                1,
                BiasMode.ALL,
                new He(0),
                new UniformFanInBias(),
                OuterWeights.LIKE_HIDDEN,
                true);
        assertThat(AnalyticKernel.obstacle(uniform))
                .isEqualTo("initialization.weights are uniform-fan-in, and those of the first layer are not Gaussian");
        assertThat(AnalyticKernel.obstacle(gaussian))
                .isEqualTo("initialization.bias is uniform-fan-in-bias, and that of the first layer is not Gaussian");
        assertThat(AnalyticKernel.obstacle(shallow(BiasMode.NONE, 1))).isNull();
        assertThat(AnalyticKernel.obstacle(Networks.sigmoid(shallow(BiasMode.NONE, 1))))
                .isEqualTo("network.output is sigmoid, and the factors f (1 - f) of its kernel depend on the draw");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnalyticKernel.of(gaussian))
                .withMessage("network must have a closed-form kernel, but it has none: initialization.bias is"
                        + " uniform-fan-in-bias, and that of the first layer is not Gaussian");
    }

    @Test
    void ignoresTheInitialisationOfAbsentBiases() {
        MlpSpec spec = network(
                2,
                16,
                Parameterization.STANDARD,
                1,
                BiasMode.NONE,
                new He(0),
                new UniformFanInBias(),
                OuterWeights.LIKE_HIDDEN,
                true);

        assertThat(AnalyticKernel.obstacle(spec)).isNull();
    }

    @Test
    void refusesSamplesAndAnglesOutOfRange() {
        AnalyticKernel kernel = AnalyticKernel.of(shallow(BiasMode.NONE, 1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> kernel.gram(new double[5], 2))
                .withMessage("x must hold 2 x 2 values but had 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kernel.onSphere(Double.NaN))
                .withMessage("angle must be in [0, pi] but was NaN");
    }

    /** Points of very different norms, two of them nearly antipodal and two nearly equal. */
    private static double[] samples(int inputs) {
        RandomGenerator random = new Well19937c(5);
        double[] x = new double[N * inputs];
        for (int e = 0; e < x.length; e++) {
            int row = e / inputs;
            x[e] = random.nextGaussian() * (0.3 + 0.25 * row);
        }
        for (int k = 0; k < inputs; k++) {
            x[inputs + k] = -2 * x[k] + 0.01 * random.nextGaussian();
            x[2 * inputs + k] = 1.5 * x[3 * inputs + k] + 0.01 * random.nextGaussian();
        }
        return x;
    }

    /** The kernel of one network of width m unit by unit, written out, and the standard error of that sum. */
    private static final class MonteCarlo {
        private final double[] mean;
        private final double[] error;

        private MonteCarlo(double[] mean, double[] error) {
            this.mean = mean;
            this.error = error;
        }

        static MonteCarlo kernel(MlpSpec spec, double[] x, RandomGenerator random) {
            int m = spec.widths().get(0);
            int d = spec.inputs();
            double tau = std(spec.initialization().weights(), d);
            double outerStd = std(spec.initialization().weights(), m);
            boolean signs = spec.initialization().outer() == OuterWeights.RADEMACHER;
            boolean biased = spec.bias() != BiasMode.NONE;
            double biasStd = biased && spec.initialization().bias() instanceof NormalBias normal ? normal.std() : 0;
            double scale = spec.parameterization() == Parameterization.NTK ? Math.sqrt(spec.cSigma() / m) : 1;
            double[] sum = new double[N * N];
            double[] squares = new double[N * N];
            for (int r = 0; r < m; r++) {
                double[] z = new double[N];
                double[] w = new double[d];
                for (int k = 0; k < d; k++) {
                    w[k] = tau * random.nextGaussian();
                }
                double b = biasStd * random.nextGaussian();
                double a = signs ? (random.nextBoolean() ? 1 : -1) : outerStd * random.nextGaussian();
                for (int i = 0; i < N; i++) {
                    z[i] = b;
                    for (int k = 0; k < d; k++) {
                        z[i] += w[k] * x[i * d + k];
                    }
                }
                for (int i = 0; i < N; i++) {
                    for (int j = 0; j < N; j++) {
                        double term = 0;
                        if (z[i] > 0 && z[j] > 0) {
                            double inner = biased ? 1 : 0;
                            for (int k = 0; k < d; k++) {
                                inner += x[i * d + k] * x[j * d + k];
                            }
                            term += scale * a * scale * a * inner;
                            term += spec.trainOuter() ? scale * z[i] * scale * z[j] : 0;
                        }
                        sum[i * N + j] += term;
                        squares[i * N + j] += term * term;
                    }
                }
            }
            double[] error = new double[N * N];
            for (int e = 0; e < error.length; e++) {
                error[e] = Math.sqrt(squares[e] - sum[e] * sum[e] / m);
                sum[e] += spec.trainOuter() && spec.bias() == BiasMode.ALL ? 1 : 0;
            }
            return new MonteCarlo(sum, error);
        }

        private static double std(WeightInit init, int fanIn) {
            return init instanceof He he
                    ? Math.sqrt(2 / (1 + he.negativeSlope() * he.negativeSlope()) / fanIn)
                    : ((Normal) init).std();
        }
    }
}
