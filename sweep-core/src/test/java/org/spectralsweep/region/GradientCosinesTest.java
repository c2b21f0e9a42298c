package org.spectralsweep.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.kernel.EmpiricalTangentKernel;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Gradients;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Networks;
import org.spectralsweep.nn.Parameterization;

class GradientCosinesTest {
    private static final int SAMPLES = 37;

    private static Mlp network(MlpSpec spec, Precision precision) {
        return Mlp.initialized(spec, precision, new Well19937c(3));
    }

    /** Every sample with the next one, and with itself. */
    private static SamplePairs pairs() {
        int[] left = new int[2 * SAMPLES];
        int[] right = new int[2 * SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            left[2 * i] = i;
            right[2 * i] = (i + 1) % SAMPLES;
            left[2 * i + 1] = i;
            right[2 * i + 1] = i;
        }
        return new SamplePairs(left, right);
    }

    /**
     * Narrow and wide first layers, one and several outputs, biases everywhere, nowhere and only in hidden layers, skip
     * connections.
     */
    @ParameterizedTest
    @CsvSource({
        "1, 1, ALL, STANDARD, true, false",
        "2, 3, ALL, STANDARD, true, false",
        "2, 1, HIDDEN, NTK, true, false",
        "9, 3, NONE, NTK, true, false",
        "9, 1, ALL, STANDARD, false, false",
        "4, 2, ALL, STANDARD, true, true",
        "8, 1, HIDDEN, NTK, true, true"
    })
    void isTheCosineOfTheGradientsThemselves(
            int inputs,
            int outputs,
            BiasMode bias,
            Parameterization parameterization,
            boolean trainOuter,
            boolean skip) {
        MlpSpec plain = Networks.spec(inputs, List.of(13, 13, 13), outputs, parameterization, bias, trainOuter);
        Mlp network = network(skip ? Networks.residual(plain) : plain, Precision.FLOAT64);
        double[] x = Networks.gaussian(SAMPLES * inputs, 1);
        double[] y = Networks.gaussian(SAMPLES * outputs, 2);
        SamplePairs pairs = pairs();

        double[] cosines = GradientCosines.cosines(network, Loss.MEAN_SQUARE, x, y, pairs);

        for (int pair = 0; pair < pairs.count(); pair++) {
            double[] left = gradient(network, x, y, pairs.left()[pair]);
            double[] right = gradient(network, x, y, pairs.right()[pair]);
            double expected = dot(left, right) / Math.sqrt(dot(left, left) * dot(right, right));
            assertThat(cosines[pair]).as("pair %d", pair).isCloseTo(expected, within(1e-12));
        }
    }

    private static double[] gradient(Mlp network, double[] x, double[] y, int sample) {
        int inputs = network.spec().inputs();
        int outputs = network.spec().outputs();
        double[] point = java.util.Arrays.copyOfRange(x, sample * inputs, (sample + 1) * inputs);
        double[] target = java.util.Arrays.copyOfRange(y, sample * outputs, (sample + 1) * outputs);
        return Gradients.of(network, point, target, 1, Loss.MEAN_SQUARE);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /**
     * LL23's confusion against B20's kernel: the magnitude is the normalised kernel, the sign that of the residuals'
     * product.
     */
    @ParameterizedTest
    @ValueSource(strings = {"FLOAT32", "FLOAT64"})
    void isTheNormalisedTangentKernelUpToSign(Precision precision) {
        MlpSpec spec = Networks.spec(2, List.of(64, 64, 64, 64), 1, Parameterization.STANDARD, BiasMode.ALL, true);
        Mlp network = network(spec, precision);
        double[] x = Networks.gaussian(SAMPLES * 2, 5);
        double[] y = Networks.gaussian(SAMPLES, 6);
        SamplePairs pairs = pairs();
        double[] kernel = EmpiricalTangentKernel.gram(network, x, SAMPLES);
        double[] f = network.outputs(x, SAMPLES);

        double[] cosines = GradientCosines.cosines(network, Loss.MEAN_SQUARE, x, y, pairs);

        for (int pair = 0; pair < pairs.count(); pair++) {
            int i = pairs.left()[pair];
            int j = pairs.right()[pair];
            double normalised = kernel[i * SAMPLES + j] / Math.sqrt(kernel[i * SAMPLES + i] * kernel[j * SAMPLES + j]);
            double sign = Math.signum((f[i] - y[i]) * (f[j] - y[j]));
            assertThat(cosines[pair]).isCloseTo(sign * normalised, within(1e-5));
        }
    }

    /** Blocks of samples end inside the list of pairs. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 511, 512, 513, 5000})
    void doesNotDependOnHowManyPairsThereAre(int count) {
        MlpSpec spec = Networks.spec(2, List.of(16, 16), 1, Parameterization.STANDARD, BiasMode.ALL, true);
        Mlp network = network(spec, Precision.FLOAT64);
        double[] x = Networks.gaussian(SAMPLES * 2, 5);
        double[] y = Networks.gaussian(SAMPLES, 6);
        int[] left = new int[count];
        int[] right = new int[count];
        for (int pair = 0; pair < count; pair++) {
            left[pair] = pair % SAMPLES;
            right[pair] = pair * 7 % SAMPLES;
        }

        double[] together = GradientCosines.cosines(network, Loss.MEAN_SQUARE, x, y, new SamplePairs(left, right));

        for (int pair = 0; pair < count; pair += 97) {
            double[] alone = GradientCosines.cosines(
                    network, Loss.MEAN_SQUARE, x, y, new SamplePairs(new int[] {left[pair]}, new int[] {right[pair]}));
            assertThat(together[pair]).isCloseTo(alone[0], within(1e-12));
        }
    }

    @org.junit.jupiter.api.Test
    void isNaNForASampleWithoutAResidual() {
        MlpSpec spec = Networks.spec(2, List.of(16), 1, Parameterization.STANDARD, BiasMode.ALL, true);
        Mlp network = network(spec, Precision.FLOAT64);
        double[] x = Networks.gaussian(4, 5);
        double[] learned = network.outputs(x, 2);

        assertThat(GradientCosines.cosines(
                        network, Loss.MEAN_SQUARE, x, learned, new SamplePairs(new int[] {0}, new int[] {1})))
                .containsExactly(Double.NaN);
    }
}
