package org.spectralsweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.Objects;
import org.hipparchus.random.Well19937c;
import org.hipparchus.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
import org.spectralsweep.nn.UniformFanIn;
import org.spectralsweep.nn.UniformFanInBias;
import org.spectralsweep.nn.WeightInit;
import org.spectralsweep.nn.ZeroBias;

class AnalyticKernelTest {
    /** The deep network of B20, section 3: NTK parameterisation, c_sigma = 2, N(0, 1), no bias. */
    static MlpSpec deep(int inputs, int hiddenLayers, int width) {
        return network(
                inputs, hiddenLayers, width, Parameterization.NTK, BiasMode.NONE, new Normal(1), new ZeroBias(), false);
    }

    private static MlpSpec network(
            int inputs,
            int hiddenLayers,
            int width,
            Parameterization parameterization,
            BiasMode bias,
            WeightInit weights,
            BiasInit biases,
            boolean skip) {
        return new MlpSpec(
                inputs,
                Collections.nCopies(hiddenLayers, width),
                1,
                parameterization,
                2,
                bias,
                new Initialization(weights, biases, OuterWeights.LIKE_HIDDEN, false),
                true,
                skip);
    }

    /** B20, Eq. 6, as printed but for the factor that its derivative's expectation carries in the text. */
    private static double equation6(int hiddenLayers, double angle) {
        double sigma = Math.cos(angle);
        double theta = sigma;
        for (int h = 0; h < hiddenLayers; h++) {
            double rho = Math.max(-1, Math.min(1, sigma));
            double derivative = (Math.PI - Math.acos(rho)) / Math.PI;
            sigma = (rho * (Math.PI - Math.acos(rho)) + Math.sqrt(1 - rho * rho)) / Math.PI;
            theta = theta * derivative + sigma;
        }
        return theta;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 50})
    void ofTheDeepNetworkIsEquation6(int hiddenLayers) {
        AnalyticKernel kernel = AnalyticKernel.of(deep(2, hiddenLayers, 7));

        assertThat(kernel.onSphere(0)).isEqualTo(hiddenLayers + 1, within(1e-13 * (hiddenLayers + 1)));
        for (double angle = 0.05; angle < Math.PI; angle += 0.1) {
            // The naive recursion loses digits in its arc cosines.
            assertThat(kernel.onSphere(angle)).isEqualTo(equation6(hiddenLayers, angle), within(1e-11));
        }
    }

    @Test
    void keepsItsDigitsWhereACosineHasLostTheAngle() {
        AnalyticKernel shallow = AnalyticKernel.of(GramTest.shallow(BiasMode.HIDDEN, 0.5));
        AnalyticKernel deep = AnalyticKernel.of(deep(2, 2, 7));
        for (double angle : new double[] {1e-12, 1e-9, 1e-6, 1e-4}) {
            double exact = 2 * Math.pow(Math.cos(angle / 2), 2) * (Math.PI - angle) / (4 * Math.PI);
            assertThat(shallow.onSphere(angle)).isEqualTo(exact, within(2e-16));
            // Theta^L(angle) = (L + 1) (1 - L angle / (2 pi) + O(angle^2)): d Theta^L = (1 + ... + L) / pi.
            assertThat((deep.onSphere(0) - deep.onSphere(angle)) / angle)
                    .isEqualTo(3 / Math.PI, within(1e-15 / angle + 3 * angle));
        }
        AnalyticKernel noBias = AnalyticKernel.of(GramTest.shallow(BiasMode.NONE, 1));
        for (double rest : new double[] {0, 1e-12, 1e-9, 1e-6}) {
            double left = Math.PI - (Math.PI - rest);
            assertThat(noBias.onSphere(Math.PI - rest)).isEqualTo(-left / (2 * Math.PI), within(1e-16));
        }
    }

    @Test
    void onSphereRowsAndGramAreOneFunction() {
        MlpSpec spec =
                network(2, 3, 32, Parameterization.NTK, BiasMode.ALL, new Normal(0.8), new NormalBias(0.3), false);
        AnalyticKernel kernel = AnalyticKernel.of(spec);
        int n = 7;
        double[] x = new double[2 * n];
        for (int i = 0; i < n; i++) {
            x[2 * i] = Math.cos(0.4 * i);
            x[2 * i + 1] = Math.sin(0.4 * i);
        }

        double[] gram = kernel.gram(x, n);

        double[] rows = new double[3 * n];
        kernel.rows(x, n, 2, 5, rows);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertThat(gram[i * n + j]).isEqualTo(gram[j * n + i]);
                assertThat(gram[i * n + j]).isEqualTo(kernel.onSphere(0.4 * Math.abs(i - j)), within(1e-14));
                if (i >= 2 && i < 5) {
                    assertThat(rows[(i - 2) * n + j]).isEqualTo(gram[i * n + j]);
                }
            }
        }
    }

    /** |K_hat - K| / |K| in the spectral norm. */
    private static double relativeError(MlpSpec spec, double[] x, int n, double[] exact, double norm, int seed) {
        double[] drawn = EmpiricalKernel.gram(Mlp.initialized(spec, Precision.FLOAT64, new Well19937c(seed)), x, n);
        double[] square = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    square[i * n + j] += (drawn[i * n + k] - exact[i * n + k]) * (drawn[k * n + j] - exact[k * n + j]);
                }
            }
        }
        return Math.sqrt(SymmetricEigen.largest(square, n)) / norm;
    }

    private static double meanError(MlpSpec spec, int draws) {
        int n = 64;
        double[] x = new double[2 * n];
        for (int i = 0; i < n; i++) {
            x[2 * i] = Math.cos(2 * Math.PI * i / n);
            x[2 * i + 1] = Math.sin(2 * Math.PI * i / n);
        }
        double[] exact = AnalyticKernel.of(spec).gram(x, n);
        double norm = SymmetricEigen.largest(exact, n);
        double sum = 0;
        for (int seed = 0; seed < draws; seed++) {
            sum += relativeError(spec, x, n, exact, norm, seed);
        }
        return sum / draws;
    }

    /** Independent computation: .067, .035, .0163 at m = 256, 1024, 4096, which is 1.07 / sqrt m; 10 %, and the slope to .05. */
    @Test
    void networksOfOneHiddenLayerTendToItLikeOneOverTheRootOfTheWidth() {
        int[] widths = {256, 1024, 4096};
        double[] expected = {0.067, 0.035, 0.0163};
        SimpleRegression slope = new SimpleRegression();
        for (int i = 0; i < widths.length; i++) {
            MlpSpec spec = GramTest.network(
                    2,
                    widths[i],
                    Parameterization.NTK,
                    1,
                    BiasMode.HIDDEN,
                    new Normal(1),
                    new ZeroBias(),
                    OuterWeights.RADEMACHER,
                    false);
            double error = meanError(spec, 200);
            assertThat(error).as("m = %d", widths[i]).isEqualTo(expected[i], within(0.1 * expected[i]));
            slope.addData(Math.log(widths[i]), Math.log(error));
        }
        assertThat(slope.getSlope()).isEqualTo(-0.51, within(0.05));
    }

    /** Independent computation: .38, .22, .11 at m = 64, 256, 1024 with three hidden layers; 20 %. */
    @Tag("slow")
    @Test
    void deepNetworksTendToItToo() {
        int[] widths = {64, 256, 1024};
        double[] expected = {0.38, 0.22, 0.11};
        for (int i = 0; i < widths.length; i++) {
            assertThat(meanError(deep(2, 3, widths[i]), 40))
                    .as("m = %d", widths[i])
                    .isEqualTo(expected[i], within(0.2 * expected[i]));
        }
    }

    /** The mean over draws approaches it at every architecture: 1 to 4 % at a width of 512 and 24 draws, most of it chance. */
    @ParameterizedTest
    @CsvSource({
        "NTK, NONE, 2, false",
        "NTK, HIDDEN, 2, false",
        "NTK, ALL, 3, false",
        "STANDARD, NONE, 2, false",
        "STANDARD, ALL, 3, false",
        "NTK, ALL, 2, true",
        "NTK, NONE, 4, true",
        "STANDARD, HIDDEN, 3, true"
    })
    void isTheMeanOfWideNetworks(Parameterization parameterization, BiasMode bias, int hiddenLayers, boolean skip) {
        int n = 8;
        double[] x = EmpiricalKernelTest.gaussian(3 * n, new Well19937c(1));
        WeightInit weights = parameterization == Parameterization.NTK ? new Normal(0.7) : new He(0);
        double[] off = new double[2];
        for (int i = 0; i < 2; i++) {
            int width = i == 0 ? 32 : 512;
            MlpSpec spec = network(3, hiddenLayers, width, parameterization, bias, weights, new NormalBias(0.3), skip);
            double[] exact = AnalyticKernel.of(spec).gram(x, n);
            double[] mean = new double[n * n];
            int draws = 24;
            for (int seed = 0; seed < draws; seed++) {
                double[] drawn =
                        EmpiricalKernel.gram(Mlp.initialized(spec, Precision.FLOAT64, new Well19937c(seed)), x, n);
                for (int e = 0; e < mean.length; e++) {
                    mean[e] += drawn[e] / draws;
                }
            }
            double squares = 0;
            double norm = 0;
            for (int e = 0; e < mean.length; e++) {
                squares += (mean[e] - exact[e]) * (mean[e] - exact[e]);
                norm += exact[e] * exact[e];
            }
            off[i] = Math.sqrt(squares / norm);
        }
        assertThat(off[1]).isLessThan(0.045);
        assertThat(off[1]).isLessThan(off[0] + 0.01);
    }

    /** Encoded points have other norms than 1, and are no sphere for Fourier features with the input included. */
    @Test
    void holdsForEncodedInputs() {
        InputEncoding[] encodings = {
            new Positional(3, true, true), new GaussianFourier(1.5, 8), new Positional(2, false, false)
        };
        int n = 9;
        double[] points = new double[n];
        for (int i = 0; i < n; i++) {
            points[i] = -1 + 2.0 * i / n;
        }
        for (InputEncoding encoding : encodings) {
            double[] x = encoding.bind(1, new Well19937c(2)).encode(points, n);
            MlpSpec spec = network(
                    x.length / n,
                    1,
                    8192,
                    Parameterization.NTK,
                    BiasMode.ALL,
                    new Normal(1),
                    new NormalBias(0.5),
                    false);
            double[] exact = AnalyticKernel.of(spec).gram(x, n);
            double[] drawn = EmpiricalKernel.gram(Mlp.initialized(spec, Precision.FLOAT64, new Well19937c(4)), x, n);
            double squares = 0;
            double norm = 0;
            for (int e = 0; e < exact.length; e++) {
                squares += (drawn[e] - exact[e]) * (drawn[e] - exact[e]);
                norm += exact[e] * exact[e];
            }
            assertThat(Math.sqrt(squares / norm)).as("%s", encoding).isLessThan(0.03);
        }
    }

    @Test
    void skipConnectionsChangeIt() {
        MlpSpec plain = deep(3, 3, 16);
        MlpSpec skipping = network(3, 3, 16, Parameterization.NTK, BiasMode.NONE, new Normal(1), new ZeroBias(), true);

        assertThat(AnalyticKernel.of(skipping).onSphere(1))
                .isGreaterThan(2 * AnalyticKernel.of(plain).onSphere(1));
    }

    @Test
    void refusesWhatHasNoClosedFormAndNamesTheField() {
        MlpSpec uniform =
                network(2, 2, 8, Parameterization.STANDARD, BiasMode.NONE, new UniformFanIn(), new ZeroBias(), false);
        MlpSpec uniformBias =
                network(2, 2, 8, Parameterization.STANDARD, BiasMode.HIDDEN, new He(0), new UniformFanInBias(), false);
        MlpSpec unusedBias =
                network(2, 2, 8, Parameterization.STANDARD, BiasMode.NONE, new He(0), new UniformFanInBias(), false);

        assertThat(Objects.requireNonNull(AnalyticKernel.obstacle(uniform))).contains("initialization.weights");
        assertThat(Objects.requireNonNull(AnalyticKernel.obstacle(uniformBias))).contains("initialization.bias");
        assertThat(AnalyticKernel.obstacle(unusedBias)).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnalyticKernel.of(uniform))
                .withMessageContaining("uniform-fan-in");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnalyticKernel.of(unusedBias).onSphere(4))
                .withMessage("angle must be in [0, pi] but was 4.0");
    }
}
