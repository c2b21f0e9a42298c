package org.spectralsweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hipparchus.random.Well19937c;
import org.hipparchus.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spectralsweep.Deadline;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.SymmetricEigen;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Gradients;
import org.spectralsweep.nn.He;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.NormalBias;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.UniformFanIn;
import org.spectralsweep.nn.UniformFanInBias;
import org.spectralsweep.nn.ZeroBias;

class KernelsTest {
    private static final MlpSpec DEEP = new MlpSpec(
            2,
            List.of(32, 32),
            1,
            Parameterization.STANDARD,
            2,
            BiasMode.ALL,
            new Initialization(new UniformFanIn(), new UniformFanInBias(), OuterWeights.LIKE_HIDDEN, false),
            true);

    @ParameterizedTest
    @EnumSource(Parameterization.class)
    void aWideNetworksOwnKernelIsTheClosedForm(Parameterization parameterization) {
        MlpSpec spec = new MlpSpec(
                2,
                List.of(8192),
                1,
                parameterization,
                2,
                BiasMode.ALL,
                new Initialization(new He(0), new NormalBias(0.5), OuterWeights.LIKE_HIDDEN, false),
                true);
        Mlp network = Mlp.initialized(spec, Precision.FLOAT64, new Well19937c(1));
        int n = 64;
        double[] x = circle(n);

        LargestEigenvalue closed = largestEigenvalue(network, x, n);
        double empirical = SymmetricEigen.largest(EmpiricalTangentKernel.gram(network, x, n), n);

        assertThat(closed.source()).isEqualTo("closed-form kernel");
        assertThat(closed.value())
                .isEqualTo(SymmetricEigen.largest(AnalyticKernel.of(spec).gram(x, n), n));
        assertThat(empirical / closed.value()).isEqualTo(1, within(0.05));
    }

    @Test
    void drawnKernelsApproachTheClosedForm() {
        int n = 64;
        double[] x = circle(n);
        int[] widths = {256, 1024, 4096};
        double[] expected = {0.067, 0.035, 0.0163};
        int draws = 400;
        SimpleRegression line = new SimpleRegression();
        for (int k = 0; k < widths.length; k++) {
            MlpSpec spec = AnalyticKernelTest.network(
                    2,
                    widths[k],
                    Parameterization.NTK,
                    1,
                    BiasMode.HIDDEN,
                    new Normal(1),
                    new ZeroBias(),
                    OuterWeights.RADEMACHER,
                    false);
            double[] gram = AnalyticKernel.of(spec).gram(x, n);
            double norm = SymmetricEigen.largest(gram, n);
            Well19937c random = new Well19937c(widths[k]);
            double sum = 0;
            for (int draw = 0; draw < draws; draw++) {
                Mlp network = Mlp.initialized(spec, Precision.FLOAT64, random);
                sum += spectralNorm(EmpiricalTangentKernel.gram(network, x, n), gram, n) / norm;
            }
            assertThat(sum / draws).as("width %d", widths[k]).isEqualTo(expected[k], within(0.1 * expected[k]));
            line.addData(Math.log(widths[k]), Math.log(sum / draws));
        }
        assertThat(line.getSlope()).isEqualTo(-0.51, within(0.05));
    }

    static double spectralNorm(double[] a, double[] b, int n) {
        double[] difference = new double[n * n];
        double[] opposite = new double[n * n];
        for (int e = 0; e < difference.length; e++) {
            difference[e] = a[e] - b[e];
            opposite[e] = b[e] - a[e];
        }
        return Math.max(SymmetricEigen.largest(difference, n), SymmetricEigen.largest(opposite, n));
    }

    @Test
    void aDeepNetworkHasTheEigenvalueOfItsOwnGradients() {
        int n = 17;
        double[] x = circle(n);
        Mlp network = Mlp.initialized(DEEP, Precision.FLOAT64, new Well19937c(2));
        double[] outputs = network.outputs(x, n);
        double[] kernel = new double[n * n];
        double[][] gradient = new double[n][];
        for (int i = 0; i < n; i++) {
            // The residual of sample i is 1 and all others are 0, so the gradient of 1/2 sum r^2 is that of f(x_i).
            double[] y = outputs.clone();
            y[i] -= 1;
            gradient[i] = Gradients.of(network, x, y, n, Loss.HALF_SUM);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int e = 0; e < gradient[i].length; e++) {
                    kernel[i * n + j] += gradient[i][e] * gradient[j][e];
                }
            }
        }

        LargestEigenvalue largest = largestEigenvalue(network, x, n);

        assertThat(largest.source()).isEqualTo("empirical kernel");
        assertThat(largest.value()).isEqualTo(SymmetricEigen.largest(kernel, n), within(1e-9 * largest.value()));
    }

    @Test
    void manySamplesAreEstimatedFromPartOfThem() {
        Mlp network = Mlp.initialized(DEEP, Precision.FLOAT32, new Well19937c(3));
        double[] x = circle(6000);
        double[] half = circle(3000);

        LargestEigenvalue estimate = largestEigenvalue(network, x, 6000);
        LargestEigenvalue part = largestEigenvalue(network, half, 3000);

        assertThat(estimate.source()).isEqualTo("empirical kernel, estimated on 3000 of 6000 samples");
        assertThat(part.source()).isEqualTo("empirical kernel");
        assertThat(estimate.value()).isEqualTo(2 * part.value(), within(1e-9 * estimate.value()));
    }

    @Test
    void refusesSamplesOfAnotherWidth() {
        Mlp network = Mlp.initialized(DEEP, Precision.FLOAT64, new Well19937c(3));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> largestEigenvalue(network, new double[9], 3))
                .withMessage("x must hold 3 x 2 values but had 9");
    }

    private static double[] circle(int n) {
        double[] x = new double[2 * n];
        for (int i = 0; i < n; i++) {
            x[2 * i] = StrictMath.cos(2 * Math.PI * i / n);
            x[2 * i + 1] = StrictMath.sin(2 * Math.PI * i / n);
        }
        return x;
    }

    private static LargestEigenvalue largestEigenvalue(Mlp network, double[] x, int n) {
        return SampleKernel.of(network.spec(), () -> network, x, n).largestEigenvalue(Deadline.NONE);
    }
}
