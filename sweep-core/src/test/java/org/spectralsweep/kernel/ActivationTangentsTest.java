package org.spectralsweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.Activation;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Gradients;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.NormalBias;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.OutputFunction;
import org.spectralsweep.nn.Parameterization;

/** Kernels of actual networks of other activations than ReLU. */
class ActivationTangentsTest {
    private static MlpSpec network(List<Integer> widths, Activation activation, boolean skip) {
        return new MlpSpec(
                2,
                widths,
                1,
                Parameterization.NTK,
                DualActivation.cSigma(activation),
                BiasMode.ALL,
                new Initialization(new Normal(0.8), new NormalBias(0.3), OuterWeights.LIKE_HIDDEN, false),
                true,
                skip,
                OutputFunction.LINEAR,
                activation);
    }

    /** For one sample and the loss f^2 / 2 - f y, the gradient at y = f - 1 is that of f. */
    @ParameterizedTest
    @MethodSource("org.spectralsweep.kernel.ActivationKernelTest#activations")
    void areProductsOfGradients(Activation activation) {
        int n = 5;
        double[] x = samples(n);
        for (MlpSpec spec : List.of(
                network(List.of(9), activation, false),
                network(List.of(9, 5), activation, false),
                network(List.of(7, 7, 7), activation, true))) {
            Mlp network = Mlp.initialized(spec, Precision.FLOAT64, new Well19937c(2));
            double[] outputs = network.outputs(x, n);
            double[][] gradients = new double[n][];
            for (int i = 0; i < n; i++) {
                double[] point = {x[2 * i], x[2 * i + 1]};
                gradients[i] = Gradients.of(network, point, new double[] {outputs[i] - 1}, 1, Loss.HALF_SUM);
            }

            double[] gram = EmpiricalTangentKernel.gram(network, x, n);

            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double product = 0;
                    for (int p = 0; p < gradients[i].length; p++) {
                        product += gradients[i][p] * gradients[j][p];
                    }
                    assertThat(gram[i * n + j]).isEqualTo(product, within(1e-11 * (1 + Math.abs(product))));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.spectralsweep.kernel.ActivationKernelTest#activations")
    void approachTheKernelOfInfiniteWidth(Activation activation) {
        int n = 6;
        double[] x = samples(n);
        MlpSpec spec = network(List.of(1024, 1024), activation, false);
        double[] gram = AnalyticKernel.of(spec).gram(x, n);
        double[] mean = new double[n * n];
        RandomGenerator random = new Well19937c(4);
        int draws = 12;
        for (int draw = 0; draw < draws; draw++) {
            double[] drawn = EmpiricalTangentKernel.gram(Mlp.initialized(spec, Precision.FLOAT64, random), x, n);
            for (int e = 0; e < mean.length; e++) {
                mean[e] += drawn[e] / draws;
            }
        }
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, gram[i * n + i]);
        }
        for (int e = 0; e < gram.length; e++) {
            assertThat(mean[e]).isEqualTo(gram[e], within(0.06 * largest));
        }
    }

    private static double[] samples(int n) {
        double[] x = new double[2 * n];
        for (int i = 0; i < n; i++) {
            double norm = i % 2 == 0 ? 1 : 0.7;
            x[2 * i] = norm * Math.cos(i);
            x[2 * i + 1] = norm * Math.sin(i);
        }
        return x;
    }
}
