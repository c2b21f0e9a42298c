package org.spectralsweep.linalg;

/**
 * {@link Loops} in float32, in a form that Java 17 vectorises: the bodies of the loops are small, and nothing is added
 * to the index of an array.
 */
final class Float32Loops implements Loops {
    /** Columns processed at a time, in small arrays that are indexed from 0. */
    private static final int TILE = 1024;

    /** A factor that lifts any positive float, subnormal or not, to at least 1 when applied twice. */
    private static final float HUGE = 0x1p100f;

    private final float[][] tiles = new float[RealArray.NARROW][TILE];
    private final float[] row = new float[TILE];
    private final float[] other = new float[TILE];

    private static float[] of(RealArray array) {
        return ((Float32Array) array).values;
    }

    /** max(0, z), and NaN if z is not finite. */
    private static float rectified(float z) {
        return Math.fma(z, 0f, Math.max(0f, z));
    }

    /**
     * {@code delta 1[h > 0]}, and NaN if h is not finite. A comparison would be clearer than the minimum, but Java 17
     * does not vectorise it.
     */
    private static float gated(float delta, float h) {
        return Math.fma(h, 0f, delta * Math.min(h * HUGE * HUGE, 1f));
    }

    @Override
    public void rectifiedNarrowProduct(
            RealArray h, int rows, int inner, int columns, RealArray x, int xAt, RealArray w, int wAt) {
        float[] xs = of(x);
        for (int from = 0; from < columns; from += TILE) {
            int width = Math.min(TILE, columns - from);
            for (int k = 0; k < inner; k++) {
                System.arraycopy(of(w), wAt + k * columns + from, tiles[k], 0, width);
            }
            for (int i = 0; i < rows; i++) {
                rectifiedRow(xs, xAt + i * inner, inner, width);
                System.arraycopy(row, 0, of(h), i * columns + from, width);
            }
        }
    }

    /** row = max(0, sum over k of x[at + k] * tile k). */
    private void rectifiedRow(float[] x, int at, int inner, int width) {
        if (inner == 1) {
            product(row, width, x[at], tiles[0]);
        } else {
            product(row, width, x[at], tiles[0], x[at + 1], tiles[1]);
        }
        for (int k = 2; k < inner; k++) {
            addProduct(row, width, x[at + k], tiles[k]);
        }
        rectify(row, width);
    }

    private static void product(float[] z, int width, float x, float[] w) {
        for (int j = 0; j < width; j++) {
            z[j] = x * w[j];
        }
    }

    private static void product(float[] z, int width, float x0, float[] w0, float x1, float[] w1) {
        for (int j = 0; j < width; j++) {
            z[j] = Math.fma(x1, w1[j], x0 * w0[j]);
        }
    }

    private static void addProduct(float[] z, int width, float x, float[] w) {
        for (int j = 0; j < width; j++) {
            z[j] = Math.fma(x, w[j], z[j]);
        }
    }

    private static void rectify(float[] z, int width) {
        for (int j = 0; j < width; j++) {
            z[j] = rectified(z[j]);
        }
    }

    @Override
    public void addToRowsAndRectify(RealArray h, int rows, int columns, RealArray b, int bAt) {
        for (int from = 0; from < columns; from += TILE) {
            int width = Math.min(TILE, columns - from);
            System.arraycopy(of(b), bAt + from, other, 0, width);
            for (int i = 0; i < rows; i++) {
                System.arraycopy(of(h), i * columns + from, row, 0, width);
                addAndRectify(row, other, width);
                System.arraycopy(row, 0, of(h), i * columns + from, width);
            }
        }
    }

    private static void addAndRectify(float[] z, float[] b, int width) {
        for (int j = 0; j < width; j++) {
            z[j] = rectified(z[j] + b[j]);
        }
    }

    @Override
    public void gateAndSum(RealArray delta, RealArray h, int rows, int columns, RealArray sums, int sumsAt) {
        int block = Math.max(1, TILE / columns);
        for (int i = 0; i < rows; i += block) {
            int last = Math.min(rows, i + block);
            gate(of(delta), of(h), i * columns, last * columns);
            for (int k = i; k < last; k++) {
                addRow(of(sums), sumsAt, of(delta), k * columns, columns);
            }
        }
    }

    private static void gate(float[] delta, float[] h, int from, int to) {
        for (int i = from; i < to; i++) {
            delta[i] = gated(delta[i], h[i]);
        }
    }

    /** sums[sumsAt + j] += delta[at + j]. */
    private void addRow(float[] sums, int sumsAt, float[] delta, int at, int columns) {
        for (int from = 0; from < columns; from += TILE) {
            int width = Math.min(TILE, columns - from);
            System.arraycopy(sums, sumsAt + from, row, 0, width);
            System.arraycopy(delta, at + from, other, 0, width);
            add(row, other, width);
            System.arraycopy(row, 0, sums, sumsAt + from, width);
        }
    }

    private static void add(float[] sum, float[] x, int width) {
        for (int j = 0; j < width; j++) {
            sum[j] += x[j];
        }
    }

    @Override
    public void outerDelta(
            RealArray delta,
            RealArray h,
            int rows,
            int columns,
            RealArray e,
            RealArray w,
            int wAt,
            RealArray sums,
            int sumsAt) {
        for (int from = 0; from < columns; from += TILE) {
            int width = Math.min(TILE, columns - from);
            System.arraycopy(of(w), wAt + from, tiles[0], 0, width);
            for (int i = 0; i < rows; i++) {
                product(row, width, of(e)[i], tiles[0]);
                System.arraycopy(row, 0, of(delta), i * columns + from, width);
            }
        }
        gateAndSum(delta, h, rows, columns, sums, sumsAt);
    }

    @Override
    public void addGatedNarrowProduct(
            RealArray g,
            int gAt,
            RealArray delta,
            RealArray h,
            int rows,
            int columns,
            RealArray x,
            int xAt,
            int inner) {
        for (int from = 0; from < columns; from += TILE) {
            int width = Math.min(TILE, columns - from);
            for (int k = 0; k < inner; k++) {
                System.arraycopy(of(g), gAt + k * columns + from, tiles[k], 0, width);
            }
            for (int i = 0; i < rows; i++) {
                System.arraycopy(of(delta), i * columns + from, row, 0, width);
                System.arraycopy(of(h), i * columns + from, other, 0, width);
                gate(row, other, 0, width);
                for (int k = 0; k < inner; k++) {
                    addProduct(tiles[k], width, of(x)[xAt + i * inner + k], row);
                }
            }
            for (int k = 0; k < inner; k++) {
                System.arraycopy(tiles[k], 0, of(g), gAt + k * columns + from, width);
            }
        }
    }
}
