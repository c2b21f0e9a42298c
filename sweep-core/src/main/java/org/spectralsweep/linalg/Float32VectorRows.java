package org.spectralsweep.linalg;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Float32RowKernels} in the Vector API. Sums over rows stay in registers while a strip of columns is worked down; the columns behind the
 * last whole vector are left to {@link Float32ScalarRows}.
 */
final class Float32VectorRows implements Float32RowKernels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final FloatVector ZERO = FloatVector.zero(SPECIES);

    private static FloatVector load(float[] array, int at) {
        return FloatVector.fromArray(SPECIES, array, at);
    }

    private static FloatVector all(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }

    /** d where h is positive, else 0, and no zero is negative. A number's bits read as an integer are positive when it is; a comparison takes Java 17 twice as many instructions. */
    private static FloatVector gated(FloatVector d, FloatVector h) {
        IntVector bits = h.reinterpretAsInts();
        IntVector mask = bits.neg().lanewise(VectorOperators.ASHR, Integer.SIZE - 1);
        return d.reinterpretAsInts().and(mask).reinterpretAsFloats().add(ZERO);
    }

    @Override
    public void rectifiedProduct(
            float[] h, int rows, int inner, int columns, float[] x, int xAt, float[] w, int wAt) {
        int whole = SPECIES.loopBound(columns);
        for (int i = 0; i < rows; i++) {
            int row = i * columns;
            int at = xAt + i * inner;
            switch (inner) {
                case 2 -> row2(h, row, whole, columns, x, at, w, wAt);
                case 3 -> row3(h, row, whole, columns, x, at, w, wAt);
                default -> row(h, row, inner, whole, columns, x, at, w, wAt);
            }
            Float32ScalarRows.rectifiedProduct(h, row, inner, whole, columns, x, at, w, wAt);
        }
    }

    private static void row2(float[] h, int row, int whole, int columns, float[] x, int at, float[] w, int wAt) {
        FloatVector x0 = all(x[at]);
        FloatVector x1 = all(x[at + 1]);
        for (int j = 0; j < whole; j += LANES) {
            x1.fma(load(w, wAt + columns + j), x0.mul(load(w, wAt + j))).max(ZERO).intoArray(h, row + j);
        }
    }

    private static void row3(float[] h, int row, int whole, int columns, float[] x, int at, float[] w, int wAt) {
        FloatVector x0 = all(x[at]);
        FloatVector x1 = all(x[at + 1]);
        FloatVector x2 = all(x[at + 2]);
        for (int j = 0; j < whole; j += LANES) {
            FloatVector z = x1.fma(load(w, wAt + columns + j), x0.mul(load(w, wAt + j)));
            x2.fma(load(w, wAt + 2 * columns + j), z).max(ZERO).intoArray(h, row + j);
        }
    }

    private static void row(
            float[] h, int row, int inner, int whole, int columns, float[] x, int at, float[] w, int wAt) {
        for (int j = 0; j < whole; j += LANES) {
            FloatVector z = all(x[at]).mul(load(w, wAt + j));
            for (int k = 1; k < inner; k++) {
                z = all(x[at + k]).fma(load(w, wAt + k * columns + j), z);
            }
            z.max(ZERO).intoArray(h, row + j);
        }
    }

    @Override
    public void addAndRectify(float[] h, int rows, int columns, float[] b, int bAt) {
        int whole = SPECIES.loopBound(columns);
        for (int i = 0; i < rows; i++) {
            int row = i * columns;
            for (int j = 0; j < whole; j += LANES) {
                load(h, row + j).add(load(b, bAt + j)).max(ZERO).intoArray(h, row + j);
            }
        }
        Float32ScalarRows.addAndRectify(h, rows, whole, columns, b, bAt);
    }

    @Override
    public void gateAndSum(float[] delta, float[] h, int rows, int columns, float[] sums, int sumsAt) {
        int j = 0;
        for (; j + 4 * LANES <= columns; j += 4 * LANES) {
            gateAndSumStrip(delta, h, rows, columns, j, sums, sumsAt);
        }
        for (; j + LANES <= columns; j += LANES) {
            gateAndSumColumn(delta, h, rows, columns, j, sums, sumsAt);
        }
        Float32ScalarRows.gateAndSum(delta, h, rows, j, columns, sums, sumsAt);
    }

    private static void gateAndSumStrip(
            float[] delta, float[] h, int rows, int columns, int j, float[] sums, int sumsAt) {
        FloatVector s0 = load(sums, sumsAt + j);
        FloatVector s1 = load(sums, sumsAt + j + LANES);
        FloatVector s2 = load(sums, sumsAt + j + 2 * LANES);
        FloatVector s3 = load(sums, sumsAt + j + 3 * LANES);
        for (int i = 0, at = j; i < rows; i++, at += columns) {
            FloatVector d0 = gated(load(delta, at), load(h, at));
            FloatVector d1 = gated(load(delta, at + LANES), load(h, at + LANES));
            FloatVector d2 = gated(load(delta, at + 2 * LANES), load(h, at + 2 * LANES));
            FloatVector d3 = gated(load(delta, at + 3 * LANES), load(h, at + 3 * LANES));
            d0.intoArray(delta, at);
            d1.intoArray(delta, at + LANES);
            d2.intoArray(delta, at + 2 * LANES);
            d3.intoArray(delta, at + 3 * LANES);
            s0 = s0.add(d0);
            s1 = s1.add(d1);
            s2 = s2.add(d2);
            s3 = s3.add(d3);
        }
        s0.intoArray(sums, sumsAt + j);
        s1.intoArray(sums, sumsAt + j + LANES);
        s2.intoArray(sums, sumsAt + j + 2 * LANES);
        s3.intoArray(sums, sumsAt + j + 3 * LANES);
    }

    private static void gateAndSumColumn(
            float[] delta, float[] h, int rows, int columns, int j, float[] sums, int sumsAt) {
        FloatVector s = load(sums, sumsAt + j);
        for (int i = 0, at = j; i < rows; i++, at += columns) {
            FloatVector d = gated(load(delta, at), load(h, at));
            d.intoArray(delta, at);
            s = s.add(d);
        }
        s.intoArray(sums, sumsAt + j);
    }

    @Override
    public void outerDelta(
            float[] delta, float[] h, int rows, int columns, float[] e, float[] w, int wAt, float[] sums, int sumsAt) {
        int j = 0;
        for (; j + 4 * LANES <= columns; j += 4 * LANES) {
            outerStrip(delta, h, rows, columns, j, e, w, wAt, sums, sumsAt);
        }
        for (; j + LANES <= columns; j += LANES) {
            outerColumn(delta, h, rows, columns, j, e, w, wAt, sums, sumsAt);
        }
        Float32ScalarRows.outerDelta(delta, h, rows, j, columns, e, w, wAt, sums, sumsAt);
    }

    private static void outerStrip(
            float[] delta,
            float[] h,
            int rows,
            int columns,
            int j,
            float[] e,
            float[] w,
            int wAt,
            float[] sums,
            int sumsAt) {
        FloatVector w0 = load(w, wAt + j);
        FloatVector w1 = load(w, wAt + j + LANES);
        FloatVector w2 = load(w, wAt + j + 2 * LANES);
        FloatVector w3 = load(w, wAt + j + 3 * LANES);
        FloatVector s0 = load(sums, sumsAt + j);
        FloatVector s1 = load(sums, sumsAt + j + LANES);
        FloatVector s2 = load(sums, sumsAt + j + 2 * LANES);
        FloatVector s3 = load(sums, sumsAt + j + 3 * LANES);
        for (int i = 0, at = j; i < rows; i++, at += columns) {
            FloatVector error = all(e[i]);
            FloatVector d0 = gated(error.mul(w0), load(h, at));
            FloatVector d1 = gated(error.mul(w1), load(h, at + LANES));
            FloatVector d2 = gated(error.mul(w2), load(h, at + 2 * LANES));
            FloatVector d3 = gated(error.mul(w3), load(h, at + 3 * LANES));
            d0.intoArray(delta, at);
            d1.intoArray(delta, at + LANES);
            d2.intoArray(delta, at + 2 * LANES);
            d3.intoArray(delta, at + 3 * LANES);
            s0 = s0.add(d0);
            s1 = s1.add(d1);
            s2 = s2.add(d2);
            s3 = s3.add(d3);
        }
        s0.intoArray(sums, sumsAt + j);
        s1.intoArray(sums, sumsAt + j + LANES);
        s2.intoArray(sums, sumsAt + j + 2 * LANES);
        s3.intoArray(sums, sumsAt + j + 3 * LANES);
    }

    private static void outerColumn(
            float[] delta,
            float[] h,
            int rows,
            int columns,
            int j,
            float[] e,
            float[] w,
            int wAt,
            float[] sums,
            int sumsAt) {
        FloatVector weights = load(w, wAt + j);
        FloatVector s = load(sums, sumsAt + j);
        for (int i = 0, at = j; i < rows; i++, at += columns) {
            FloatVector d = gated(all(e[i]).mul(weights), load(h, at));
            d.intoArray(delta, at);
            s = s.add(d);
        }
        s.intoArray(sums, sumsAt + j);
    }

    @Override
    public void addGatedProduct(
            float[] g, int gAt, float[] delta, float[] h, int rows, int columns, float[] x, int xAt, int inner) {
        int whole = SPECIES.loopBound(columns);
        int k = 0;
        // Three columns of X at a time, then two, then one: each pass reads the deltas again.
        for (; inner - k == 3 || inner - k > 4; k += 3) {
            for (int j = 0; j < whole; j += LANES) {
                product3(g, gAt + k * columns + j, delta, h, rows, columns, j, x, xAt + k, inner);
            }
        }
        for (; inner - k >= 2; k += 2) {
            for (int j = 0; j < whole; j += LANES) {
                product2(g, gAt + k * columns + j, delta, h, rows, columns, j, x, xAt + k, inner);
            }
        }
        for (; k < inner; k++) {
            for (int j = 0; j < whole; j += LANES) {
                product1(g, gAt + k * columns + j, delta, h, rows, columns, j, x, xAt + k, inner);
            }
        }
        Float32ScalarRows.addGatedProduct(g, gAt, delta, h, rows, whole, columns, x, xAt, inner);
    }

    private static void product3(
            float[] g, int gAt, float[] delta, float[] h, int rows, int columns, int j, float[] x, int xAt, int step) {
        FloatVector g0 = load(g, gAt);
        FloatVector g1 = load(g, gAt + columns);
        FloatVector g2 = load(g, gAt + 2 * columns);
        for (int i = 0, at = j, point = xAt; i < rows; i++, at += columns, point += step) {
            FloatVector d = gated(load(delta, at), load(h, at));
            g0 = d.fma(all(x[point]), g0);
            g1 = d.fma(all(x[point + 1]), g1);
            g2 = d.fma(all(x[point + 2]), g2);
        }
        g0.intoArray(g, gAt);
        g1.intoArray(g, gAt + columns);
        g2.intoArray(g, gAt + 2 * columns);
    }

    private static void product2(
            float[] g, int gAt, float[] delta, float[] h, int rows, int columns, int j, float[] x, int xAt, int step) {
        FloatVector g0 = load(g, gAt);
        FloatVector g1 = load(g, gAt + columns);
        for (int i = 0, at = j, point = xAt; i < rows; i++, at += columns, point += step) {
            FloatVector d = gated(load(delta, at), load(h, at));
            g0 = d.fma(all(x[point]), g0);
            g1 = d.fma(all(x[point + 1]), g1);
        }
        g0.intoArray(g, gAt);
        g1.intoArray(g, gAt + columns);
    }

    private static void product1(
            float[] g, int gAt, float[] delta, float[] h, int rows, int columns, int j, float[] x, int xAt, int step) {
        FloatVector g0 = load(g, gAt);
        for (int i = 0, at = j, point = xAt; i < rows; i++, at += columns, point += step) {
            g0 = gated(load(delta, at), load(h, at)).fma(all(x[point]), g0);
        }
        g0.intoArray(g, gAt);
    }
}
