package org.spectralsweep.linalg;

/**
 * {@link Float32RowKernels} in plain loops over tiles of columns, which are copied into small arrays first, since Java 17 vectorises no loop that adds an
 * offset to the index of an array.
 */
final class Float32ScalarRows implements Float32RowKernels {
    private static final int TILE = 256;

    /** Applied twice to any positive float, subnormal or not, it gives at least 1. */
    private static final float HUGE = 0x1p100f;

    private final float[] a = new float[TILE];
    private final float[] b = new float[TILE];
    private final float[] sum = new float[TILE];
    private final float[][] w = new float[RealArray.NARROW][TILE];

    @Override
    public void rectifiedProduct(
            float[] h, int rows, int inner, int columns, float[] x, int xAt, float[] weights, int wAt) {
        for (int from = 0; from < columns; from += TILE) {
            int length = Math.min(TILE, columns - from);
            for (int k = 0; k < inner; k++) {
                System.arraycopy(weights, wAt + k * columns + from, w[k], 0, length);
            }
            for (int i = 0; i < rows; i++) {
                int at = xAt + i * inner;
                product(a, length, x[at], w[0]);
                for (int k = 1; k < inner; k++) {
                    addProduct(a, length, x[at + k], w[k]);
                }
                rectify(a, length);
                System.arraycopy(a, 0, h, i * columns + from, length);
            }
        }
    }

    private static void product(float[] z, int length, float x, float[] w) {
        for (int j = 0; j < length; j++) {
            z[j] = x * w[j];
        }
    }

    private static void addProduct(float[] z, int length, float x, float[] w) {
        for (int j = 0; j < length; j++) {
            z[j] = Math.fma(x, w[j], z[j]);
        }
    }

    private static void rectify(float[] z, int length) {
        for (int j = 0; j < length; j++) {
            z[j] = Math.max(0f, z[j]);
        }
    }

    @Override
    public void addAndRectify(float[] h, int rows, int columns, float[] bias, int bAt) {
        for (int from = 0; from < columns; from += TILE) {
            int length = Math.min(TILE, columns - from);
            System.arraycopy(bias, bAt + from, b, 0, length);
            for (int i = 0; i < rows; i++) {
                System.arraycopy(h, i * columns + from, a, 0, length);
                add(a, length, b);
                rectify(a, length);
                System.arraycopy(a, 0, h, i * columns + from, length);
            }
        }
    }

    private static void add(float[] z, int length, float[] y) {
        for (int j = 0; j < length; j++) {
            z[j] += y[j];
        }
    }

    /** d = d where h is positive, else +0: min(.., 1) is exactly the indicator, and adding 0 makes -0 a +0. A comparison would not be vectorised. */
    private static void gate(float[] d, int length, float[] h) {
        for (int j = 0; j < length; j++) {
            d[j] = d[j] * Math.min(h[j] * HUGE * HUGE, 1f) + 0f;
        }
    }

    @Override
    public void gateAndSum(float[] delta, float[] h, int rows, int columns, float[] sums, int sumsAt) {
        for (int from = 0; from < columns; from += TILE) {
            int length = Math.min(TILE, columns - from);
            System.arraycopy(sums, sumsAt + from, sum, 0, length);
            for (int i = 0; i < rows; i++) {
                System.arraycopy(delta, i * columns + from, a, 0, length);
                gateAndStore(delta, h, i * columns + from, length);
            }
            System.arraycopy(sum, 0, sums, sumsAt + from, length);
        }
    }

    /** Gates what is in the tile, stores it and adds it to the sums. */
    private void gateAndStore(float[] delta, float[] h, int at, int length) {
        System.arraycopy(h, at, b, 0, length);
        gate(a, length, b);
        System.arraycopy(a, 0, delta, at, length);
        add(sum, length, a);
    }

    @Override
    public void outerDelta(
            float[] delta, float[] h, int rows, int columns, float[] e, float[] weights, int wAt, float[] sums, int sumsAt) {
        for (int from = 0; from < columns; from += TILE) {
            int length = Math.min(TILE, columns - from);
            System.arraycopy(sums, sumsAt + from, sum, 0, length);
            System.arraycopy(weights, wAt + from, w[0], 0, length);
            for (int i = 0; i < rows; i++) {
                product(a, length, e[i], w[0]);
                gateAndStore(delta, h, i * columns + from, length);
            }
            System.arraycopy(sum, 0, sums, sumsAt + from, length);
        }
    }

    @Override
    public void addGatedProduct(
            float[] g, int gAt, float[] delta, float[] h, int rows, int columns, float[] x, int xAt, int inner) {
        for (int from = 0; from < columns; from += TILE) {
            int length = Math.min(TILE, columns - from);
            for (int k = 0; k < inner; k++) {
                System.arraycopy(g, gAt + k * columns + from, w[k], 0, length);
            }
            for (int i = 0; i < rows; i++) {
                System.arraycopy(delta, i * columns + from, a, 0, length);
                System.arraycopy(h, i * columns + from, b, 0, length);
                gate(a, length, b);
                for (int k = 0; k < inner; k++) {
                    addProduct(w[k], length, x[xAt + i * inner + k], a);
                }
            }
            for (int k = 0; k < inner; k++) {
                System.arraycopy(w[k], 0, g, gAt + k * columns + from, length);
            }
        }
    }

    // The same on the columns from a given one on of a whole matrix, number by number: what whole vectors leave over.

    static void rectifiedProduct(
            float[] h, int row, int inner, int from, int columns, float[] x, int at, float[] w, int wAt) {
        for (int j = from; j < columns; j++) {
            float z = x[at] * w[wAt + j];
            for (int k = 1; k < inner; k++) {
                z = Math.fma(x[at + k], w[wAt + k * columns + j], z);
            }
            h[row + j] = Math.max(0f, z);
        }
    }

    static void addAndRectify(float[] h, int rows, int from, int columns, float[] b, int bAt) {
        for (int i = 0; i < rows; i++) {
            for (int j = from; j < columns; j++) {
                h[i * columns + j] = Math.max(0f, h[i * columns + j] + b[bAt + j]);
            }
        }
    }

    static void gateAndSum(float[] delta, float[] h, int rows, int from, int columns, float[] sums, int sumsAt) {
        for (int i = 0; i < rows; i++) {
            for (int j = from; j < columns; j++) {
                int at = i * columns + j;
                delta[at] = h[at] > 0 ? delta[at] + 0f : 0f;
                sums[sumsAt + j] += delta[at];
            }
        }
    }

    static void outerDelta(
            float[] delta,
            float[] h,
            int rows,
            int from,
            int columns,
            float[] e,
            float[] w,
            int wAt,
            float[] sums,
            int sumsAt) {
        for (int i = 0; i < rows; i++) {
            for (int j = from; j < columns; j++) {
                int at = i * columns + j;
                delta[at] = h[at] > 0 ? e[i] * w[wAt + j] + 0f : 0f;
                sums[sumsAt + j] += delta[at];
            }
        }
    }

    static void addGatedProduct(
            float[] g,
            int gAt,
            float[] delta,
            float[] h,
            int rows,
            int from,
            int columns,
            float[] x,
            int xAt,
            int inner) {
        for (int i = 0; i < rows; i++) {
            for (int j = from; j < columns; j++) {
                float d = h[i * columns + j] > 0 ? delta[i * columns + j] : 0f;
                for (int k = 0; k < inner; k++) {
                    int at = gAt + k * columns + j;
                    g[at] = Math.fma(x[xAt + i * inner + k], d, g[at]);
                }
            }
        }
    }
}
