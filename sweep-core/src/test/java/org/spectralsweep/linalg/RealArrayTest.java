package org.spectralsweep.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation against the obvious loop in float64, at sizes around the loops' boundaries. */
class RealArrayTest {
    private final Random random = new Random(7);

    static Stream<Arguments> sizes() {
        return Stream.of(Precision.values()).flatMap(precision -> Stream.of(
                        new int[] {1, 1, 1},
                        new int[] {7, 3, 17},
                        new int[] {33, 5, 65},
                        new int[] {16, 2, 1024},
                        new int[] {5, 4, 1025},
                        new int[] {3, 1, 4098})
                .map(size -> Arguments.of(precision, size[0], size[1], size[2])));
    }

    private RealArray filled(Precision precision, int length) {
        RealArray array = precision.zeros(length);
        for (int i = 0; i < length; i++) {
            array.set(i, random.nextGaussian());
        }
        return array;
    }

    private static double[] values(RealArray array) {
        double[] values = new double[array.length()];
        array.read(0, values, 0, values.length);
        return values;
    }

    /** Rounding of a sum of {@code terms} terms of order one. */
    private static double tolerance(Precision precision, int terms) {
        return (precision == Precision.FLOAT32 ? 0x1p-23 : 0x1p-52) * 8 * (terms + 1);
    }

    private static void close(RealArray actual, double[] expected, double tolerance) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual.get(i))
                    .as("element %d", i)
                    .isCloseTo(expected[i], org.assertj.core.data.Offset.offset(tolerance));
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void multipliesNarrowMatrices(Precision precision, int rows, int inner, int columns) {
        RealArray x = filled(precision, 2 + rows * inner);
        RealArray w = filled(precision, 3 + inner * columns);
        RealArray z = filled(precision, rows * columns);
        double[] expected = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                for (int c = 0; c < inner; c++) {
                    expected[i * columns + j] += x.get(2 + i * inner + c) * w.get(3 + c * columns + j);
                }
            }
        }
        z.narrowProduct(rows, inner, columns, x, 2, w, 3);
        close(z, expected, 3 * tolerance(precision, inner));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void multipliesMatricesTransposedOrNot(Precision precision, int rows, int inner, int columns) {
        for (int which = 0; which < 4; which++) {
            boolean transposeA = which % 2 == 1;
            boolean transposeB = which / 2 == 1;
            RealArray a = filled(precision, 1 + rows * inner);
            RealArray b = filled(precision, 2 + inner * columns);
            RealArray c = filled(precision, 3 + rows * columns);
            double[] expected = values(c);
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    double sum = 0;
                    for (int k = 0; k < inner; k++) {
                        sum += a.get(1 + (transposeA ? k * rows + i : i * inner + k))
                                * b.get(2 + (transposeB ? j * inner + k : k * columns + j));
                    }
                    expected[3 + i * columns + j] = 1.5 * sum - 0.5 * expected[3 + i * columns + j];
                }
            }
            c.multiply(3, transposeA, transposeB, rows, inner, columns, 1.5, a, 1, b, 2, -0.5);
            close(c, expected, 5 * tolerance(precision, inner));
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void multipliesVectors(Precision precision, int rows, int stepAndOffset, int columns) {
        RealArray a = filled(precision, rows * columns);
        RealArray row = filled(precision, columns + 1);
        RealArray column = filled(precision, stepAndOffset * (rows + 1));
        RealArray products = filled(precision, rows);
        RealArray sums = filled(precision, 2 + columns);
        double[] expectedProducts = new double[rows];
        double[] expectedSums = values(sums);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                expectedProducts[i] += 0.5 * a.get(i * columns + j) * row.get(1 + j);
                expectedSums[2 + j] += a.get(i * columns + j) * column.get(stepAndOffset - 1 + i * stepAndOffset);
            }
        }
        products.multiplyVector(0, rows, columns, 0.5, a, 0, columns, row, 1);
        sums.addTransposedTimesVector(2, rows, columns, a, column, stepAndOffset - 1, stepAndOffset);
        close(products, expectedProducts, tolerance(precision, columns));
        close(sums, expectedSums, 4 * tolerance(precision, rows));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void fillsAndAddsRows(Precision precision, int rows, int at, int columns) {
        RealArray bias = filled(precision, at + columns);
        RealArray z = filled(precision, rows * columns);
        double[] before = values(z);
        z.addToRows(rows, columns, bias, at);
        for (int i = 0; i < before.length; i++) {
            before[i] += bias.get(at + i % columns);
        }
        close(z, before, tolerance(precision, 1));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void updatesElementByElement(Precision precision) {
        for (int n : new int[] {0, 1, 7, 8, 15, 16, 17, 64, 65, 1000}) {
            RealArray x = filled(precision, n + 1);
            RealArray y = filled(precision, n + 1);
            y.decayAndAddSquares(n + 1, 0, 1, y);
            RealArray z = filled(precision, n + 1);
            double untouched = z.get(n);
            double[] expected = values(z);
            for (int i = 0; i < n; i++) {
                expected[i] = (0.9 * (-2 * (expected[i] + 0.25 * x.get(i))) + 0.1 * x.get(i)) * 0.5
                        + 3 * x.get(i) * x.get(i)
                        - 0.01 * x.get(i) / (1.25 * Math.sqrt(y.get(i)) + 0.125)
                        - 0.375 * Math.signum(x.get(i));
            }
            z.add(n, 0.25, x);
            z.scale(n, -2);
            z.decayAndAdd(n, 0.9, 0.1, x);
            z.decayAndAddSquares(n, 0.5, 3, x);
            z.subtractQuotient(n, 0.01, x, y, 1.25, 0.125);
            z.subtractSigns(n, 0.375, x);
            close(z, expected, 20 * tolerance(precision, 10));
            assertThat(z.get(n)).isEqualTo(untouched);
            z.setSum(n, x, y);
            for (int i = 0; i < n; i++) {
                double sum = x.get(i) + y.get(i);
                assertThat(z.get(i)).isEqualTo(precision == Precision.FLOAT32 ? (float) sum : sum);
            }
            assertThat(z.get(n)).isEqualTo(untouched);
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void gatesExactlyWhereTheUnitIsZero(Precision precision) {
        double least = precision == Precision.FLOAT32 ? Float.MIN_VALUE : Double.MIN_VALUE;
        double greatest = precision == Precision.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
        double[] units = {0, least, 1e-30, 0.5, 1, greatest, Double.POSITIVE_INFINITY, 0, 3};
        RealArray h = precision.zeros(units.length);
        h.write(0, units, 0, units.length);
        RealArray delta = filled(precision, units.length);
        double[] expected = values(delta);
        delta.gate(units.length, h);
        for (int i = 0; i < units.length; i++) {
            assertThat(delta.get(i)).as("unit %s", units[i]).isEqualTo(units[i] > 0 ? expected[i] : 0 * expected[i]);
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void rectifiesAndLetsNanThrough(Precision precision) {
        RealArray z = precision.zeros(4);
        z.write(0, new double[] {-1, 2, Double.NaN, -0.0}, 0, 4);
        z.rectify(4);
        assertThat(values(z)).containsExactly(0, 2, Double.NaN, 0);
    }

    @Test
    void marksColumnsThatHoldAPositiveNumber() {
        RealArray z = Precision.FLOAT64.zeros(6);
        z.write(0, new double[] {0, 1, 0, 0, 0, 2}, 0, 6);
        boolean[] positive = new boolean[3];
        z.markPositive(2, positive);
        assertThat(positive).containsExactly(false, true, true);
    }

    @Test
    void usesOneBlasThread() {
        assertThat(OpenBlas.threads()).isEqualTo(1);
        assertThat(OpenBlas.description()).contains("OpenBLAS").contains("1 thread");
    }

    /**
     * The address of an array and the place where an operand starts in it must not matter, although some BLAS kernels
     * sum by alignment.
     */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void sumsDoNotDependOnWhereAnOperandLies(Precision precision) {
        for (int size : new int[] {1, 7, 17, 34, 61, 1001}) {
            RealArray matrix = filled(precision, 3 * size);
            RealArray vector = filled(precision, size);
            RealArray product = precision.zeros(3);
            product.multiplyVector(0, 3, size, 1, matrix, 0, size, vector, 0);
            double[] expected = values(product);
            for (int offset = 0; offset < 8; offset++) {
                int other = (5 * offset + 3) % 8;
                RealArray a = precision.zeros(3 * size + offset);
                RealArray v = precision.zeros(size + other);
                a.copy(offset, matrix, 0, 3 * size);
                v.copy(other, vector, 0, size);
                product.multiplyVector(0, 3, size, 1, a, offset, size, v, other);
                assertThat(values(product))
                        .as("size %d, offset %d", size, offset)
                        .isEqualTo(expected);
                product.clear(3);
                product.multiply(0, false, true, 1, size, 3, 1, v, other, a, offset, 0);
                double[] byMatrix = values(product);
                product.multiply(0, false, true, 1, size, 3, 1, vector, 0, matrix, 0, 0);
                assertThat(byMatrix).as("size %d, offset %d", size, offset).isEqualTo(values(product));
            }
        }
    }
}
