package org.spectralsweep.linalg;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Loops} in float64 in the Vector API: row by row, since the arrays then stream through the cache, and a row of sums stays in L1. The columns that
 * fill no vector are done in plain Java. See {@link Float64VectorKernels} for what the JIT needs.
 */
final class Float64VectorLoops implements Loops {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private final Float64HiddenLayer hiddenLayer = new Float64HiddenLayer(new Float64VectorKernels());

    private static double[] of(RealArray array) {
        return ((Float64Array) array).values;
    }

    @Override
    public Simd simd() {
        return Simd.VECTOR;
    }

    private static DoubleVector load(double[] array, int at) {
        return DoubleVector.fromArray(SPECIES, array, at);
    }

    private static DoubleVector all(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }

    /** As the method of {@link Float64ScalarLoops}: as integers, numbers of a set sign are negative and +0 is 0. */
    private static DoubleVector rectified(DoubleVector z, DoubleVector zero) {
        return z.fma(zero, z.viewAsIntegralLanes().max(0).viewAsFloatingLanes());
    }

    /** As the method of {@link Float64ScalarLoops}: the sign of -h as an integer, shifted over all bits, is a mask. */
    private static DoubleVector gated(DoubleVector delta, DoubleVector h, DoubleVector zero, DoubleVector one) {
        DoubleVector indicator = h.viewAsIntegralLanes()
                .neg()
                .lanewise(VectorOperators.ASHR, Double.SIZE - 1)
                .and(one.viewAsIntegralLanes())
                .viewAsFloatingLanes();
        return h.fma(zero, indicator.mul(delta));
    }

    @Override
    public void rectifiedNarrowProduct(
            RealArray h, int rows, int inner, int columns, RealArray x, int xAt, RealArray w, int wAt) {
        for (int i = 0; i < rows; i++) {
            int at = xAt + i * inner;
            if (inner == 2) {
                rectified2(of(h), i * columns, columns, of(x), at, of(w), wAt);
            } else if (inner == 3) {
                rectified3(of(h), i * columns, columns, of(x), at, of(w), wAt);
            } else {
                rectifiedAny(of(h), i * columns, columns, of(x), at, inner, of(w), wAt);
            }
            rectifiedTail(of(h), i * columns, columns, of(x), at, inner, of(w), wAt);
        }
    }

    private static void rectified2(double[] h, int at, int columns, double[] x, int xAt, double[] w, int wAt) {
        DoubleVector zero = all(0.0);
        DoubleVector x0 = all(x[xAt]);
        DoubleVector x1 = all(x[xAt + 1]);
        int w1 = wAt + columns;
        for (int j = 0; j <= columns - LANES; j += LANES) {
            rectified(x1.fma(load(w, w1 + j), x0.mul(load(w, wAt + j))), zero).intoArray(h, at + j);
        }
    }

    private static void rectified3(double[] h, int at, int columns, double[] x, int xAt, double[] w, int wAt) {
        DoubleVector zero = all(0.0);
        DoubleVector x0 = all(x[xAt]);
        DoubleVector x1 = all(x[xAt + 1]);
        DoubleVector x2 = all(x[xAt + 2]);
        int w1 = wAt + columns;
        int w2 = w1 + columns;
        for (int j = 0; j <= columns - LANES; j += LANES) {
            DoubleVector z = x1.fma(load(w, w1 + j), x0.mul(load(w, wAt + j)));
            rectified(x2.fma(load(w, w2 + j), z), zero).intoArray(h, at + j);
        }
    }

    private static void rectifiedAny(
            double[] h, int at, int columns, double[] x, int xAt, int inner, double[] w, int wAt) {
        for (int j = 0; j <= columns - LANES; j += LANES) {
            all(x[xAt]).mul(load(w, wAt + j)).intoArray(h, at + j);
            for (int k = 1; k < inner; k++) {
                all(x[xAt + k])
                        .fma(load(w, wAt + k * columns + j), load(h, at + j))
                        .intoArray(h, at + j);
            }
            rectified(load(h, at + j), all(0.0)).intoArray(h, at + j);
        }
    }

    private static void rectifiedTail(
            double[] h, int at, int columns, double[] x, int xAt, int inner, double[] w, int wAt) {
        for (int j = SPECIES.loopBound(columns); j < columns; j++) {
            double z = x[xAt] * w[wAt + j];
            for (int k = 1; k < inner; k++) {
                z = Math.fma(x[xAt + k], w[wAt + k * columns + j], z);
            }
            h[at + j] = Float64ScalarLoops.rectified(z);
        }
    }

    @Override
    public void addToRowsAndRectify(RealArray h, int rows, int columns, RealArray b, int bAt) {
        for (int i = 0; i < rows; i++) {
            addAndRectify(of(h), i * columns, columns, of(b), bAt);
        }
    }

    private static void addAndRectify(double[] h, int at, int columns, double[] b, int bAt) {
        DoubleVector zero = all(0.0);
        int j = 0;
        for (; j <= columns - LANES; j += LANES) {
            rectified(load(h, at + j).add(load(b, bAt + j)), zero).intoArray(h, at + j);
        }
        for (; j < columns; j++) {
            h[at + j] = Float64ScalarLoops.rectified(h[at + j] + b[bAt + j]);
        }
    }

    @Override
    public void gateAndSum(RealArray delta, RealArray h, int rows, int columns, RealArray sums, int sumsAt) {
        for (int i = 0; i < rows; i++) {
            gateAndSum(of(delta), of(h), i * columns, columns, of(sums), sumsAt);
        }
    }

    private static void gateAndSum(double[] delta, double[] h, int at, int columns, double[] sums, int sumsAt) {
        DoubleVector zero = all(0.0);
        DoubleVector one = all(1.0);
        int j = 0;
        for (; j <= columns - LANES; j += LANES) {
            DoubleVector d = gated(load(delta, at + j), load(h, at + j), zero, one);
            d.intoArray(delta, at + j);
            load(sums, sumsAt + j).add(d).intoArray(sums, sumsAt + j);
        }
        for (; j < columns; j++) {
            double d = Float64ScalarLoops.gated(delta[at + j], h[at + j]);
            delta[at + j] = d;
            sums[sumsAt + j] += d;
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
        for (int i = 0; i < rows; i++) {
            outerDelta(of(delta), of(h), i * columns, columns, of(e)[i], of(w), wAt, of(sums), sumsAt);
        }
    }

    private static void outerDelta(
            double[] delta, double[] h, int at, int columns, double e, double[] w, int wAt, double[] sums, int sumsAt) {
        DoubleVector zero = all(0.0);
        DoubleVector one = all(1.0);
        DoubleVector factor = all(e);
        int j = 0;
        for (; j <= columns - LANES; j += LANES) {
            DoubleVector d = gated(factor.mul(load(w, wAt + j)), load(h, at + j), zero, one);
            d.intoArray(delta, at + j);
            load(sums, sumsAt + j).add(d).intoArray(sums, sumsAt + j);
        }
        for (; j < columns; j++) {
            double d = Float64ScalarLoops.gated(e * w[wAt + j], h[at + j]);
            delta[at + j] = d;
            sums[sumsAt + j] += d;
        }
    }

    /** Two or three columns of X at a time, and two rows, so that fewer loads and stores of g come on a product; a last row goes without vectors. */
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
        int even = rows - rows % 2;
        int done = inner % 2 == 1 && inner > 1 ? 3 : inner % 2;
        for (int i = 0; i < even; i += 2) {
            int at = xAt + i * inner;
            if (done == 1) {
                add1(of(g), gAt, of(delta), of(h), i * columns, columns, of(x), at, inner);
            } else if (done == 3) {
                add3(of(g), gAt, of(delta), of(h), i * columns, columns, of(x), at, inner);
            }
            for (int k = done; k < inner; k += 2) {
                add2(of(g), gAt + k * columns, of(delta), of(h), i * columns, columns, of(x), at + k, inner);
            }
        }
        int whole = SPECIES.loopBound(columns);
        for (int i = 0; i < rows; i++) {
            int from = i < even ? whole : 0;
            addTail(of(g), gAt, of(delta), of(h), i * columns, from, columns, of(x), xAt + i * inner, inner);
        }
    }

    private static void add1(
            double[] g, int gAt, double[] delta, double[] h, int at, int columns, double[] x, int xAt, int inner) {
        DoubleVector zero = all(0.0);
        DoubleVector one = all(1.0);
        DoubleVector x0 = all(x[xAt]);
        DoubleVector y0 = all(x[xAt + inner]);
        int next = at + columns;
        for (int j = 0; j <= columns - LANES; j += LANES) {
            DoubleVector d = gated(load(delta, at + j), load(h, at + j), zero, one);
            DoubleVector e = gated(load(delta, next + j), load(h, next + j), zero, one);
            y0.fma(e, x0.fma(d, load(g, gAt + j))).intoArray(g, gAt + j);
        }
    }

    private static void add2(
            double[] g, int gAt, double[] delta, double[] h, int at, int columns, double[] x, int xAt, int inner) {
        DoubleVector zero = all(0.0);
        DoubleVector one = all(1.0);
        DoubleVector x0 = all(x[xAt]);
        DoubleVector x1 = all(x[xAt + 1]);
        DoubleVector y0 = all(x[xAt + inner]);
        DoubleVector y1 = all(x[xAt + inner + 1]);
        int next = at + columns;
        int g1 = gAt + columns;
        for (int j = 0; j <= columns - LANES; j += LANES) {
            DoubleVector d = gated(load(delta, at + j), load(h, at + j), zero, one);
            DoubleVector e = gated(load(delta, next + j), load(h, next + j), zero, one);
            y0.fma(e, x0.fma(d, load(g, gAt + j))).intoArray(g, gAt + j);
            y1.fma(e, x1.fma(d, load(g, g1 + j))).intoArray(g, g1 + j);
        }
    }

    private static void add3(
            double[] g, int gAt, double[] delta, double[] h, int at, int columns, double[] x, int xAt, int inner) {
        DoubleVector zero = all(0.0);
        DoubleVector one = all(1.0);
        DoubleVector x0 = all(x[xAt]);
        DoubleVector x1 = all(x[xAt + 1]);
        DoubleVector x2 = all(x[xAt + 2]);
        DoubleVector y0 = all(x[xAt + inner]);
        DoubleVector y1 = all(x[xAt + inner + 1]);
        DoubleVector y2 = all(x[xAt + inner + 2]);
        int next = at + columns;
        int g1 = gAt + columns;
        int g2 = g1 + columns;
        for (int j = 0; j <= columns - LANES; j += LANES) {
            DoubleVector d = gated(load(delta, at + j), load(h, at + j), zero, one);
            DoubleVector e = gated(load(delta, next + j), load(h, next + j), zero, one);
            y0.fma(e, x0.fma(d, load(g, gAt + j))).intoArray(g, gAt + j);
            y1.fma(e, x1.fma(d, load(g, g1 + j))).intoArray(g, g1 + j);
            y2.fma(e, x2.fma(d, load(g, g2 + j))).intoArray(g, g2 + j);
        }
    }

    private static void addTail(
            double[] g,
            int gAt,
            double[] delta,
            double[] h,
            int at,
            int from,
            int columns,
            double[] x,
            int xAt,
            int inner) {
        for (int j = from; j < columns; j++) {
            double d = Float64ScalarLoops.gated(delta[at + j], h[at + j]);
            for (int k = 0; k < inner; k++) {
                g[gAt + k * columns + j] = Math.fma(x[xAt + k], d, g[gAt + k * columns + j]);
            }
        }
    }

    @Override
    public void addHiddenSum(
            double[] f,
            int count,
            RealArray x,
            int stride,
            RealArray parameters,
            HiddenLayer layer,
            int firstUnit,
            int units) {
        hiddenLayer.addSum(f, count, of(x), stride, of(parameters), layer, firstUnit, units);
    }

    @Override
    public void hiddenGradient(
            RealArray gradient,
            int count,
            RealArray x,
            int stride,
            RealArray e,
            RealArray parameters,
            HiddenLayer layer) {
        hiddenLayer.gradient(of(gradient), count, of(x), stride, of(e), of(parameters), layer);
    }
}
