package org.spectralsweep.linalg;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Elements of IEEE 754 binary64. The loops are those of {@link Float32Array}; a test compares the two. */
public final class Float64Array implements RealArray {
    /**
     * Columns that the narrow product works on at a time. It copies them to small arrays, since Java 17 does not
     * vectorise a loop that adds an offset to the index of an array.
     */
    private static final int TILE = 1024;

    /** A factor that lifts any positive double, subnormal or not, to at least 1 when applied twice. */
    private static final double HUGE = 0x1p1000;

    final double[] values;
    private double @Nullable [][] scratch;

    Float64Array(int length) {
        values = new double[length];
    }

    private static double[] of(RealArray array) {
        return ((Float64Array) array).values;
    }

    /** The elements, the live array. */
    public double[] elements() {
        return values;
    }

    @Override
    public Precision precision() {
        return Precision.FLOAT64;
    }

    @Override
    public int length() {
        return values.length;
    }

    @Override
    public double get(int index) {
        return values[index];
    }

    @Override
    public void set(int index, double value) {
        values[index] = value;
    }

    @Override
    public void read(int at, double[] target, int targetAt, int count) {
        for (int i = 0; i < count; i++) {
            target[targetAt + i] = values[at + i];
        }
    }

    @Override
    public void write(int at, double[] source, int sourceAt, int count) {
        for (int i = 0; i < count; i++) {
            values[at + i] = source[sourceAt + i];
        }
    }

    @Override
    public void copy(int at, RealArray source, int sourceAt, int count) {
        System.arraycopy(of(source), sourceAt, values, at, count);
    }

    @Override
    public void clear(int count) {
        Arrays.fill(values, 0, count, 0.0);
    }

    @Override
    public void scale(int count, double factor) {
        double f = factor;
        for (int i = 0; i < count; i++) {
            values[i] *= f;
        }
    }

    @Override
    public void multiplyEach(int count, RealArray x) {
        double[] by = of(x);
        for (int i = 0; i < count; i++) {
            values[i] *= by[i];
        }
    }

    @Override
    public void apply(int count, RealArray slopes, ElementFunction s) {
        double[] z = tiles()[0];
        double[] slope = tiles()[1];
        for (int from = 0; from < count; from += ElementFunction.TILE) {
            int width = Math.min(ElementFunction.TILE, count - from);
            System.arraycopy(values, from, z, 0, width);
            s.apply(z, slope, width);
            System.arraycopy(z, 0, values, from, width);
            System.arraycopy(slope, 0, of(slopes), from, width);
        }
    }

    @Override
    public void add(int count, double factor, RealArray x) {
        double f = factor;
        double[] from = of(x);
        for (int i = 0; i < count; i++) {
            values[i] += f * from[i];
        }
    }

    @Override
    public void setSum(int count, RealArray x, RealArray y) {
        double[] xs = of(x);
        double[] ys = of(y);
        for (int i = 0; i < count; i++) {
            values[i] = xs[i] + ys[i];
        }
    }

    @Override
    public void decayAndAdd(int count, double decay, double factor, RealArray x) {
        double d = decay;
        double f = factor;
        double[] from = of(x);
        for (int i = 0; i < count; i++) {
            values[i] = d * values[i] + f * from[i];
        }
    }

    @Override
    public void decayAndAddSquares(int count, double decay, double factor, RealArray x) {
        double d = decay;
        double f = factor;
        double[] from = of(x);
        for (int i = 0; i < count; i++) {
            values[i] = d * values[i] + f * from[i] * from[i];
        }
    }

    @Override
    public void subtractQuotient(
            int count, double factor, RealArray x, RealArray y, double rootFactor, double epsilon) {
        double f = factor;
        double r = rootFactor;
        double e = epsilon;
        double[] above = of(x);
        double[] below = of(y);
        for (int i = 0; i < count; i++) {
            values[i] -= f * above[i] / (r * Math.sqrt(below[i]) + e);
        }
    }

    @Override
    public void subtractSigns(int count, double factor, RealArray x) {
        double f = factor;
        double[] from = of(x);
        for (int i = 0; i < count; i++) {
            values[i] -= f * Math.signum(from[i]);
        }
    }

    @Override
    public void multiply(
            int at,
            boolean transposeA,
            boolean transposeB,
            int rows,
            int inner,
            int columns,
            double alpha,
            RealArray a,
            int aAt,
            RealArray b,
            int bAt,
            double beta) {
        // Row-major matrices are transposes of column-major ones, and (A B)^T = B^T A^T: the operands swap places.
        OpenBlas.blas()
                .dgemm(
                        transposeB ? "T" : "N",
                        transposeA ? "T" : "N",
                        columns,
                        rows,
                        inner,
                        alpha,
                        of(b),
                        bAt,
                        transposeB ? inner : columns,
                        of(a),
                        aAt,
                        transposeA ? rows : inner,
                        beta,
                        values,
                        at,
                        columns);
    }

    @Override
    public void multiplyVector(
            int at, int rows, int columns, double alpha, RealArray a, int aAt, int stride, RealArray v, int vAt) {
        OpenBlas.blas().dgemv("T", columns, rows, alpha, of(a), aAt, stride, of(v), vAt, 1, 0.0, values, at, 1);
    }

    @Override
    public void addTransposedTimesVector(int at, int rows, int columns, RealArray a, RealArray v, int vAt, int step) {
        OpenBlas.blas().dgemv("N", columns, rows, 1.0, of(a), 0, columns, of(v), vAt, step, 1.0, values, at, 1);
    }

    private double[][] tiles() {
        double[][] tiles = scratch;
        if (tiles == null) {
            tiles = new double[NARROW + 1][TILE];
            scratch = tiles;
        }
        return tiles;
    }

    @Override
    public void narrowProduct(int rows, int inner, int columns, RealArray x, int xAt, RealArray w, int wAt) {
        double[] xs = of(x);
        double[][] tiles = tiles();
        double[] z = tiles[NARROW];
        for (int from = 0; from < columns; from += TILE) {
            int width = Math.min(TILE, columns - from);
            for (int c = 0; c < inner; c++) {
                System.arraycopy(of(w), wAt + c * columns + from, tiles[c], 0, width);
            }
            for (int i = 0; i < rows; i++) {
                combine(z, width, inner, xs, xAt + i * inner, tiles);
                System.arraycopy(z, 0, values, i * columns + from, width);
            }
        }
    }

    /** z = sum over c of x[at + c] * tile c. */
    private static void combine(double[] z, int width, int inner, double[] x, int at, double[][] tiles) {
        int c = 2 - inner % 2;
        if (c == 1) {
            product(z, width, x[at], tiles[0]);
        } else {
            product(z, width, x[at], tiles[0], x[at + 1], tiles[1]);
        }
        for (; c < inner; c += 2) {
            addProduct(z, width, x[at + c], tiles[c], x[at + c + 1], tiles[c + 1]);
        }
    }

    private static void product(double[] z, int width, double x, double[] w) {
        for (int j = 0; j < width; j++) {
            z[j] = x * w[j];
        }
    }

    private static void product(double[] z, int width, double x0, double[] w0, double x1, double[] w1) {
        for (int j = 0; j < width; j++) {
            z[j] = x0 * w0[j] + x1 * w1[j];
        }
    }

    private static void addProduct(double[] z, int width, double x0, double[] w0, double x1, double[] w1) {
        for (int j = 0; j < width; j++) {
            z[j] += x0 * w0[j] + x1 * w1[j];
        }
    }

    @Override
    public void addToRows(int rows, int columns, RealArray b, int bAt) {
        double[] bs = of(b);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[i * columns + j] += bs[bAt + j];
            }
        }
    }

    @Override
    public void rectify(int count) {
        for (int i = 0; i < count; i++) {
            values[i] = Math.max(0.0, values[i]);
        }
    }

    @Override
    public void gate(int count, RealArray h) {
        double[] hs = of(h);
        for (int i = 0; i < count; i++) {
            // min(.., 1) is exactly the indicator of h > 0. Java 17 would not vectorise the clearer comparison.
            values[i] *= Math.min(hs[i] * HUGE * HUGE, 1.0);
        }
    }

    @Override
    public void packPositive(int at, int count, long[] into, int intoAt) {
        int word = intoAt;
        for (int first = 0; first < count; first += Long.SIZE) {
            int from = at + first;
            int bits = Math.min(Long.SIZE, count - first);
            long packed = 0;
            for (int bit = 0; bit < bits; bit++) {
                packed |= (values[from + bit] > 0 ? 1L : 0L) << bit;
            }
            into[word++] = packed;
        }
    }

    @Override
    public void markPositive(int rows, boolean[] positive) {
        for (int i = 0; i < rows; i++) {
            int row = i * positive.length;
            for (int j = 0; j < positive.length; j++) {
                positive[j] |= values[row + j] > 0;
            }
        }
    }
}
