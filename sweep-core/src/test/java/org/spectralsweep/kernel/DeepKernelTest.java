package org.spectralsweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.hipparchus.random.Well19937c;
import org.hipparchus.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.Deadline;
import org.spectralsweep.encoding.Encoder;
import org.spectralsweep.encoding.GaussianFourier;
import org.spectralsweep.encoding.InputEncoding;
import org.spectralsweep.encoding.Positional;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.SymmetricEigen;
import org.spectralsweep.nn.BiasInit;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.He;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.NormalBias;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.WeightInit;
import org.spectralsweep.nn.ZeroBias;

/**
 * The closed form of networks with two and more hidden layers, against formulas and against the kernels of drawn
 * networks.
 */
class DeepKernelTest {
    /** The deep network of B20: NTK parameterisation, c_sigma = 2, N(0, 1), no bias, every layer trained. */
    static MlpSpec b20(int layers, int width) {
        return spec(2, layers, width, Parameterization.NTK, new Normal(1), BiasMode.NONE, new ZeroBias(), true, false);
    }

    private static MlpSpec spec(
            int inputs,
            int layers,
            int width,
            Parameterization parameterization,
            WeightInit weights,
            BiasMode mode,
            BiasInit bias,
            boolean outer,
            boolean skip) {
        Initialization start = new Initialization(weights, bias, OuterWeights.LIKE_HIDDEN, false);
        List<Integer> widths = Collections.nCopies(layers, width);
        return new MlpSpec(inputs, widths, 1, parameterization, 2, mode, start, outer, skip);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 50})
    void followsEquation6OnTheSphere(int layers) {
        AnalyticKernel kernel = AnalyticKernel.of(b20(layers, 8));

        assertThat(kernel.onSphere(0)).isEqualTo(layers + 1, within(1e-14 * layers));
        for (double angle = 0.05; angle < Math.PI; angle += 0.05) {
            assertThat(kernel.onSphere(angle)).isEqualTo(equation6(angle, layers), within(1e-12 * layers));
        }
    }

    /** Theta^L of B20, Eq. 6. */
    private static double equation6(double angle, int layers) {
        double sigma = Math.cos(angle);
        double theta = sigma;
        for (int h = 1; h <= layers; h++) {
            double rho = Math.min(1, sigma);
            double supplement = Math.PI - Math.acos(rho);
            sigma = (rho * supplement + Math.sqrt(1 - rho * rho)) / Math.PI;
            theta = theta * supplement / Math.PI + sigma;
        }
        return theta;
    }

    @Test
    void keepsItsDigitsWhereACosineLosesTheAngle() {
        AnalyticKernel shallow = AnalyticKernel.of(AnalyticKernelTest.shallow(BiasMode.HIDDEN, 0.5));
        AnalyticKernel noBias = AnalyticKernel.of(AnalyticKernelTest.shallow(BiasMode.NONE, 1));
        for (double angle : new double[] {1e-12, 1e-9, 1e-6, 1e-4}) {
            double exact = 2 * Math.pow(Math.cos(angle / 2), 2) * (Math.PI - angle) / (4 * Math.PI);
            assertThat(shallow.onSphere(angle)).isEqualTo(exact, within(2e-16));
            double left = Math.PI - (Math.PI - angle);
            assertThat(noBias.onSphere(Math.PI - angle))
                    .isEqualTo(-Math.cos(left) * left / (2 * Math.PI), within(1e-16));
            for (int layers : new int[] {2, 10}) {
                // Theta^L falls with slope (1 + ... + L) / pi.
                AnalyticKernel deep = AnalyticKernel.of(b20(layers, 8));
                double slope = layers * (layers + 1) / (2 * Math.PI);
                assertThat((deep.onSphere(0) - deep.onSphere(angle)) / angle)
                        .isEqualTo(slope, within(2e-15 * layers / angle + 10 * slope * layers * angle));
            }
        }
    }

    @Test
    void antipodesHaveTheKernelOfIndependentHalves() {
        // With one hidden layer no unit is on at both points, and zero biases leave nothing.
        assertThat(AnalyticKernel.of(b20(1, 8)).onSphere(Math.PI)).isEqualTo(0, within(1e-16));
        // With two, Sigma^1 = 0, so Sigma^2 = 1 / pi and Theta^1 = 0.
        assertThat(AnalyticKernel.of(b20(2, 8)).onSphere(Math.PI)).isEqualTo(1 / Math.PI, within(1e-15));
    }

    @Test
    void rowsAndSpheresHaveTheNumbersOfTheGramMatrix() {
        AnalyticKernel kernel = AnalyticKernel.of(
                spec(2, 3, 8, Parameterization.NTK, new Normal(1), BiasMode.ALL, new NormalBias(0.5), true, false));
        int n = 37;
        double[] x = circle(n);
        double[] gram = kernel.gram(x, n);
        double[] rows = new double[5 * n];

        kernel.rows(x, n, 20, 25, rows, Deadline.NONE);

        for (int e = 0; e < rows.length; e++) {
            assertThat(rows[e]).isEqualTo(gram[20 * n + e]);
        }
        for (int j = 0; j < n; j++) {
            double angle = 2 * Math.PI * Math.min(j, n - j) / n;
            assertThat(kernel.onSphere(angle)).isEqualTo(gram[j], within(1e-13));
        }
    }

    /** Computed independently (numpy, float64): .38, .22, .11; at m = 64, 256 and 1024. */
    @Test
    void threeHiddenLayersApproachIt() {
        int n = 64;
        double[] x = circle(n);
        double[] gram = AnalyticKernel.of(b20(3, 8)).gram(x, n);
        double norm = SymmetricEigen.largest(gram, n);
        int[] widths = {64, 256, 1024};
        int[] draws = {100, 40, 20};
        double[] expected = {0.38, 0.22, 0.11};
        for (int k = 0; k < widths.length; k++) {
            Well19937c random = new Well19937c(widths[k]);
            double sum = 0;
            for (int draw = 0; draw < draws[k]; draw++) {
                Mlp network = Mlp.initialized(b20(3, widths[k]), Precision.FLOAT64, random);
                sum += KernelsTest.spectralNorm(EmpiricalTangentKernel.gram(network, x, n), gram, n) / norm;
            }
            assertThat(sum / draws[k]).as("width %d", widths[k]).isEqualTo(expected[k], within(0.2 * expected[k]));
        }
    }

    static Stream<MlpSpec> networks() {
        Parameterization ntk = Parameterization.NTK;
        Parameterization standard = Parameterization.STANDARD;
        Normal unit = new Normal(1);
        NormalBias normal = new NormalBias(0.7);
        ZeroBias zero = new ZeroBias();
        int m = 192;
        return Stream.of(
                spec(3, 2, m, ntk, unit, BiasMode.NONE, zero, true, false),
                spec(3, 2, m, ntk, unit, BiasMode.HIDDEN, zero, true, false),
                spec(3, 3, m, ntk, new Normal(0.8), BiasMode.ALL, normal, true, false),
                spec(3, 3, m, ntk, unit, BiasMode.HIDDEN, normal, false, false),
                spec(3, 2, m, standard, new He(0), BiasMode.ALL, normal, true, false),
                spec(3, 3, m, standard, new He(1), BiasMode.NONE, zero, true, false),
                spec(3, 2, m, ntk, unit, BiasMode.NONE, zero, true, true),
                spec(3, 3, m, ntk, unit, BiasMode.ALL, normal, true, true),
                spec(3, 4, m, standard, new He(1), BiasMode.HIDDEN, normal, true, true),
                spec(3, 3, m, standard, new He(1), BiasMode.HIDDEN, zero, false, true),
                new MlpSpec(
                        3,
                        List.of(m, 2 * m, m / 2),
                        1,
                        standard,
                        1,
                        BiasMode.ALL,
                        new Initialization(new He(0.5), normal, OuterWeights.RADEMACHER, false),
                        true),
                new MlpSpec(
                        3,
                        List.of(8 * m),
                        1,
                        ntk,
                        1,
                        BiasMode.HIDDEN,
                        new Initialization(new Normal(0.3), normal, OuterWeights.RADEMACHER, true),
                        false));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void isTheMeanOfTheKernelsOfDrawnNetworks(MlpSpec spec) {
        double[] x = EmpiricalTangentKernelTest.gaussian(8 * 3, new Well19937c(5));
        assertIsTheMean(spec, x, 8, 150);
    }

    /**
     * The mean over networks of width m deviates by O(1 / m), and a mean of finitely many draws by its standard error.
     */
    private static void assertIsTheMean(MlpSpec spec, double[] x, int n, int draws) {
        double[] gram = AnalyticKernel.of(spec).gram(x, n);
        Well19937c random = new Well19937c(17);
        double[] mean = new double[n * n];
        double squares = 0;
        for (int draw = 0; draw < draws; draw++) {
            double[] kernel = EmpiricalTangentKernel.gram(Mlp.initialized(spec, Precision.FLOAT64, random), x, n);
            for (int e = 0; e < mean.length; e++) {
                mean[e] += kernel[e] / draws;
            }
            squares += Math.pow(distance(kernel, gram), 2);
        }
        double error = Math.sqrt(squares) / draws;
        assertThat(error).as("the draw is sharp enough to tell").isLessThan(0.04);
        assertThat(distance(mean, gram))
                .isLessThan(3 * error + 2.0 / spec.widths().get(0));
    }

    @Test
    void eachOutputHasTheKernelAndSharesNothing() {
        int n = 4;
        int outputs = 3;
        MlpSpec one = spec(3, 2, 192, Parameterization.NTK, new Normal(1), BiasMode.ALL, new ZeroBias(), true, false);
        MlpSpec spec = new MlpSpec(
                3, one.widths(), outputs, one.parameterization(), 2, one.bias(), one.initialization(), true);
        double[] x = EmpiricalTangentKernelTest.gaussian(n * 3, new Well19937c(5));
        double[] gram = AnalyticKernel.of(spec).gram(x, n);
        double[] identity = new double[n * outputs * n * outputs];
        double[] mean = new double[identity.length];
        Well19937c random = new Well19937c(8);
        int draws = 100;
        for (int draw = 0; draw < draws; draw++) {
            double[] kernel = EmpiricalTangentKernel.gram(Mlp.initialized(spec, Precision.FLOAT64, random), x, n);
            for (int e = 0; e < mean.length; e++) {
                mean[e] += kernel[e] / draws;
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int o = 0; o < outputs; o++) {
                    identity[(i * outputs + o) * n * outputs + j * outputs + o] = gram[i * n + j];
                }
            }
        }
        assertThat(gram).containsExactly(AnalyticKernel.of(one).gram(x, n));
        assertThat(distance(mean, identity)).isLessThan(0.03);
    }

    /** Frobenius norm of the difference, relative to that of the second matrix. */
    private static double distance(double[] a, double[] b) {
        double squares = 0;
        double norm = 0;
        for (int e = 0; e < a.length; e++) {
            squares += (a[e] - b[e]) * (a[e] - b[e]);
            norm += b[e] * b[e];
        }
        return Math.sqrt(squares / norm);
    }

    /** Without the means that the skip connections carry, the distance would stay above 0.2. */
    @ParameterizedTest
    @CsvSource({"NTK, 2", "NTK, 4", "STANDARD, 3"})
    void residualNetworksApproachItAsTheWidthGrows(Parameterization parameterization, int layers) {
        WeightInit weights = parameterization == Parameterization.NTK ? new Normal(1) : new He(1);
        double[] x = EmpiricalTangentKernelTest.gaussian(8 * 3, new Well19937c(5));
        SimpleRegression line = new SimpleRegression();
        double last = 0;
        for (int width : new int[] {32, 128, 512}) {
            MlpSpec spec =
                    spec(3, layers, width, parameterization, weights, BiasMode.HIDDEN, new ZeroBias(), true, true);
            double[] gram = AnalyticKernel.of(spec).gram(x, 8);
            Well19937c random = new Well19937c(width);
            int draws = 4000 / width + 8;
            last = 0;
            for (int draw = 0; draw < draws; draw++) {
                Mlp network = Mlp.initialized(spec, Precision.FLOAT64, random);
                last += distance(EmpiricalTangentKernel.gram(network, x, 8), gram) / draws;
            }
            line.addData(Math.log(width), Math.log(last));
        }
        assertThat(line.getSlope()).isEqualTo(-0.5, within(0.08));
        assertThat(last).isLessThan(0.13);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.065", "2, 0.085"})
    void standardKernelsGrowWithTheWidth(int layers, double tolerance) {
        int n = 16;
        double[] x = circle(n);
        double sum = 0;
        Well19937c random = new Well19937c(4);
        int draws = layers == 1 ? 50 : 5;
        for (int draw = 0; draw < draws; draw++) {
            MlpSpec spec = standard(layers, 2048);
            Mlp network = Mlp.initialized(spec, Precision.FLOAT64, random);
            sum += distance(
                            EmpiricalTangentKernel.gram(network, x, n),
                            AnalyticKernel.of(spec).gram(x, n))
                    / draws;
        }
        assertThat(sum).isLessThan(tolerance);
        double wide = AnalyticKernel.of(standard(layers, 2048)).onSphere(1);
        assertThat(wide / AnalyticKernel.of(standard(layers, 512)).onSphere(1)).isEqualTo(4, within(0.05));
    }

    private static MlpSpec standard(int layers, int width) {
        return spec(2, layers, width, Parameterization.STANDARD, new He(0), BiasMode.ALL, new ZeroBias(), true, false);
    }

    static Stream<InputEncoding> encodings() {
        return Stream.of(new Positional(4, true, true), new GaussianFourier(2.5, 16));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void treatsEncodedInputsLikeAnyOther(InputEncoding encoding) {
        int n = 16;
        double[] t = new double[n];
        for (int i = 0; i < n; i++) {
            t[i] = 1.3 * i / n - 0.2;
        }
        Encoder encoder = encoding.bind(1, new Well19937c(6));
        double[] x = encoder.encode(t, n);
        for (int layers : new int[] {1, 3}) {
            MlpSpec spec = spec(
                    encoder.outputs(),
                    layers,
                    256,
                    Parameterization.NTK,
                    new Normal(0.5),
                    BiasMode.HIDDEN,
                    new NormalBias(0.3),
                    true,
                    false);
            assertIsTheMean(spec, x, n, 30);
        }
    }

    private static double[] circle(int n) {
        double[] x = new double[2 * n];
        for (int i = 0; i < n; i++) {
            x[2 * i] = StrictMath.cos(2 * Math.PI * i / n);
            x[2 * i + 1] = StrictMath.sin(2 * Math.PI * i / n);
        }
        return x;
    }
}
