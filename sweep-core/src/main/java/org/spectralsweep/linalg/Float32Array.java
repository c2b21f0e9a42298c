package org.spectralsweep.linalg;

import java.util.Arrays;

/** Elements of IEEE 754 binary32. The same loops as {@link Float64Array}; a test compares the two. */
public final class Float32Array implements RealArray {
    /** Columns worked on at a time by the narrow kernels, so that four rows of a tile stay in the L1 cache. */
    private static final int TILE = 1024;

    /** Applied twice to any positive float, subnormal or not, it gives at least 1. */
    private static final float HUGE = 0x1p100f;

    private final float[] values;

    Float32Array(int length) {
        values = new float[length];
    }

    private static float[] of(RealArray array) {
        return ((Float32Array) array).values;
    }

    @Override
    public Precision precision() {
        return Precision.FLOAT32;
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
        values[index] = (float) value;
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
            values[at + i] = (float) source[sourceAt + i];
        }
    }

    @Override
    public void copy(int at, RealArray source, int sourceAt, int count) {
        System.arraycopy(of(source), sourceAt, values, at, count);
    }

    @Override
    public void clear(int count) {
        Arrays.fill(values, 0, count, 0f);
    }

    @Override
    public void scale(int count, double factor) {
        float f = (float) factor;
        for (int i = 0; i < count; i++) {
            values[i] *= f;
        }
    }

    @Override
    public void add(int count, double factor, RealArray x) {
        float f = (float) factor;
        float[] from = of(x);
        for (int i = 0; i < count; i++) {
            values[i] += f * from[i];
        }
    }

    @Override
    public void decayAndAdd(int count, double decay, double factor, RealArray x) {
        float d = (float) decay;
        float f = (float) factor;
        float[] from = of(x);
        for (int i = 0; i < count; i++) {
            values[i] = d * values[i] + f * from[i];
        }
    }

    @Override
    public void decayAndAddSquares(int count, double decay, double factor, RealArray x) {
        float d = (float) decay;
        float f = (float) factor;
        float[] from = of(x);
        for (int i = 0; i < count; i++) {
            values[i] = d * values[i] + f * from[i] * from[i];
        }
    }

    @Override
    public void subtractQuotient(
            int count, double factor, RealArray x, RealArray y, double rootFactor, double epsilon) {
        float f = (float) factor;
        float r = (float) rootFactor;
        float e = (float) epsilon;
        float[] above = of(x);
        float[] below = of(y);
        for (int i = 0; i < count; i++) {
            values[i] -= f * above[i] / (r * (float) Math.sqrt(below[i]) + e);
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
        // A row-major matrix is the transpose of a column-major one, and (A B)^T = B^T A^T: so the operands swap places.
        OpenBlas.blas()
                .sgemm(
                        transposeB ? "T" : "N",
                        transposeA ? "T" : "N",
                        columns,
                        rows,
                        inner,
                        (float) alpha,
                        of(b),
                        bAt,
                        transposeB ? inner : columns,
                        of(a),
                        aAt,
                        transposeA ? rows : inner,
                        (float) beta,
                        values,
                        at,
                        columns);
    }

    @Override
    public void multiplyVector(
            int at, int rows, int columns, double alpha, RealArray a, int aAt, int stride, RealArray v, int vAt) {
        OpenBlas.blas()
                .sgemv("T", columns, rows, (float) alpha, of(a), aAt, stride, of(v), vAt, 1, 0f, values, at, 1);
    }

    @Override
    public void narrowProduct(int rows, int inner, int columns, RealArray x, int xAt, RealArray w, int wAt) {
        float[] xs = of(x);
        float[] ws = of(w);
        for (int from = 0; from < columns; from += TILE) {
            int width = Math.min(TILE, columns - from);
            for (int i = 0; i < rows; i++) {
                int z = i * columns + from;
                int row = xAt + i * inner;
                int c = 2 - inner % 2;
                if (c == 1) {
                    product(z, width, xs[row], ws, wAt + from);
                } else {
                    product(z, width, xs[row], xs[row + 1], ws, wAt + from, wAt + columns + from);
                }
                for (; c < inner; c += 2) {
                    int at = wAt + c * columns + from;
                    addProduct(z, width, xs[row + c], xs[row + c + 1], ws, at, at + columns);
                }
            }
        }
    }

    private void product(int z, int width, float x, float[] w, int at) {
        for (int j = 0; j < width; j++) {
            values[z + j] = x * w[at + j];
        }
    }

    private void product(int z, int width, float x0, float x1, float[] w, int at0, int at1) {
        for (int j = 0; j < width; j++) {
            values[z + j] = x0 * w[at0 + j] + x1 * w[at1 + j];
        }
    }

    private void addProduct(int z, int width, float x0, float x1, float[] w, int at0, int at1) {
        for (int j = 0; j < width; j++) {
            values[z + j] += x0 * w[at0 + j] + x1 * w[at1 + j];
        }
    }

    @Override
    public void addNarrowGradient(int at, int rows, int inner, int columns, RealArray x, int xAt, RealArray d) {
        float[] xs = of(x);
        float[] ds = of(d);
        int fours = rows - rows % 4;
        for (int from = 0; from < columns; from += TILE) {
            int width = Math.min(TILE, columns - from);
            for (int i = 0; i < fours; i += 4) {
                for (int c = 0; c < inner; c++) {
                    addRows(at + c * columns + from, width, xs, xAt + i * inner + c, inner, ds, i * columns + from, columns);
                }
            }
            for (int i = fours; i < rows; i++) {
                for (int c = 0; c < inner; c++) {
                    addRow(at + c * columns + from, width, xs[xAt + i * inner + c], ds, i * columns + from);
                }
            }
        }
    }

    private void addRows(int g, int width, float[] x, int xAt, int xStep, float[] d, int dAt, int dStep) {
        float x0 = x[xAt];
        float x1 = x[xAt + xStep];
        float x2 = x[xAt + 2 * xStep];
        float x3 = x[xAt + 3 * xStep];
        int d1 = dAt + dStep;
        int d2 = d1 + dStep;
        int d3 = d2 + dStep;
        for (int j = 0; j < width; j++) {
            values[g + j] += (x0 * d[dAt + j] + x1 * d[d1 + j]) + (x2 * d[d2 + j] + x3 * d[d3 + j]);
        }
    }

    private void addRow(int g, int width, float x, float[] d, int dAt) {
        for (int j = 0; j < width; j++) {
            values[g + j] += x * d[dAt + j];
        }
    }

    @Override
    public void addColumnSums(int at, int rows, int columns, RealArray d) {
        float[] ds = of(d);
        for (int i = 0; i < rows; i++) {
            addRow(at, columns, 1f, ds, i * columns);
        }
    }

    @Override
    public void addToRows(int rows, int columns, RealArray b, int bAt) {
        float[] bs = of(b);
        for (int i = 0; i < rows; i++) {
            addRow(i * columns, columns, 1f, bs, bAt);
        }
    }

    @Override
    public void rectify(int count) {
        for (int i = 0; i < count; i++) {
            values[i] = Math.max(0f, values[i]);
        }
    }

    @Override
    public void addToRowsAndRectify(int rows, int columns, RealArray b, int bAt) {
        float[] bs = of(b);
        for (int i = 0; i < rows; i++) {
            rectifyRow(i * columns, columns, bs, bAt);
        }
    }

    private void rectifyRow(int z, int width, float[] b, int bAt) {
        for (int j = 0; j < width; j++) {
            values[z + j] = Math.max(0f, values[z + j] + b[bAt + j]);
        }
    }

    @Override
    public void gate(int count, RealArray h) {
        float[] hs = of(h);
        for (int i = 0; i < count; i++) {
            // min(.., 1) is exactly the indicator of h > 0. A comparison would be clearer, but Java 17 does not vectorise it.
            values[i] *= Math.min(hs[i] * HUGE * HUGE, 1f);
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
