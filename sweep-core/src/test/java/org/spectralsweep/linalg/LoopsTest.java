package org.spectralsweep.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The loops over dense matrices against the obvious ones, bit for bit, at sizes around the edges of vectors and tiles.
 */
class LoopsTest {
    private static final double NAN = Double.NaN;

    private final Random random = new Random(11);

    static Stream<Arguments> sizes() {
        List<Arguments> sizes = new ArrayList<>();
        for (Precision precision : Precision.values()) {
            for (int columns : new int[] {1, 3, 15, 16, 17, 31, 33, 64, 65, 257, 1030}) {
                for (int rows : new int[] {1, 2, 7, 64, 512}) {
                    sizes.add(Arguments.of(precision, rows, columns));
                }
            }
        }
        return sizes.stream();
    }

    private RealArray filled(Precision precision, int length) {
        RealArray array = precision.zeros(length);
        for (int i = 0; i < length; i++) {
            array.set(i, random.nextGaussian());
        }
        return array;
    }

    /** About half of the numbers are zero. */
    private RealArray activations(Precision precision, int length) {
        RealArray h = filled(precision, length);
        h.rectify(length);
        return h;
    }

    private static RealArray copy(RealArray array) {
        RealArray copy = array.precision().zeros(array.length());
        copy.copy(0, array, 0, array.length());
        return copy;
    }

    private static double[] values(RealArray array) {
        double[] values = new double[array.length()];
        array.read(0, values, 0, values.length);
        return values;
    }

    private static double[] result(Precision precision, Function<Loops, RealArray> operation) {
        return values(operation.apply(Loops.of(precision)));
    }

    /** A number that is exact in float64, rounded to the precision. */
    private static double rounded(Precision precision, double exact) {
        return precision == Precision.FLOAT32 ? (float) exact : exact;
    }

    private static double fma(Precision precision, double a, double b, double c) {
        return precision == Precision.FLOAT32 ? Math.fma((float) a, (float) b, (float) c) : Math.fma(a, b, c);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void multipliesANarrowMatrixAndRectifies(Precision precision, int rows, int columns) {
        for (int inner = 1; inner <= RealArray.NARROW; inner++) {
            int width = inner;
            RealArray x = filled(precision, 2 + rows * width);
            RealArray w = filled(precision, 3 + width * columns);
            RealArray before = filled(precision, rows * columns + 5);
            double[] expected = values(before);
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    double z = rounded(precision, x.get(2 + i * width) * w.get(3 + j));
                    for (int k = 1; k < width; k++) {
                        z = fma(precision, x.get(2 + i * width + k), w.get(3 + k * columns + j), z);
                    }
                    expected[i * columns + j] = Math.max(0, z);
                }
            }
            double[] actual = result(precision, loops -> {
                RealArray h = copy(before);
                loops.rectifiedNarrowProduct(h, rows, width, columns, x, 2, w, 3);
                return h;
            });
            assertThat(Arrays.equals(actual, expected)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void addsToRowsAndRectifies(Precision precision, int rows, int columns) {
        RealArray b = filled(precision, 2 + columns);
        RealArray before = filled(precision, rows * columns + 3);
        double[] expected = values(before);
        for (int i = 0; i < rows * columns; i++) {
            expected[i] = Math.max(0, rounded(precision, expected[i] + b.get(2 + i % columns)));
        }
        double[] actual = result(precision, loops -> {
            RealArray h = copy(before);
            loops.addToRowsAndRectify(h, rows, columns, b, 2);
            return h;
        });
        assertThat(Arrays.equals(actual, expected)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void gatesAndSumsInOrder(Precision precision, int rows, int columns) {
        RealArray h = activations(precision, rows * columns);
        RealArray before = filled(precision, rows * columns + 3);
        RealArray sumsBefore = filled(precision, columns + 4);
        double[] expected = values(before);
        double[] expectedSums = values(sumsBefore);
        for (int i = 0; i < rows * columns; i++) {
            expected[i] = h.get(i) > 0 ? expected[i] : 0;
            int at = 2 + i % columns;
            expectedSums[at] += expected[i];
            if (precision == Precision.FLOAT32) {
                expectedSums[at] = (float) expectedSums[at];
            }
        }
        double[] delta = result(precision, loops -> {
            RealArray d = copy(before);
            loops.gateAndSum(d, h, rows, columns, copy(sumsBefore), 2);
            return d;
        });
        double[] sums = result(precision, loops -> {
            RealArray s = copy(sumsBefore);
            loops.gateAndSum(copy(before), h, rows, columns, s, 2);
            return s;
        });
        assertThat(Arrays.equals(delta, expected)).isTrue();
        assertThat(Arrays.equals(sums, expectedSums)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void formsTheOuterDeltaAsAGatedProduct(Precision precision, int rows, int columns) {
        RealArray h = activations(precision, rows * columns);
        RealArray e = filled(precision, rows);
        RealArray w = filled(precision, 3 + columns);
        RealArray sumsBefore = filled(precision, columns + 4);
        RealArray product = filled(precision, rows * columns + 3);
        RealArray before = copy(product);
        for (int i = 0; i < rows * columns; i++) {
            product.set(i, e.get(i / columns) * w.get(3 + i % columns));
        }
        RealArray sums = copy(sumsBefore);
        Loops.of(precision).gateAndSum(product, h, rows, columns, sums, 1);
        double[] delta = result(precision, loops -> {
            RealArray d = copy(before);
            loops.outerDelta(d, h, rows, columns, e, w, 3, copy(sumsBefore), 1);
            return d;
        });
        double[] actualSums = result(precision, loops -> {
            RealArray s = copy(sumsBefore);
            loops.outerDelta(copy(before), h, rows, columns, e, w, 3, s, 1);
            return s;
        });
        assertThat(Arrays.equals(delta, values(product))).isTrue();
        assertThat(Arrays.equals(actualSums, values(sums))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void addsANarrowProductOfGatedDeltas(Precision precision, int rows, int columns) {
        RealArray h = activations(precision, rows * columns);
        RealArray delta = filled(precision, rows * columns);
        for (int inner = 1; inner <= RealArray.NARROW; inner++) {
            int width = inner;
            RealArray x = filled(precision, 2 + rows * width);
            RealArray before = filled(precision, width * columns + 7);
            double[] expected = values(before);
            for (int i = 0; i < rows * columns; i++) {
                for (int k = 0; k < width && h.get(i) > 0; k++) {
                    int at = 3 + k * columns + i % columns;
                    expected[at] = fma(precision, x.get(2 + i / columns * width + k), delta.get(i), expected[at]);
                }
            }
            double[] actual = result(precision, loops -> {
                RealArray g = copy(before);
                loops.addGatedNarrowProduct(g, 3, delta, h, rows, columns, x, 2, width);
                return g;
            });
            assertThat(Arrays.equals(actual, expected)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void keepsNonFiniteNumbers(Precision precision) {
        double infinity = Double.POSITIVE_INFINITY;
        double least = precision == Precision.FLOAT32 ? Float.MIN_VALUE : Double.MIN_VALUE;
        double greatest = precision == Precision.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
        // Repeated, so that some lie in whole vectors and some after the last one.
        double[] pattern = {NAN, infinity, -infinity, -0.0, 0, least, -least, greatest, -1};
        double[] rectified = {NAN, NAN, NAN, 0, 0, least, 0, greatest, 0};
        double[] h = {NAN, infinity, 0, 0, least, 1, greatest, 0, 1};
        double[] delta = {1, 1, 1, -1, 1, -1, 1, NAN, NAN};
        double[] gated = {NAN, NAN, 0, 0, 1, -1, 1, NAN, NAN};
        int columns = 2 * pattern.length;
        double[] z = repeated(pattern, columns);
        double[] actual = result(precision, loops -> {
            RealArray array = precision.zeros(4 * columns);
            array.write(0, repeated(pattern, 4 * columns), 0, 4 * columns);
            loops.addToRowsAndRectify(array, 4, columns, precision.zeros(columns), 0);
            return array;
        });
        assertThat(actual).containsExactly(repeated(rectified, 4 * columns));
        double[] product = result(precision, loops -> {
            RealArray w = precision.zeros(2 * columns);
            w.write(0, z, 0, columns);
            RealArray x = precision.zeros(8);
            x.write(0, new double[] {1, 0, 1, 0, 1, 0, 1, 0}, 0, 8);
            RealArray array = precision.zeros(4 * columns);
            loops.rectifiedNarrowProduct(array, 4, 2, columns, x, 0, w, 0);
            return array;
        });
        assertThat(product).containsExactly(repeated(rectified, 4 * columns));
        double[] deltas = result(precision, loops -> {
            RealArray d = precision.zeros(2 * columns);
            d.write(0, repeated(delta, 2 * columns), 0, 2 * columns);
            RealArray activations = precision.zeros(2 * columns);
            activations.write(0, repeated(h, 2 * columns), 0, 2 * columns);
            loops.gateAndSum(d, activations, 2, columns, precision.zeros(columns), 0);
            return d;
        });
        assertThat(deltas).containsExactly(repeated(gated, 2 * columns));
    }

    private static double[] repeated(double[] pattern, int length) {
        double[] result = new double[length];
        for (int i = 0; i < length; i++) {
            result[i] = pattern[i % pattern.length];
        }
        return result;
    }

    /** All of them are called from one method, which is the most that the JIT could inline. */
    @ParameterizedTest
    @MethodSource("kinds")
    void allocateNothingOnceCompiled(Precision precision, Simd simd) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        EveryLoop every = new EveryLoop(precision, simd);
        long deadline = System.nanoTime() + 60_000_000_000L;
        long allocated = -1;
        while (allocated != 0 && System.nanoTime() < deadline) {
            for (int i = 0; i < 100; i++) {
                every.run();
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100; i++) {
                every.run();
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated).as("bytes").isZero();
    }

    static Stream<Arguments> kinds() {
        return Stream.of(Precision.values())
                .flatMap(precision -> Stream.of(Simd.values()).map(simd -> Arguments.of(precision, simd)));
    }

    /** Runs each of the loops once for each number of inputs. */
    private final class EveryLoop {
        private static final int ROWS = 32;
        private static final int COLUMNS = 70;

        private final Loops loops;
        private final HiddenLayerLoops hidden;
        private final RealArray h;
        private final RealArray z;
        private final RealArray delta;
        private final RealArray x;
        private final RealArray parameters;
        private final RealArray gradient;
        private final RealArray e;
        private final double[] f = new double[ROWS];
        private final HiddenLayer[] layers = new HiddenLayer[HiddenLayer.MOST_INPUTS];

        EveryLoop(Precision precision, Simd simd) {
            loops = Loops.of(precision);
            hidden = HiddenLayerLoops.of(precision, simd);
            h = activations(precision, ROWS * COLUMNS);
            z = precision.zeros(ROWS * COLUMNS);
            delta = filled(precision, ROWS * COLUMNS);
            x = filled(precision, ROWS * RealArray.NARROW);
            parameters = filled(precision, 6 * COLUMNS);
            gradient = precision.zeros(6 * COLUMNS);
            e = filled(precision, ROWS);
            for (int i = 0; i < layers.length; i++) {
                layers[i] = new HiddenLayer(i + 1, COLUMNS, true, 0.1, true);
            }
        }

        void run() {
            for (int inner = 1; inner <= RealArray.NARROW; inner++) {
                loops.rectifiedNarrowProduct(z, ROWS, inner, COLUMNS, x, 0, parameters, 0);
                loops.addGatedNarrowProduct(gradient, 0, delta, h, ROWS, COLUMNS, x, 0, inner);
            }
            loops.addToRowsAndRectify(z, ROWS, COLUMNS, parameters, 0);
            loops.gateAndSum(z, h, ROWS, COLUMNS, gradient, 0);
            loops.outerDelta(z, h, ROWS, COLUMNS, e, parameters, 0, gradient, 0);
            for (HiddenLayer layer : layers) {
                hidden.addSum(f, ROWS, x, ROWS, parameters, layer, 0, COLUMNS);
                hidden.gradient(gradient, ROWS, x, ROWS, e, parameters, layer);
            }
        }
    }
}
