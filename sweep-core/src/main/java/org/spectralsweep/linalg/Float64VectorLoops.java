package org.spectralsweep.linalg;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Loops} in float64 in the Vector API. They go row by row, so the arrays stream through the cache and a row of
 * sums stays in L1. Two or four rows are processed at a time and share the loads of a row. The last rows, and the
 * columns that do not fill a vector, are processed element by element.
 *
 * <p>{@link Float64VectorKernels} explains why the methods are written out. It also explains the integer signs that
 * replace the maximum and the comparison of {@link Float64ScalarLoops}.
 */
final class Float64VectorLoops implements Loops {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /** Distance from the lowest bit of a number to its sign bit. */
    private static final int SIGN = Double.SIZE - 1;

    /** The bits of 1. */
    private static final long ONE = Double.doubleToRawLongBits(1.0);

    private final Float64HiddenLayer hiddenLayer = new Float64HiddenLayer(new Float64VectorKernels());

    /** For rare numbers of inner columns. */
    private final Float64ScalarLoops plain = new Float64ScalarLoops();

    private static double[] of(RealArray array) {
        return ((Float64Array) array).values;
    }

    @Override
    public Simd simd() {
        return Simd.VECTOR;
    }

    /** The first column that remains to be done in a row, after rows were processed in groups. */
    private static int left(int row, int rows, int group, int columns) {
        return row < rows - rows % group ? SPECIES.loopBound(columns) : 0;
    }

    @Override
    public void rectifiedNarrowProduct(
            RealArray h, int rows, int inner, int columns, RealArray x, int xAt, RealArray w, int wAt) {
        if (inner == 2) {
            rectified2(of(h), rows, columns, of(x), xAt, of(w), wAt);
        } else if (inner == 3) {
            rectified3(of(h), rows, columns, of(x), xAt, of(w), wAt);
        } else if (inner == 4) {
            rectified4(of(h), rows, columns, of(x), xAt, of(w), wAt);
        } else {
            plain.rectifiedNarrowProduct(h, rows, inner, columns, x, xAt, w, wAt);
            return;
        }
        int group = inner == 4 ? 2 : 4;
        for (int i = 0; i < rows; i++) {
            int from = left(i, rows, group, columns);
            rectifiedRest(of(h), i * columns, from, columns, of(x), xAt + i * inner, inner, of(w), wAt);
        }
    }

    private static void rectified2(double[] h, int rows, int columns, double[] x, int xAt, double[] w, int wAt) {
        for (int i = 0; i <= rows - 4; i += 4) {
            DoubleVector x0 = DoubleVector.broadcast(SPECIES, x[xAt + i * 2]);
            DoubleVector x1 = DoubleVector.broadcast(SPECIES, x[xAt + i * 2 + 1]);
            DoubleVector y0 = DoubleVector.broadcast(SPECIES, x[xAt + (i + 1) * 2]);
            DoubleVector y1 = DoubleVector.broadcast(SPECIES, x[xAt + (i + 1) * 2 + 1]);
            DoubleVector z0 = DoubleVector.broadcast(SPECIES, x[xAt + (i + 2) * 2]);
            DoubleVector z1 = DoubleVector.broadcast(SPECIES, x[xAt + (i + 2) * 2 + 1]);
            DoubleVector t0 = DoubleVector.broadcast(SPECIES, x[xAt + (i + 3) * 2]);
            DoubleVector t1 = DoubleVector.broadcast(SPECIES, x[xAt + (i + 3) * 2 + 1]);
            for (int j = 0; j <= columns - LANES; j += LANES) {
                int to = i * columns + j;
                DoubleVector w0 = DoubleVector.fromArray(SPECIES, w, wAt + j);
                DoubleVector w1 = DoubleVector.fromArray(SPECIES, w, wAt + columns + j);
                DoubleVector f0 = x1.fma(w1, x0.mul(w0));
                f0.lanewise(
                                VectorOperators.FMA,
                                0.0,
                                f0.viewAsIntegralLanes()
                                        .lanewise(VectorOperators.MAX, 0)
                                        .viewAsFloatingLanes())
                        .intoArray(h, to);
                DoubleVector f1 = y1.fma(w1, y0.mul(w0));
                f1.lanewise(
                                VectorOperators.FMA,
                                0.0,
                                f1.viewAsIntegralLanes()
                                        .lanewise(VectorOperators.MAX, 0)
                                        .viewAsFloatingLanes())
                        .intoArray(h, to + columns);
                DoubleVector f2 = z1.fma(w1, z0.mul(w0));
                f2.lanewise(
                                VectorOperators.FMA,
                                0.0,
                                f2.viewAsIntegralLanes()
                                        .lanewise(VectorOperators.MAX, 0)
                                        .viewAsFloatingLanes())
                        .intoArray(h, to + 2 * columns);
                DoubleVector f3 = t1.fma(w1, t0.mul(w0));
                f3.lanewise(
                                VectorOperators.FMA,
                                0.0,
                                f3.viewAsIntegralLanes()
                                        .lanewise(VectorOperators.MAX, 0)
                                        .viewAsFloatingLanes())
                        .intoArray(h, to + 3 * columns);
            }
        }
    }

    private static void rectified3(double[] h, int rows, int columns, double[] x, int xAt, double[] w, int wAt) {
        for (int i = 0; i <= rows - 4; i += 4) {
            DoubleVector x0 = DoubleVector.broadcast(SPECIES, x[xAt + i * 3]);
            DoubleVector x1 = DoubleVector.broadcast(SPECIES, x[xAt + i * 3 + 1]);
            DoubleVector x2 = DoubleVector.broadcast(SPECIES, x[xAt + i * 3 + 2]);
            DoubleVector y0 = DoubleVector.broadcast(SPECIES, x[xAt + (i + 1) * 3]);
            DoubleVector y1 = DoubleVector.broadcast(SPECIES, x[xAt + (i + 1) * 3 + 1]);
            DoubleVector y2 = DoubleVector.broadcast(SPECIES, x[xAt + (i + 1) * 3 + 2]);
            DoubleVector z0 = DoubleVector.broadcast(SPECIES, x[xAt + (i + 2) * 3]);
            DoubleVector z1 = DoubleVector.broadcast(SPECIES, x[xAt + (i + 2) * 3 + 1]);
            DoubleVector z2 = DoubleVector.broadcast(SPECIES, x[xAt + (i + 2) * 3 + 2]);
            DoubleVector t0 = DoubleVector.broadcast(SPECIES, x[xAt + (i + 3) * 3]);
            DoubleVector t1 = DoubleVector.broadcast(SPECIES, x[xAt + (i + 3) * 3 + 1]);
            DoubleVector t2 = DoubleVector.broadcast(SPECIES, x[xAt + (i + 3) * 3 + 2]);
            for (int j = 0; j <= columns - LANES; j += LANES) {
                int to = i * columns + j;
                DoubleVector w0 = DoubleVector.fromArray(SPECIES, w, wAt + j);
                DoubleVector w1 = DoubleVector.fromArray(SPECIES, w, wAt + columns + j);
                DoubleVector w2 = DoubleVector.fromArray(SPECIES, w, wAt + 2 * columns + j);
                DoubleVector f0 = x2.fma(w2, x1.fma(w1, x0.mul(w0)));
                f0.lanewise(
                                VectorOperators.FMA,
                                0.0,
                                f0.viewAsIntegralLanes()
                                        .lanewise(VectorOperators.MAX, 0)
                                        .viewAsFloatingLanes())
                        .intoArray(h, to);
                DoubleVector f1 = y2.fma(w2, y1.fma(w1, y0.mul(w0)));
                f1.lanewise(
                                VectorOperators.FMA,
                                0.0,
                                f1.viewAsIntegralLanes()
                                        .lanewise(VectorOperators.MAX, 0)
                                        .viewAsFloatingLanes())
                        .intoArray(h, to + columns);
                DoubleVector f2 = z2.fma(w2, z1.fma(w1, z0.mul(w0)));
                f2.lanewise(
                                VectorOperators.FMA,
                                0.0,
                                f2.viewAsIntegralLanes()
                                        .lanewise(VectorOperators.MAX, 0)
                                        .viewAsFloatingLanes())
                        .intoArray(h, to + 2 * columns);
                DoubleVector f3 = t2.fma(w2, t1.fma(w1, t0.mul(w0)));
                f3.lanewise(
                                VectorOperators.FMA,
                                0.0,
                                f3.viewAsIntegralLanes()
                                        .lanewise(VectorOperators.MAX, 0)
                                        .viewAsFloatingLanes())
                        .intoArray(h, to + 3 * columns);
            }
        }
    }

    private static void rectified4(double[] h, int rows, int columns, double[] x, int xAt, double[] w, int wAt) {
        for (int i = 0; i <= rows - 2; i += 2) {
            DoubleVector x0 = DoubleVector.broadcast(SPECIES, x[xAt + i * 4]);
            DoubleVector x1 = DoubleVector.broadcast(SPECIES, x[xAt + i * 4 + 1]);
            DoubleVector x2 = DoubleVector.broadcast(SPECIES, x[xAt + i * 4 + 2]);
            DoubleVector x3 = DoubleVector.broadcast(SPECIES, x[xAt + i * 4 + 3]);
            DoubleVector y0 = DoubleVector.broadcast(SPECIES, x[xAt + (i + 1) * 4]);
            DoubleVector y1 = DoubleVector.broadcast(SPECIES, x[xAt + (i + 1) * 4 + 1]);
            DoubleVector y2 = DoubleVector.broadcast(SPECIES, x[xAt + (i + 1) * 4 + 2]);
            DoubleVector y3 = DoubleVector.broadcast(SPECIES, x[xAt + (i + 1) * 4 + 3]);
            for (int j = 0; j <= columns - LANES; j += LANES) {
                int to = i * columns + j;
                DoubleVector w0 = DoubleVector.fromArray(SPECIES, w, wAt + j);
                DoubleVector w1 = DoubleVector.fromArray(SPECIES, w, wAt + columns + j);
                DoubleVector w2 = DoubleVector.fromArray(SPECIES, w, wAt + 2 * columns + j);
                DoubleVector w3 = DoubleVector.fromArray(SPECIES, w, wAt + 3 * columns + j);
                DoubleVector f0 = x3.fma(w3, x2.fma(w2, x1.fma(w1, x0.mul(w0))));
                f0.lanewise(
                                VectorOperators.FMA,
                                0.0,
                                f0.viewAsIntegralLanes()
                                        .lanewise(VectorOperators.MAX, 0)
                                        .viewAsFloatingLanes())
                        .intoArray(h, to);
                DoubleVector f1 = y3.fma(w3, y2.fma(w2, y1.fma(w1, y0.mul(w0))));
                f1.lanewise(
                                VectorOperators.FMA,
                                0.0,
                                f1.viewAsIntegralLanes()
                                        .lanewise(VectorOperators.MAX, 0)
                                        .viewAsFloatingLanes())
                        .intoArray(h, to + columns);
            }
        }
    }

    private static void rectifiedRest(
            double[] h, int at, int from, int columns, double[] x, int xAt, int inner, double[] w, int wAt) {
        for (int j = from; j < columns; j++) {
            double z = x[xAt] * w[wAt + j];
            for (int k = 1; k < inner; k++) {
                z = Math.fma(x[xAt + k], w[wAt + k * columns + j], z);
            }
            h[at + j] = Float64ScalarLoops.rectified(z);
        }
    }

    @Override
    public void addToRowsAndRectify(RealArray h, int rows, int columns, RealArray b, int bAt) {
        addAndRectify(of(h), rows, columns, of(b), bAt);
    }

    private static void addAndRectify(double[] h, int rows, int columns, double[] b, int bAt) {
        for (int i = 0; i <= rows - 4; i += 4) {
            for (int j = 0; j <= columns - LANES; j += LANES) {
                int to = i * columns + j;
                DoubleVector v = DoubleVector.fromArray(SPECIES, b, bAt + j);
                DoubleVector f0 = DoubleVector.fromArray(SPECIES, h, to).add(v);
                f0.lanewise(
                                VectorOperators.FMA,
                                0.0,
                                f0.viewAsIntegralLanes()
                                        .lanewise(VectorOperators.MAX, 0)
                                        .viewAsFloatingLanes())
                        .intoArray(h, to);
                DoubleVector f1 =
                        DoubleVector.fromArray(SPECIES, h, to + columns).add(v);
                f1.lanewise(
                                VectorOperators.FMA,
                                0.0,
                                f1.viewAsIntegralLanes()
                                        .lanewise(VectorOperators.MAX, 0)
                                        .viewAsFloatingLanes())
                        .intoArray(h, to + columns);
                DoubleVector f2 =
                        DoubleVector.fromArray(SPECIES, h, to + 2 * columns).add(v);
                f2.lanewise(
                                VectorOperators.FMA,
                                0.0,
                                f2.viewAsIntegralLanes()
                                        .lanewise(VectorOperators.MAX, 0)
                                        .viewAsFloatingLanes())
                        .intoArray(h, to + 2 * columns);
                DoubleVector f3 =
                        DoubleVector.fromArray(SPECIES, h, to + 3 * columns).add(v);
                f3.lanewise(
                                VectorOperators.FMA,
                                0.0,
                                f3.viewAsIntegralLanes()
                                        .lanewise(VectorOperators.MAX, 0)
                                        .viewAsFloatingLanes())
                        .intoArray(h, to + 3 * columns);
            }
        }
        for (int i = 0; i < rows; i++) {
            for (int j = left(i, rows, 4, columns); j < columns; j++) {
                int to = i * columns + j;
                h[to] = Float64ScalarLoops.rectified(h[to] + b[bAt + j]);
            }
        }
    }

    @Override
    public void gateAndSum(RealArray delta, RealArray h, int rows, int columns, RealArray sums, int sumsAt) {
        gateAndSum(of(delta), of(h), rows, columns, of(sums), sumsAt);
    }

    private static void gateAndSum(double[] delta, double[] h, int rows, int columns, double[] sums, int sumsAt) {
        for (int i = 0; i <= rows - 2; i += 2) {
            for (int j = 0; j <= columns - LANES; j += LANES) {
                int to = i * columns + j;
                int next = to + columns;
                DoubleVector h0 = DoubleVector.fromArray(SPECIES, h, to);
                DoubleVector h1 = DoubleVector.fromArray(SPECIES, h, next);
                DoubleVector d0 = DoubleVector.fromArray(SPECIES, delta, to);
                DoubleVector d1 = DoubleVector.fromArray(SPECIES, delta, next);
                DoubleVector g0 = h0.lanewise(
                        VectorOperators.FMA,
                        0.0,
                        h0.viewAsIntegralLanes()
                                .lanewise(VectorOperators.NEG)
                                .lanewise(VectorOperators.ASHR, SIGN)
                                .lanewise(VectorOperators.AND, ONE)
                                .viewAsFloatingLanes()
                                .lanewise(VectorOperators.MUL, d0));
                g0.intoArray(delta, to);
                DoubleVector g1 = h1.lanewise(
                        VectorOperators.FMA,
                        0.0,
                        h1.viewAsIntegralLanes()
                                .lanewise(VectorOperators.NEG)
                                .lanewise(VectorOperators.ASHR, SIGN)
                                .lanewise(VectorOperators.AND, ONE)
                                .viewAsFloatingLanes()
                                .lanewise(VectorOperators.MUL, d1));
                g1.intoArray(delta, next);
                DoubleVector sum = DoubleVector.fromArray(SPECIES, sums, sumsAt + j);
                sum.add(g0).add(g1).intoArray(sums, sumsAt + j);
            }
        }
        for (int i = 0; i < rows; i++) {
            for (int j = left(i, rows, 2, columns); j < columns; j++) {
                int to = i * columns + j;
                delta[to] = Float64ScalarLoops.gated(delta[to], h[to]);
                sums[sumsAt + j] += delta[to];
            }
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
        outerDelta(of(delta), of(h), rows, columns, of(e), of(w), wAt, of(sums), sumsAt);
    }

    private static void outerDelta(
            double[] delta,
            double[] h,
            int rows,
            int columns,
            double[] e,
            double[] w,
            int wAt,
            double[] sums,
            int sumsAt) {
        for (int i = 0; i <= rows - 2; i += 2) {
            DoubleVector e0 = DoubleVector.broadcast(SPECIES, e[i]);
            DoubleVector e1 = DoubleVector.broadcast(SPECIES, e[i + 1]);
            for (int j = 0; j <= columns - LANES; j += LANES) {
                int to = i * columns + j;
                int next = to + columns;
                DoubleVector h0 = DoubleVector.fromArray(SPECIES, h, to);
                DoubleVector h1 = DoubleVector.fromArray(SPECIES, h, next);
                DoubleVector v = DoubleVector.fromArray(SPECIES, w, wAt + j);
                DoubleVector d0 = e0.mul(v);
                DoubleVector d1 = e1.mul(v);
                DoubleVector g0 = h0.lanewise(
                        VectorOperators.FMA,
                        0.0,
                        h0.viewAsIntegralLanes()
                                .lanewise(VectorOperators.NEG)
                                .lanewise(VectorOperators.ASHR, SIGN)
                                .lanewise(VectorOperators.AND, ONE)
                                .viewAsFloatingLanes()
                                .lanewise(VectorOperators.MUL, d0));
                g0.intoArray(delta, to);
                DoubleVector g1 = h1.lanewise(
                        VectorOperators.FMA,
                        0.0,
                        h1.viewAsIntegralLanes()
                                .lanewise(VectorOperators.NEG)
                                .lanewise(VectorOperators.ASHR, SIGN)
                                .lanewise(VectorOperators.AND, ONE)
                                .viewAsFloatingLanes()
                                .lanewise(VectorOperators.MUL, d1));
                g1.intoArray(delta, next);
                DoubleVector sum = DoubleVector.fromArray(SPECIES, sums, sumsAt + j);
                sum.add(g0).add(g1).intoArray(sums, sumsAt + j);
            }
        }
        for (int i = 0; i < rows; i++) {
            for (int j = left(i, rows, 2, columns); j < columns; j++) {
                int to = i * columns + j;
                delta[to] = Float64ScalarLoops.gated(e[i] * w[wAt + j], h[to]);
                sums[sumsAt + j] += delta[to];
            }
        }
    }

    /** Processes two or three columns of X at a time and computes the gate once for them. */
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
        if (inner == 1) {
            plain.addGatedNarrowProduct(g, gAt, delta, h, rows, columns, x, xAt, inner);
            return;
        }
        int done = inner % 2 == 1 ? 3 : 0;
        if (done == 3) {
            add3(of(g), gAt, of(delta), of(h), rows, columns, of(x), xAt, inner);
        }
        for (int k = done; k < inner; k += 2) {
            add2(of(g), gAt + k * columns, of(delta), of(h), rows, columns, of(x), xAt + k, inner);
        }
        for (int i = 0; i < rows; i++) {
            int from = left(i, rows, 2, columns);
            addRest(of(g), gAt, of(delta), of(h), i * columns, from, columns, of(x), xAt + i * inner, inner);
        }
    }

    private static void add2(
            double[] g, int gAt, double[] delta, double[] h, int rows, int columns, double[] x, int xAt, int inner) {
        for (int i = 0; i <= rows - 2; i += 2) {
            int from = xAt + i * inner;
            DoubleVector x0 = DoubleVector.broadcast(SPECIES, x[from]);
            DoubleVector x1 = DoubleVector.broadcast(SPECIES, x[from + 1]);
            DoubleVector y0 = DoubleVector.broadcast(SPECIES, x[from + inner]);
            DoubleVector y1 = DoubleVector.broadcast(SPECIES, x[from + inner + 1]);
            for (int j = 0; j <= columns - LANES; j += LANES) {
                int to = i * columns + j;
                int next = to + columns;
                DoubleVector h0 = DoubleVector.fromArray(SPECIES, h, to);
                DoubleVector d0 = h0.lanewise(
                        VectorOperators.FMA,
                        0.0,
                        h0.viewAsIntegralLanes()
                                .lanewise(VectorOperators.NEG)
                                .lanewise(VectorOperators.ASHR, SIGN)
                                .lanewise(VectorOperators.AND, ONE)
                                .viewAsFloatingLanes()
                                .lanewise(VectorOperators.MUL, DoubleVector.fromArray(SPECIES, delta, to)));
                DoubleVector h1 = DoubleVector.fromArray(SPECIES, h, next);
                DoubleVector d1 = h1.lanewise(
                        VectorOperators.FMA,
                        0.0,
                        h1.viewAsIntegralLanes()
                                .lanewise(VectorOperators.NEG)
                                .lanewise(VectorOperators.ASHR, SIGN)
                                .lanewise(VectorOperators.AND, ONE)
                                .viewAsFloatingLanes()
                                .lanewise(VectorOperators.MUL, DoubleVector.fromArray(SPECIES, delta, next)));
                y0.fma(d1, x0.fma(d0, DoubleVector.fromArray(SPECIES, g, gAt + j)))
                        .intoArray(g, gAt + j);
                y1.fma(d1, x1.fma(d0, DoubleVector.fromArray(SPECIES, g, gAt + columns + j)))
                        .intoArray(g, gAt + columns + j);
            }
        }
    }

    private static void add3(
            double[] g, int gAt, double[] delta, double[] h, int rows, int columns, double[] x, int xAt, int inner) {
        for (int i = 0; i <= rows - 2; i += 2) {
            int from = xAt + i * inner;
            DoubleVector x0 = DoubleVector.broadcast(SPECIES, x[from]);
            DoubleVector x1 = DoubleVector.broadcast(SPECIES, x[from + 1]);
            DoubleVector x2 = DoubleVector.broadcast(SPECIES, x[from + 2]);
            DoubleVector y0 = DoubleVector.broadcast(SPECIES, x[from + inner]);
            DoubleVector y1 = DoubleVector.broadcast(SPECIES, x[from + inner + 1]);
            DoubleVector y2 = DoubleVector.broadcast(SPECIES, x[from + inner + 2]);
            for (int j = 0; j <= columns - LANES; j += LANES) {
                int to = i * columns + j;
                int next = to + columns;
                DoubleVector h0 = DoubleVector.fromArray(SPECIES, h, to);
                DoubleVector d0 = h0.lanewise(
                        VectorOperators.FMA,
                        0.0,
                        h0.viewAsIntegralLanes()
                                .lanewise(VectorOperators.NEG)
                                .lanewise(VectorOperators.ASHR, SIGN)
                                .lanewise(VectorOperators.AND, ONE)
                                .viewAsFloatingLanes()
                                .lanewise(VectorOperators.MUL, DoubleVector.fromArray(SPECIES, delta, to)));
                DoubleVector h1 = DoubleVector.fromArray(SPECIES, h, next);
                DoubleVector d1 = h1.lanewise(
                        VectorOperators.FMA,
                        0.0,
                        h1.viewAsIntegralLanes()
                                .lanewise(VectorOperators.NEG)
                                .lanewise(VectorOperators.ASHR, SIGN)
                                .lanewise(VectorOperators.AND, ONE)
                                .viewAsFloatingLanes()
                                .lanewise(VectorOperators.MUL, DoubleVector.fromArray(SPECIES, delta, next)));
                y0.fma(d1, x0.fma(d0, DoubleVector.fromArray(SPECIES, g, gAt + j)))
                        .intoArray(g, gAt + j);
                y1.fma(d1, x1.fma(d0, DoubleVector.fromArray(SPECIES, g, gAt + columns + j)))
                        .intoArray(g, gAt + columns + j);
                y2.fma(d1, x2.fma(d0, DoubleVector.fromArray(SPECIES, g, gAt + 2 * columns + j)))
                        .intoArray(g, gAt + 2 * columns + j);
            }
        }
    }

    private static void addRest(
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
