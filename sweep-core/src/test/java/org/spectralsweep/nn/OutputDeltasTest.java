package org.spectralsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Derivatives of single samples' losses by the sums of the output layer, against central differences. */
class OutputDeltasTest {
    private static final int N = 5;
    private static final double STEP = 1e-6;

    private static MlpSpec linear(int outputs) {
        return Networks.spec(2, List.of(3), outputs, Parameterization.NTK, BiasMode.ALL, true);
    }

    /** The sample's own loss if its output layer sums to z. */
    private interface SampleLoss {
        double of(double[] z, double[] y);
    }

    private static void compare(MlpSpec spec, Loss loss, double[] y, SampleLoss plain) {
        int c = spec.outputs();
        double[] z = Networks.gaussian(N * c, 4);
        double[] f = z.clone();
        spec.output().apply(f, 0, f.length);
        double[] deltas = OutputDeltas.of(spec, loss, f, y, N);
        assertThat(deltas).hasSize(N * c);
        for (int i = 0; i < N; i++) {
            double[] sums = Arrays.copyOfRange(z, i * c, (i + 1) * c);
            double[] target = Arrays.copyOfRange(y, i * c, (i + 1) * c);
            for (int o = 0; o < c; o++) {
                double value = sums[o];
                sums[o] = value + STEP;
                double above = plain.of(sums, target);
                sums[o] = value - STEP;
                double below = plain.of(sums, target);
                sums[o] = value;
                assertThat(deltas[i * c + o]).isCloseTo((above - below) / (2 * STEP), offset(1e-8));
            }
        }
    }

    @Test
    void matchTheMeanSquareOfASamplesOutputs() {
        for (int outputs : new int[] {1, 3}) {
            double[] y = Networks.gaussian(N * outputs, 5);
            for (Loss loss : List.of(Loss.HALF_SUM, Loss.HALF_MEAN, Loss.MEAN_SQUARE)) {
                compare(linear(outputs), loss, y, (z, target) -> meanSquare(z, target));
                compare(Networks.sigmoid(linear(outputs)), loss, y, (z, target) -> {
                    double[] f = z.clone();
                    for (int o = 0; o < f.length; o++) {
                        f[o] = 0.5 + 0.5 * Math.tanh(z[o] / 2);
                    }
                    return meanSquare(f, target);
                });
            }
        }
    }

    @Test
    void matchTheLogarithmOfTheLabelsProbability() {
        for (int outputs : new int[] {2, 10}) {
            double[] y = Networks.oneHot(N, outputs, 5);
            compare(linear(outputs), Loss.CROSS_ENTROPY, y, (f, target) -> {
                double all = 0;
                double label = 0;
                for (int o = 0; o < f.length; o++) {
                    all += Math.exp(f[o]);
                    label += target[o] * Math.exp(f[o]);
                }
                return -Math.log(label / all);
            });
        }
    }

    @Test
    void areFiniteForLargeOutputs() {
        double[] f = {1000, -1000, -1000, 1000};
        double[] deltas = OutputDeltas.of(linear(2), Loss.CROSS_ENTROPY, f, new double[] {1, 0, 1, 0}, 2);
        assertThat(deltas).containsExactly(0, 0, -1, 1);
    }

    private static double meanSquare(double[] f, double[] y) {
        double sum = 0;
        for (int o = 0; o < f.length; o++) {
            sum += (f[o] - y[o]) * (f[o] - y[o]);
        }
        return sum / f.length;
    }
}
