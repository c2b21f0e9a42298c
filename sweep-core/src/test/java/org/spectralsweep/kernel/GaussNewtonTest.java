package org.spectralsweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.SymmetricEigen;
import org.spectralsweep.nn.Activation;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Gradients;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Networks;

/** Products without the matrix against the matrix, and both against differences of gradients. */
class GaussNewtonTest {
    private static Mlp network(
            int inputs, int width, int layers, int outputs, BiasMode bias, boolean outer, boolean skip) {
        return Mlp.initialized(
                EmpiricalTangentKernelTest.spec(inputs, Collections.nCopies(layers, width), outputs, bias, outer, skip),
                Precision.FLOAT64,
                new Well19937c(7));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 17, 1, 1, ALL, true, false",
        "2, 17, 1, 3, HIDDEN, true, false",
        "7, 17, 1, 2, NONE, false, false",
        "6, 13, 2, 3, HIDDEN, true, false",
        "2, 9, 3, 3, NONE, false, false",
        "2, 9, 2, 1, ALL, true, true",
        "3, 9, 4, 1, HIDDEN, false, true",
        "2, 9, 3, 3, ALL, true, true"
    })
    void productsAreThoseOfTheMatrix(
            int inputs, int width, int layers, int outputs, BiasMode bias, boolean outer, boolean skip) {
        requireProductsOfTheMatrix(network(inputs, width, layers, outputs, bias, outer, skip));
    }

    @ParameterizedTest
    @MethodSource("org.spectralsweep.kernel.ActivationKernelTest#activations")
    void slopesAreThoseOfTheActivation(Activation activation) {
        MlpSpec spec = EmpiricalTangentKernelTest.spec(3, List.of(9, 9, 9), 2, BiasMode.ALL, true, true)
                .withActivation(activation);
        requireProductsOfTheMatrix(Mlp.initialized(spec, Precision.FLOAT64, new Well19937c(7)));
    }

    private static void requireProductsOfTheMatrix(Mlp network) {
        int n = 7;
        int inputs = network.spec().inputs();
        int outputs = network.spec().outputs();
        double[] x = Networks.gaussian(n * inputs, 3);
        double[] kernel = EmpiricalTangentKernel.gram(network, x, n);
        TangentOperator operator = new TangentOperator(network, x, n);
        int order = n * outputs;
        assertThat(operator.order()).isEqualTo(order);

        // Twice, so that nothing is left over from the first product.
        for (long seed = 1; seed <= 2; seed++) {
            double[] v = Networks.gaussian(order, seed);
            double[] product = new double[order];
            operator.apply(v, product);
            for (int i = 0; i < order; i++) {
                double expected = 0;
                double scale = 0;
                for (int j = 0; j < order; j++) {
                    expected += kernel[i * order + j] * v[j];
                    scale += Math.abs(kernel[i * order + j] * v[j]);
                }
                assertThat(product[i]).isEqualTo(expected, within(1e-12 * scale));
            }
        }
    }

    @Test
    void blocksOfSamplesAddUp() {
        // 2^22 doubles hold 699 samples of this network.
        int n = 1500;
        Mlp network = network(2, 2000, 1, 1, BiasMode.ALL, true, false);
        double[] x = Networks.gaussian(2 * n, 3);
        double[] outputs = network.outputs(x, n);

        double direct = GaussNewton.direct(network, x, n, outputs, Loss.HALF_MEAN);

        assertThat(GaussNewton.iterative(network, x, n, outputs, Loss.HALF_MEAN))
                .isEqualTo(direct, within(1e-7 * direct));
        assertThat(GaussNewton.largest(network, x, n, outputs, Loss.HALF_MEAN))
                .isEqualTo(GaussNewton.iterative(network, x, n, outputs, Loss.HALF_MEAN));
    }

    /** Where outputs equal targets the rest of the Hessian is zero. */
    @ParameterizedTest
    @EnumSource(Loss.class)
    void isTheHessianWhereNothingIsLeft(Loss loss) {
        int n = 6;
        int outputs = 3;
        Mlp network = network(2, 7, 2, outputs, BiasMode.ALL, true, false);
        double[] x = Networks.gaussian(2 * n, 3);
        double[] f = network.outputs(x, n);
        double hessian = largestOfHessian(network, x, loss.isSquared() ? f : softmax(f, outputs), n, loss);

        assertThat(GaussNewton.direct(network, x, n, f, loss)).isEqualTo(hessian, within(1e-6 * hessian));
        assertThat(GaussNewton.iterative(network, x, n, f, loss)).isEqualTo(hessian, within(1e-6 * hessian));
    }

    @Test
    void sigmoidOutputsHaveTheirSlopes() {
        int n = 6;
        MlpSpec spec =
                Networks.sigmoid(network(2, 7, 2, 2, BiasMode.ALL, true, false).spec());
        Mlp network = Mlp.initialized(spec, Precision.FLOAT64, new Well19937c(7));
        double[] x = Networks.gaussian(2 * n, 3);
        double[] f = network.outputs(x, n);
        double hessian = largestOfHessian(network, x, f, n, Loss.MEAN_SQUARE);

        assertThat(GaussNewton.direct(network, x, n, f, Loss.MEAN_SQUARE)).isEqualTo(hessian, within(1e-6 * hessian));
        assertThat(GaussNewton.iterative(network, x, n, f, Loss.MEAN_SQUARE))
                .isEqualTo(hessian, within(1e-6 * hessian));
    }

    @Test
    void givesNaNForANetworkThatIsNotFinite() {
        Mlp network = network(2, 5, 2, 1, BiasMode.ALL, true, false);
        network.values().set(3, Double.NaN);
        double[] x = Networks.gaussian(6, 3);
        double[] f = {0, 0, 0};

        assertThat(GaussNewton.direct(network, x, 3, f, Loss.HALF_SUM)).isNaN();
        assertThat(GaussNewton.iterative(network, x, 3, f, Loss.HALF_SUM)).isNaN();
    }

    @Test
    void aFloat32NetworkIsTakenAtItsRoundedWeights() {
        MlpSpec spec = EmpiricalTangentKernelTest.spec(2, List.of(16, 16), 1, BiasMode.ALL, true, false);
        Mlp narrow = Mlp.initialized(spec, Precision.FLOAT32, new Well19937c(7));
        double[] x = Networks.gaussian(20, 3);
        double[] f = narrow.outputs(x, 10);

        double direct = GaussNewton.direct(narrow, x, 10, f, Loss.HALF_SUM);

        assertThat(GaussNewton.iterative(narrow, x, 10, f, Loss.HALF_SUM)).isEqualTo(direct, within(1e-9 * direct));
    }

    private static double[] softmax(double[] f, int columns) {
        double[] p = new double[f.length];
        for (int at = 0; at < f.length; at += columns) {
            double sum = 0;
            for (int o = at; o < at + columns; o++) {
                p[o] = Math.exp(f[o]);
                sum += p[o];
            }
            for (int o = at; o < at + columns; o++) {
                p[o] /= sum;
            }
        }
        return p;
    }

    /** By central differences of the gradient. */
    private static double largestOfHessian(Mlp network, double[] x, double[] y, int n, Loss loss) {
        int count = network.trained();
        double h = 1e-6;
        double[] hessian = new double[count * count];
        for (int e = 0; e < count; e++) {
            double value = network.values().get(e);
            network.values().set(e, value + h);
            double[] above = Gradients.of(network, x, y, n, loss);
            network.values().set(e, value - h);
            double[] below = Gradients.of(network, x, y, n, loss);
            network.values().set(e, value);
            for (int i = 0; i < count; i++) {
                hessian[e * count + i] += (above[i] - below[i]) / (4 * h);
                hessian[i * count + e] += (above[i] - below[i]) / (4 * h);
            }
        }
        return SymmetricEigen.largest(hessian, count);
    }
}
