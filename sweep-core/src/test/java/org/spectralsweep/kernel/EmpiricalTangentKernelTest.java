package org.spectralsweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Networks;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.NormalBias;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.ZeroBias;

class EmpiricalTangentKernelTest {
    static MlpSpec spec(int inputs, List<Integer> widths, int outputs, BiasMode bias, boolean outer, boolean skip) {
        Initialization start = new Initialization(new Normal(1), new NormalBias(0.5), OuterWeights.LIKE_HIDDEN, false);
        return new MlpSpec(inputs, widths, outputs, Parameterization.NTK, 2, bias, start, outer, skip);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 17, 1, 1, ALL, true, false",
        "2, 17, 1, 3, HIDDEN, true, false",
        "7, 17, 1, 2, NONE, false, false",
        "2, 13, 2, 1, ALL, true, false",
        "6, 13, 2, 3, HIDDEN, true, false",
        "2, 9, 3, 3, NONE, false, false",
        "2, 9, 2, 1, ALL, true, true",
        "3, 9, 4, 1, HIDDEN, false, true",
        "2, 9, 3, 3, NONE, true, true"
    })
    void isTheProductOfFiniteDifferenceJacobians(
            int inputs, int width, int layers, int outputs, BiasMode bias, boolean outer, boolean skip) {
        int n = 5;
        MlpSpec linear = spec(inputs, Collections.nCopies(layers, width), outputs, bias, outer, skip);
        double[] x = gaussian(n * inputs, new Well19937c(3));
        for (MlpSpec spec : List.of(linear, Networks.sigmoid(linear))) {
            comparesWithFiniteDifferences(Mlp.initialized(spec, Precision.FLOAT64, new Well19937c(7)), x, n);
        }
    }

    private static void comparesWithFiniteDifferences(Mlp network, double[] x, int n) {

        double[] kernel = EmpiricalTangentKernel.gram(network, x, n);

        List<double[]> jacobian = jacobianColumns(network, x, n);
        int rows = n * network.spec().outputs();
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
    void aUnitExactlyOnItsKinkCountsAsOff() {
        Initialization start = new Initialization(new Normal(1), new ZeroBias(), OuterWeights.LIKE_HIDDEN, false);
        MlpSpec spec = new MlpSpec(1, List.of(1), 1, Parameterization.STANDARD, 1, BiasMode.NONE, start, false);
        Mlp network = Mlp.initialized(spec, Precision.FLOAT64, new Well19937c(1));
        network.values().set(0, 1);
        network.values().set(1, 2);

        assertThat(EmpiricalTangentKernel.gram(network, new double[] {0, 3}, 2)).containsExactly(0, 0, 0, 36);
    }

    @ParameterizedTest
    @CsvSource({"1, 40000, 64", "2, 1024, 1100"})
    void blocksChangeNothingButTheLastBits(int layers, int width, int n) {
        List<Integer> widths = Collections.nCopies(layers, width);
        Mlp network =
                Mlp.initialized(spec(2, widths, 1, BiasMode.ALL, true, false), Precision.FLOAT64, new Well19937c(7));
        double[] x = gaussian(n * 2, new Well19937c(3));
        int[] points = {0, n / 2, n - 60, n - 1};

        double[] whole = EmpiricalTangentKernel.gram(network, x, n);
        double[] some = Arrays.stream(points)
                .mapToObj(i -> Arrays.copyOfRange(x, 2 * i, 2 * i + 2))
                .flatMapToDouble(Arrays::stream)
                .toArray();
        double[] part = EmpiricalTangentKernel.gram(network, some, points.length);

        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < points.length; j++) {
                double value = whole[points[i] * n + points[j]];
                double scale = Math.sqrt(part[i * points.length + i] * part[j * points.length + j]);
                assertThat(value).isEqualTo(part[i * points.length + j], within(1e-12 * scale));
                assertThat(value).isEqualTo(whole[points[j] * n + points[i]]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, false, false", "3, false, false", "3, true, false", "3, true, true"})
    void aFloat32NetworkHasTheKernelOfItsRoundedWeights(int layers, boolean skip, boolean sigmoid) {
        MlpSpec linear = spec(2, Collections.nCopies(layers, 16), 1, BiasMode.ALL, true, skip);
        MlpSpec spec = sigmoid ? Networks.sigmoid(linear) : linear;
        Mlp narrow = Mlp.initialized(spec, Precision.FLOAT32, new Well19937c(7));
        Mlp wide = Mlp.initialized(spec, Precision.FLOAT64, new Well19937c(7));
        for (int e = 0; e < narrow.values().length(); e++) {
            wide.values().set(e, narrow.values().get(e));
        }
        double[] x = gaussian(10, new Well19937c(3));

        assertThat(EmpiricalTangentKernel.gram(narrow, x, 5)).containsExactly(EmpiricalTangentKernel.gram(wide, x, 5));
    }

    @Test
    void aMillionUnitsAreNeverHeldForAllPointsAtOnce() {
        int n = 48;
        Mlp network = Mlp.initialized(
                spec(2, List.of(1 << 20), 1, BiasMode.HIDDEN, true, false), Precision.FLOAT32, new Well19937c(7));
        double[] x = gaussian(n * 2, new Well19937c(3));
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        EmpiricalTangentKernel.gram(network, new double[2], 1);

        long before = thread.getThreadAllocatedBytes(Thread.currentThread().getId());
        double[] kernel = EmpiricalTangentKernel.gram(network, x, n);
        long bytes = thread.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

        assertThat(bytes).as("n x m doubles would be 400 MB").isLessThan(60_000_000);
        double[] limit = AnalyticKernel.of(network.spec()).gram(x, n);
        for (int i = 0; i < n; i++) {
            assertThat(kernel[i * n + i] / limit[i * n + i]).isEqualTo(1, within(0.02));
        }
    }

    @Test
    void refusesSamplesOfAnotherSize() {
        Mlp network = Mlp.initialized(
                spec(2, List.of(4), 1, BiasMode.ALL, true, false), Precision.FLOAT64, new Well19937c(7));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmpiricalTangentKernel.gram(network, new double[9], 3))
                .withMessage("x must hold 3 x 2 values but had 9");
    }

    static double[] gaussian(int count, RandomGenerator random) {
        double[] values = new double[count];
        for (int e = 0; e < count; e++) {
            values[e] = random.nextGaussian();
        }
        return values;
    }

    /** For each trained parameter, the derivative of every output on every sample. */
    private static List<double[]> jacobianColumns(Mlp network, double[] x, int n) {
        List<double[]> columns = new ArrayList<>();
        for (int e = 0; e < network.trained(); e++) {
            double value = network.values().get(e);
            double h = 1e-6;
            network.values().set(e, value + h);
            double[] above = network.outputs(x, n);
            network.values().set(e, value - h);
            double[] below = network.outputs(x, n);
            network.values().set(e, value);
            double[] column = new double[above.length];
            for (int i = 0; i < column.length; i++) {
                column[i] = (above[i] - below[i]) / (2 * h);
            }
            columns.add(column);
        }
        return columns;
    }
}
