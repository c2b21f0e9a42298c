package org.spectralsweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spectralsweep.kernel.EmpiricalKernel.Layers;

class EmpiricalKernelTest {
    @ParameterizedTest
    @CsvSource({"1,true,true", "1,false,true", "1,true,false", "3,true,true", "3,false,false"})
    void isTheProductOfFiniteDifferenceJacobians(int outputs, boolean trainOuter, boolean biased) {
        assertIsTheProductOfJacobians(layers(List.of(2, 7, 17, outputs), biased, trainOuter, false), outputs);
    }

    @ParameterizedTest
    @CsvSource({"1,true,true", "3,true,true", "2,false,false"})
    void soItIsWithSkipConnections(int outputs, boolean trainOuter, boolean biased) {
        assertIsTheProductOfJacobians(layers(List.of(2, 9, 9, 9, outputs), biased, trainOuter, true), outputs);
    }

    private static void assertIsTheProductOfJacobians(Layers layers, int outputs) {
        int n = 5;
        double[] x = gaussian(n * 2, new Well19937c(3));

        double[] kernel = EmpiricalKernel.gram(layers, x, n);

        List<double[]> jacobian = jacobianColumns(layers, x, n);
        int rows = n * outputs;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < rows; j++) {
                double expected = 0;
                for (double[] column : jacobian) {
                    expected += column[i] * column[j];
                }
                assertThat(kernel[i * rows + j]).isEqualTo(expected, within(1e-7 * (1 + Math.abs(expected))));
                assertThat(kernel[i * rows + j]).isEqualTo(kernel[j * rows + i]);
            }
        }
    }

    @Test
    void unitsOfAWideLayerAreTakenInBlocksThatAddUp() {
        int n = 6;
        Layers wide = layers(List.of(2, 10_000, 2), true, true, false);
        double[] x = gaussian(n * 2, new Well19937c(5));
        double[] expected = new double[4 * n * n];
        for (int unit = 0; unit < 10_000; unit++) {
            double[] part = EmpiricalKernel.gram(wide.units(unit, unit + 1), x, n);
            for (int e = 0; e < part.length; e++) {
                expected[e] += part[e];
            }
        }

        assertThat(EmpiricalKernel.gram(wide, x, n)).containsExactly(expected, within(1e-6));
    }

    @Test
    void aUnitExactlyOnItsKinkCountsAsOff() {
        Layers layers = new Layers(
                1,
                List.of(new double[] {1}, new double[] {2}),
                List.of(new double[0], new double[0]),
                List.of(1.0, 1.0),
                false,
                false);

        assertThat(EmpiricalKernel.gram(layers, new double[] {0, 3}, 2)).containsExactly(0, 0, 0, 36);
    }

    static double[] gaussian(int count, RandomGenerator random) {
        double[] values = new double[count];
        for (int e = 0; e < count; e++) {
            values[e] = random.nextGaussian();
        }
        return values;
    }

    private static Layers layers(List<Integer> sizes, boolean biased, boolean trainOuter, boolean skip) {
        RandomGenerator random = new Well19937c(7);
        List<double[]> weights = new ArrayList<>();
        List<double[]> biases = new ArrayList<>();
        List<Double> multipliers = new ArrayList<>();
        for (int l = 0; l + 1 < sizes.size(); l++) {
            weights.add(gaussian(sizes.get(l) * sizes.get(l + 1), random));
            biases.add(gaussian(biased ? sizes.get(l + 1) : 0, random));
            multipliers.add(l == 0 ? 1.0 : Math.sqrt(2.0 / sizes.get(l)));
        }
        return new Layers(sizes.get(0), weights, biases, multipliers, trainOuter, skip);
    }

    /** For each trained parameter, the derivative of every output on every sample. */
    private static List<double[]> jacobianColumns(Layers layers, double[] x, int n) {
        List<double[]> columns = new ArrayList<>();
        int trained = layers.trainOuter() ? layers.count() : layers.count() - 1;
        for (int l = 0; l < trained; l++) {
            for (double[] parameters :
                    List.of(layers.weights().get(l), layers.biases().get(l))) {
                for (int e = 0; e < parameters.length; e++) {
                    double value = parameters[e];
                    double h = 1e-6;
                    parameters[e] = value + h;
                    double[] above = outputs(layers, x, n);
                    parameters[e] = value - h;
                    double[] below = outputs(layers, x, n);
                    parameters[e] = value;
                    double[] column = new double[above.length];
                    for (int i = 0; i < column.length; i++) {
                        column[i] = (above[i] - below[i]) / (2 * h);
                    }
                    columns.add(column);
                }
            }
        }
        return columns;
    }

    private static double[] outputs(Layers layers, double[] x, int n) {
        double[] all = new double[n * layers.outputs()];
        for (int i = 0; i < n; i++) {
            double[] h = java.util.Arrays.copyOfRange(x, i * layers.inputs(), (i + 1) * layers.inputs());
            for (int l = 0; l < layers.count(); l++) {
                double[] z = new double[layers.fanOut(l)];
                for (int r = 0; r < z.length; r++) {
                    for (int k = 0; k < h.length; k++) {
                        z[r] += layers.multiplier(l) * h[k] * layers.weights().get(l)[k * z.length + r];
                    }
                    z[r] += layers.hasBias(l) ? layers.biases().get(l)[r] : 0;
                    z[r] = l + 1 < layers.count() ? Math.max(0, z[r]) : z[r];
                    z[r] += layers.skips(l) ? h[r] : 0;
                }
                h = z;
            }
            System.arraycopy(h, 0, all, i * h.length, h.length);
        }
        return all;
    }
}
