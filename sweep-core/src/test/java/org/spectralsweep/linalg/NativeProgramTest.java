package org.spectralsweep.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.function.BiFunction;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calls on native arrays against the obvious sums in float64, at sizes around the edges of vectors. */
class NativeProgramTest {
    private final Random random = new Random(5);
    private final NativeProgram program = new NativeProgram();

    @AfterEach
    void close() {
        program.close();
    }

    /** A matrix with its values; outside of it lies what no call may touch. */
    private final class Filled {
        private static final int BEFORE = 3;
        private static final int AFTER = 5;

        private final NativeArray array;
        private final NativeMatrix matrix;
        private final float[] values;

        Filled(int rows, int columns) {
            values = new float[BEFORE + rows * columns + AFTER];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            array = new NativeArray(values.length);
            array.write(heap(values), 0, values.length);
            matrix = array.matrix(BEFORE, rows, columns);
        }

        double get(int i, int j) {
            return values[BEFORE + i * matrix.columns() + j];
        }

        void set(int i, int j, double value) {
            values[BEFORE + i * matrix.columns() + j] = (float) value;
            array.write(heap(values), 0, values.length);
        }

        float[] now() {
            Float32Array read = new Float32Array(values.length);
            array.read(read, values.length);
            return read.values;
        }

        /** Compares what is in memory with a formula, and what is around it with what was there. */
        void assertIs(BiFunction<Integer, Integer, Double> expected, double tolerance) {
            float[] now = now();
            for (int i = 0; i < matrix.rows(); i++) {
                for (int j = 0; j < matrix.columns(); j++) {
                    int at = BEFORE + i * matrix.columns() + j;
                    double value = expected.apply(i, j);
                    if (Double.isNaN(value)) {
                        assertThat(now[at]).isNaN();
                    } else {
                        assertThat((double) now[at]).as("%d, %d", i, j).isCloseTo(value, within(tolerance));
                    }
                }
            }
            for (int at = 0; at < BEFORE; at++) {
                assertThat(now[at]).isEqualTo(values[at]);
            }
            for (int at = values.length - AFTER; at < values.length; at++) {
                assertThat(now[at]).isEqualTo(values[at]);
            }
        }
    }

    private static Float32Array heap(float[] values) {
        Float32Array array = new Float32Array(values.length);
        System.arraycopy(values, 0, array.values, 0, values.length);
        return array;
    }

    private static double sum(int count, java.util.function.IntToDoubleFunction term) {
        double sum = 0;
        for (int k = 0; k < count; k++) {
            sum += term.applyAsDouble(k);
        }
        return sum;
    }

    private static double tolerance(int inner) {
        return 1e-6 * (4 + inner);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 3, 17", "7, 2, 64", "16, 64, 16", "33, 65, 31", "257, 17, 3", "64, 128, 130", "512, 3, 1"
    })
    void productsAreSums(int rows, int inner, int columns) {
        Filled x = new Filled(rows, inner);
        Filled w = new Filled(inner, columns);
        Filled b = new Filled(1, columns);
        Filled wide = new Filled(columns, inner);
        Filled delta = new Filled(rows, columns);
        for (double factor : new double[] {1, 0.3}) {
            Filled h = new Filled(rows, columns);
            program.rectifiedProduct(h.matrix, x.matrix, w.matrix, b.matrix, factor)
                    .run();
            h.assertIs(
                    (i, j) -> Math.max(0, factor * sum(inner, k -> x.get(i, k) * w.get(k, j)) + b.get(0, j)),
                    tolerance(inner));
            program.rectifiedProduct(h.matrix, x.matrix, w.matrix, null, factor).run();
            h.assertIs((i, j) -> Math.max(0, factor * sum(inner, k -> x.get(i, k) * w.get(k, j))), tolerance(inner));
            Filled c = new Filled(rows, columns);
            program.addProduct(c.matrix, x.matrix, w.matrix, factor, 0.5).run();
            c.assertIs(
                    (i, j) -> factor * sum(inner, k -> x.get(i, k) * w.get(k, j)) + 0.5 * c.get(i, j),
                    tolerance(inner));
            Filled d = new Filled(rows, columns);
            program.addProductWithTransposed(d.matrix, x.matrix, wide.matrix, factor, 1)
                    .run();
            d.assertIs(
                    (i, j) -> factor * sum(inner, k -> x.get(i, k) * wide.get(j, k)) + d.get(i, j), tolerance(inner));
            Filled g = new Filled(inner, columns);
            program.addTransposedProduct(g.matrix, x.matrix, delta.matrix, factor)
                    .run();
            g.assertIs((i, j) -> factor * sum(rows, k -> x.get(k, i) * delta.get(k, j)) + g.get(i, j), tolerance(rows));
        }
        Filled c = new Filled(rows, columns);
        program.productWithTransposed(c.matrix, x.matrix, wide.matrix).run();
        c.assertIs((i, j) -> sum(inner, k -> x.get(i, k) * wide.get(j, k)), tolerance(inner));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 17", "7, 64", "33, 65", "257, 3"})
    void gatesSumsAndCopiesAreExact(int rows, int columns) {
        Filled h = new Filled(rows, columns);
        Filled delta = new Filled(rows, columns);
        program.gate(delta.matrix, h.matrix).run();
        delta.assertIs((i, j) -> h.get(i, j) > 0 ? delta.get(i, j) : 0, 0);
        Filled c = new Filled(rows, columns);
        program.sum(c.matrix, h.matrix, delta.matrix).run();
        float[] gated = delta.now();
        c.assertIs((i, j) -> (double) ((float) h.get(i, j) + gated[Filled.BEFORE + i * columns + j]), 0);
        program.copy(c.matrix, h.matrix).run();
        c.assertIs(h::get, 0);
    }

    /** Divergence is seen by what is not finite, which a relu could hide. */
    @Test
    void rectifiedProductsKeepWhatIsNotANumber() {
        for (int columns : new int[] {1, 17, 64}) {
            for (double factor : new double[] {1, 0.3}) {
                Filled x = new Filled(4, 2);
                Filled w = new Filled(2, columns);
                Filled b = new Filled(1, columns);
                x.set(0, 0, Double.NaN);
                x.set(1, 0, Double.POSITIVE_INFINITY);
                x.set(2, 0, Double.NEGATIVE_INFINITY);
                Filled h = new Filled(4, columns);
                program.rectifiedProduct(h.matrix, x.matrix, w.matrix, b.matrix, factor)
                        .run();
                h.assertIs(
                        (i, j) -> {
                            double z = factor * (x.get(i, 0) * w.get(0, j) + x.get(i, 1) * w.get(1, j)) + b.get(0, j);
                            return z == Double.NEGATIVE_INFINITY ? Double.NaN : Math.max(0, z);
                        },
                        1e-5);
            }
        }
    }

    /** The same matrices at other addresses give the same bits. */
    @ParameterizedTest
    @CsvSource({"7, 5, 3", "64, 64, 64", "256, 65, 129", "33, 2, 100"})
    void resultsDoNotDependOnAddresses(int rows, int inner, int columns) {
        float[] first = null;
        for (int at : new int[] {0, 1, 3, 8, 15}) {
            random.setSeed(9);
            NativeMatrix x = at(at, rows, inner);
            NativeMatrix w = at(at, inner, columns);
            NativeMatrix b = at(at, 1, columns);
            NativeMatrix h = at(at, rows, columns);
            NativeMatrix g = at(at, inner, columns);
            NativeMatrix back = at(at, rows, inner);
            program.rectifiedProduct(h, x, w, b, 1).run();
            program.addTransposedProduct(g, x, h, 1).run();
            program.productWithTransposed(back, h, w).run();
            float[] all = concatenated(h, g, back);
            if (first == null) {
                first = all;
            }
            assertThat(all).isEqualTo(first);
        }
    }

    private NativeMatrix at(int at, int rows, int columns) {
        float[] values = new float[at + rows * columns];
        for (int i = at; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        NativeArray array = new NativeArray(values.length);
        array.write(heap(values), 0, values.length);
        return array.matrix(at, rows, columns);
    }

    private static float[] concatenated(NativeMatrix... matrices) {
        int length = 0;
        for (NativeMatrix matrix : matrices) {
            length += matrix.rows() * matrix.columns();
        }
        float[] all = new float[length];
        int to = 0;
        for (NativeMatrix matrix : matrices) {
            Float32Array read = new Float32Array(matrix.array().length());
            matrix.array().read(read, read.length());
            int count = matrix.rows() * matrix.columns();
            System.arraycopy(read.values, matrix.at(), all, to, count);
            to += count;
        }
        return all;
    }

    @Test
    void callsAllocateNothing() {
        Filled x = new Filled(33, 17);
        Filled w = new Filled(17, 65);
        Filled h = new Filled(33, 65);
        NativeCall[] calls = {
            program.rectifiedProduct(h.matrix, x.matrix, w.matrix, null, 1),
            program.addTransposedProduct(w.matrix, x.matrix, h.matrix, 0),
            program.gate(h.matrix, h.matrix),
            program.copy(h.matrix, h.matrix)
        };
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Float32Array staged = new Float32Array(33 * 17);
        long allocated = -1;
        for (int attempt = 0; attempt < 3 && allocated != 0; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1000; i++) {
                x.array.write(staged, 0, staged.length());
                x.array.read(staged, staged.length());
                for (NativeCall call : calls) {
                    call.run();
                }
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated).isZero();
    }

    @Test
    void whatIsClosedIsFreed() {
        Runnable once = () -> {
            try (NativeProgram other = new NativeProgram();
                    NativeArray array = new NativeArray(1 << 20)) {
                NativeMatrix matrix = array.matrix(0, 64, 64);
                other.rectifiedProduct(array.matrix(4096, 64, 64), matrix, matrix, null, 1)
                        .run();
            }
        };
        once.run();
        long before = Pointer.totalBytes();
        for (int i = 0; i < 100; i++) {
            once.run();
        }
        assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(before);
    }

    @Test
    void refusesMatricesOutsideTheirArray() {
        NativeArray array = new NativeArray(10);
        assertThat(array.matrix(1, 3, 3).columns()).isEqualTo(3);
        assertThatThrownBy(() -> array.matrix(2, 3, 3))
                .hasMessageStartingWith("a matrix must lie in its array of 10 elements but began at 2");
    }
}
