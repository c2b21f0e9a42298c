package org.spectralsweep.linalg;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Float64HiddenKernels} in the Vector API. Everything a loop needs stays in registers: points and their sums in
 * the sum, units and their sums in the gradient.
 *
 * <p>The methods are written out, each between two limits of the JIT, in Java 17 as in 25.
 *
 * <ul>
 *   <li>The JIT keeps vectors in registers if it inlines all calls of a method while it parses the method. It gives up
 *   at about 50 operations on vectors. The remaining operations allocate and are slower by a factor of ten. So a method
 *   works on two vectors at a time, or four if a vector takes few operations. Also, there is a method for each number
 *   of inputs.
 *   <li>The JIT must not inline the method itself into one with others of its kind, since together they are too long.
 *   So each method has more than 325 bytes of code, the most that the JIT inlines. If need be, it uses operations with
 *   longer names to get there.
 * </ul>
 *
 * <p>A test measures the bytes of code, and another the bytes allocated.
 *
 * <p>x86 has 16 vectors of 256 bits, so that the gradient keeps one of its own on the stack and writes it at every
 * point. Where the stack starts depends on the callers. If that vector lies across two cache lines, the loop takes up
 * to twice as long (seen in float64, in virtual machines that had trained other networks before). One vector at a time
 * would stay in registers but be no faster than the usual case, because it waits for its own sums.
 *
 * <p>In these loops max(0, z) is computed on the bits as an integer: numbers whose sign bit is set are negative there,
 * and +0 is 0. That is one instruction, while the maximum of doubles takes six; the poison handles NaN. The sign bit of
 * t = -z, shifted over all the others, is the mask of the points where z is positive. It is not set for z = 0, since a
 * sum is not a negative zero unless its last term is one. Java 17 would make four instructions of a comparison and its
 * use.
 */
final class Float64VectorKernels implements Float64HiddenKernels {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int STEP = Float64HiddenLayer.STEP;
    private static final int BIAS = Float64HiddenLayer.BIAS;

    /** Distance from the lowest bit of a number to its sign bit. */
    private static final int SIGN = Double.SIZE - 1;

    /**
     * STEP again, as a number that the JIT does not know. The JIT therefore does not unroll the loop over the points.
     * If it did, it would move the loads of many points to the front and run out of registers.
     */
    private final int unknownStep = STEP;

    @Override
    public void sum(int inputs, double[][] x, int points, double[] units, int count, double poison, double[] sums) {
        if (inputs == 2) {
            sum2(x[0], x[1], points, units, count, poison, sums);
        } else if (inputs == 3) {
            sum3(x[0], x[1], x[2], points, units, count, poison, sums);
        } else {
            sum4(x[0], x[1], x[2], x[3], points, units, count, poison, sums);
        }
    }

    private static void sum2(
            double[] xs, double[] ys, int points, double[] units, int count, double poison, double[] sums) {
        for (int i = 0; i < points; i += 4 * LANES) {
            DoubleVector x0 = DoubleVector.fromArray(SPECIES, xs, i);
            DoubleVector y0 = DoubleVector.fromArray(SPECIES, ys, i);
            DoubleVector x1 = DoubleVector.fromArray(SPECIES, xs, i + LANES);
            DoubleVector y1 = DoubleVector.fromArray(SPECIES, ys, i + LANES);
            DoubleVector x2 = DoubleVector.fromArray(SPECIES, xs, i + 2 * LANES);
            DoubleVector y2 = DoubleVector.fromArray(SPECIES, ys, i + 2 * LANES);
            DoubleVector x3 = DoubleVector.fromArray(SPECIES, xs, i + 3 * LANES);
            DoubleVector y3 = DoubleVector.fromArray(SPECIES, ys, i + 3 * LANES);
            DoubleVector s0 = DoubleVector.broadcast(SPECIES, poison);
            DoubleVector s1 = DoubleVector.broadcast(SPECIES, poison);
            DoubleVector s2 = DoubleVector.broadcast(SPECIES, poison);
            DoubleVector s3 = DoubleVector.broadcast(SPECIES, poison);
            for (int j = 0; j < count * STEP; j += STEP) {
                DoubleVector u = DoubleVector.broadcast(SPECIES, units[j]);
                DoubleVector v = DoubleVector.broadcast(SPECIES, units[j + 1]);
                DoubleVector b = DoubleVector.broadcast(SPECIES, units[j + 2]);
                DoubleVector a = DoubleVector.broadcast(SPECIES, units[j + 3]);
                DoubleVector h0 = v.fma(y0, u.mul(x0)).add(b);
                s0 = h0.viewAsIntegralLanes()
                        .lanewise(VectorOperators.MAX, 0)
                        .viewAsFloatingLanes()
                        .fma(a, s0);
                DoubleVector h1 = v.fma(y1, u.mul(x1)).add(b);
                s1 = h1.viewAsIntegralLanes()
                        .lanewise(VectorOperators.MAX, 0)
                        .viewAsFloatingLanes()
                        .fma(a, s1);
                DoubleVector h2 = v.fma(y2, u.mul(x2)).add(b);
                s2 = h2.viewAsIntegralLanes()
                        .lanewise(VectorOperators.MAX, 0)
                        .viewAsFloatingLanes()
                        .fma(a, s2);
                DoubleVector h3 = v.fma(y3, u.mul(x3)).add(b);
                s3 = h3.viewAsIntegralLanes()
                        .lanewise(VectorOperators.MAX, 0)
                        .viewAsFloatingLanes()
                        .fma(a, s3);
            }
            s0.intoArray(sums, i);
            s1.intoArray(sums, i + LANES);
            s2.intoArray(sums, i + 2 * LANES);
            s3.intoArray(sums, i + 3 * LANES);
        }
    }

    private static void sum3(
            double[] xs,
            double[] ys,
            double[] zs,
            int points,
            double[] units,
            int count,
            double poison,
            double[] sums) {
        for (int i = 0; i < points; i += 2 * LANES) {
            DoubleVector x0 = DoubleVector.fromArray(SPECIES, xs, i);
            DoubleVector y0 = DoubleVector.fromArray(SPECIES, ys, i);
            DoubleVector z0 = DoubleVector.fromArray(SPECIES, zs, i);
            DoubleVector x1 = DoubleVector.fromArray(SPECIES, xs, i + LANES);
            DoubleVector y1 = DoubleVector.fromArray(SPECIES, ys, i + LANES);
            DoubleVector z1 = DoubleVector.fromArray(SPECIES, zs, i + LANES);
            DoubleVector s0 = DoubleVector.broadcast(SPECIES, poison);
            DoubleVector s1 = DoubleVector.broadcast(SPECIES, poison);
            for (int j = 0; j < count * STEP; j += STEP) {
                DoubleVector u = DoubleVector.broadcast(SPECIES, units[j]);
                DoubleVector v = DoubleVector.broadcast(SPECIES, units[j + 1]);
                DoubleVector w = DoubleVector.broadcast(SPECIES, units[j + 2]);
                DoubleVector b = DoubleVector.broadcast(SPECIES, units[j + 3]);
                DoubleVector a = DoubleVector.broadcast(SPECIES, units[j + 4]);
                DoubleVector h0 = w.fma(z0, v.fma(y0, u.mul(x0))).add(b);
                s0 = h0.viewAsIntegralLanes()
                        .lanewise(VectorOperators.MAX, 0)
                        .viewAsFloatingLanes()
                        .fma(a, s0);
                DoubleVector h1 = w.fma(z1, v.fma(y1, u.mul(x1))).add(b);
                s1 = h1.viewAsIntegralLanes()
                        .lanewise(VectorOperators.MAX, 0)
                        .viewAsFloatingLanes()
                        .fma(a, s1);
            }
            s0.intoArray(sums, i);
            s1.intoArray(sums, i + LANES);
        }
    }

    private static void sum4(
            double[] xs,
            double[] ys,
            double[] zs,
            double[] ts,
            int points,
            double[] units,
            int count,
            double poison,
            double[] sums) {
        for (int i = 0; i < points; i += 2 * LANES) {
            DoubleVector x0 = DoubleVector.fromArray(SPECIES, xs, i);
            DoubleVector y0 = DoubleVector.fromArray(SPECIES, ys, i);
            DoubleVector z0 = DoubleVector.fromArray(SPECIES, zs, i);
            DoubleVector t0 = DoubleVector.fromArray(SPECIES, ts, i);
            DoubleVector x1 = DoubleVector.fromArray(SPECIES, xs, i + LANES);
            DoubleVector y1 = DoubleVector.fromArray(SPECIES, ys, i + LANES);
            DoubleVector z1 = DoubleVector.fromArray(SPECIES, zs, i + LANES);
            DoubleVector t1 = DoubleVector.fromArray(SPECIES, ts, i + LANES);
            DoubleVector s0 = DoubleVector.broadcast(SPECIES, poison);
            DoubleVector s1 = DoubleVector.broadcast(SPECIES, poison);
            for (int j = 0; j < count * STEP; j += STEP) {
                DoubleVector u = DoubleVector.broadcast(SPECIES, units[j]);
                DoubleVector v = DoubleVector.broadcast(SPECIES, units[j + 1]);
                DoubleVector w = DoubleVector.broadcast(SPECIES, units[j + 2]);
                DoubleVector r = DoubleVector.broadcast(SPECIES, units[j + 3]);
                DoubleVector b = DoubleVector.broadcast(SPECIES, units[j + 4]);
                DoubleVector a = DoubleVector.broadcast(SPECIES, units[j + 5]);
                DoubleVector h0 = r.fma(t0, w.fma(z0, v.fma(y0, u.mul(x0)))).add(b);
                s0 = h0.viewAsIntegralLanes()
                        .lanewise(VectorOperators.MAX, 0)
                        .viewAsFloatingLanes()
                        .fma(a, s0);
                DoubleVector h1 = r.fma(t1, w.fma(z1, v.fma(y1, u.mul(x1)))).add(b);
                s1 = h1.viewAsIntegralLanes()
                        .lanewise(VectorOperators.MAX, 0)
                        .viewAsFloatingLanes()
                        .fma(a, s1);
            }
            s0.intoArray(sums, i);
            s1.intoArray(sums, i + LANES);
        }
    }

    @Override
    public void add(double[] f, int at, int points, double c, double[] sums) {
        int whole = SPECIES.loopBound(points);
        DoubleVector factor = DoubleVector.broadcast(SPECIES, c);
        for (int i = 0; i < whole; i += LANES) {
            DoubleVector.fromArray(SPECIES, sums, i)
                    .fma(factor, DoubleVector.fromArray(SPECIES, f, at + i))
                    .intoArray(f, at + i);
        }
        for (int i = whole; i < points; i++) {
            f[at + i] = Math.fma(c, sums[i], f[at + i]);
        }
    }

    @Override
    public void gradient(int inputs, double[] points, int count, double[][] weights, int units, double[][] sums) {
        if (inputs == 2) {
            for (int j = 0; j < units; j += 2 * LANES) {
                gradient2(points, count, unknownStep, weights, j, sums);
            }
        } else if (inputs == 3) {
            for (int j = 0; j < units; j += 2 * LANES) {
                gradient3(points, count, unknownStep, weights, j, sums);
            }
        } else {
            for (int j = 0; j < units; j += LANES) {
                gradient4(points, count, unknownStep, weights, j, sums);
            }
        }
    }

    private static void gradient2(double[] points, int count, int step, double[][] weights, int j, double[][] sums) {
        DoubleVector u0 = DoubleVector.fromArray(SPECIES, weights[0], j);
        DoubleVector v0 = DoubleVector.fromArray(SPECIES, weights[1], j);
        DoubleVector b0 = DoubleVector.fromArray(SPECIES, weights[BIAS], j);
        DoubleVector u1 = DoubleVector.fromArray(SPECIES, weights[0], j + LANES);
        DoubleVector v1 = DoubleVector.fromArray(SPECIES, weights[1], j + LANES);
        DoubleVector b1 = DoubleVector.fromArray(SPECIES, weights[BIAS], j + LANES);
        DoubleVector p0 = DoubleVector.broadcast(SPECIES, 0.0);
        DoubleVector q0 = p0;
        DoubleVector s0 = p0;
        DoubleVector p1 = p0;
        DoubleVector q1 = p0;
        DoubleVector s1 = p0;
        for (int i = 0; i < count * STEP; i += step) {
            DoubleVector x = DoubleVector.broadcast(SPECIES, points[i]);
            DoubleVector y = DoubleVector.broadcast(SPECIES, points[i + 1]);
            DoubleVector e = DoubleVector.broadcast(SPECIES, points[i + 2]);
            DoubleVector g0 = v0.fma(y, u0.mul(x))
                    .add(b0)
                    .viewAsIntegralLanes()
                    .lanewise(VectorOperators.ASHR, SIGN)
                    .and(e.viewAsIntegralLanes())
                    .viewAsFloatingLanes();
            p0 = g0.fma(x, p0);
            q0 = g0.fma(y, q0);
            s0 = g0.add(s0);
            DoubleVector g1 = v1.fma(y, u1.mul(x))
                    .add(b1)
                    .viewAsIntegralLanes()
                    .lanewise(VectorOperators.ASHR, SIGN)
                    .and(e.viewAsIntegralLanes())
                    .viewAsFloatingLanes();
            p1 = g1.fma(x, p1);
            q1 = g1.fma(y, q1);
            s1 = g1.add(s1);
        }
        p0.intoArray(sums[0], j);
        q0.intoArray(sums[1], j);
        s0.intoArray(sums[BIAS], j);
        p1.intoArray(sums[0], j + LANES);
        q1.intoArray(sums[1], j + LANES);
        s1.intoArray(sums[BIAS], j + LANES);
    }

    private static void gradient3(double[] points, int count, int step, double[][] weights, int j, double[][] sums) {
        DoubleVector u0 = DoubleVector.fromArray(SPECIES, weights[0], j);
        DoubleVector v0 = DoubleVector.fromArray(SPECIES, weights[1], j);
        DoubleVector w0 = DoubleVector.fromArray(SPECIES, weights[2], j);
        DoubleVector b0 = DoubleVector.fromArray(SPECIES, weights[BIAS], j);
        DoubleVector u1 = DoubleVector.fromArray(SPECIES, weights[0], j + LANES);
        DoubleVector v1 = DoubleVector.fromArray(SPECIES, weights[1], j + LANES);
        DoubleVector w1 = DoubleVector.fromArray(SPECIES, weights[2], j + LANES);
        DoubleVector b1 = DoubleVector.fromArray(SPECIES, weights[BIAS], j + LANES);
        DoubleVector p0 = DoubleVector.broadcast(SPECIES, 0.0);
        DoubleVector q0 = p0;
        DoubleVector m0 = p0;
        DoubleVector s0 = p0;
        DoubleVector p1 = p0;
        DoubleVector q1 = p0;
        DoubleVector m1 = p0;
        DoubleVector s1 = p0;
        for (int i = 0; i < count * STEP; i += step) {
            DoubleVector x = DoubleVector.broadcast(SPECIES, points[i]);
            DoubleVector y = DoubleVector.broadcast(SPECIES, points[i + 1]);
            DoubleVector z = DoubleVector.broadcast(SPECIES, points[i + 2]);
            DoubleVector e = DoubleVector.broadcast(SPECIES, points[i + 3]);
            DoubleVector g0 = w0.fma(z, v0.fma(y, u0.mul(x)))
                    .add(b0)
                    .viewAsIntegralLanes()
                    .lanewise(VectorOperators.ASHR, SIGN)
                    .and(e.viewAsIntegralLanes())
                    .viewAsFloatingLanes();
            p0 = g0.fma(x, p0);
            q0 = g0.fma(y, q0);
            m0 = g0.fma(z, m0);
            s0 = g0.add(s0);
            DoubleVector g1 = w1.fma(z, v1.fma(y, u1.mul(x)))
                    .add(b1)
                    .viewAsIntegralLanes()
                    .lanewise(VectorOperators.ASHR, SIGN)
                    .and(e.viewAsIntegralLanes())
                    .viewAsFloatingLanes();
            p1 = g1.fma(x, p1);
            q1 = g1.fma(y, q1);
            m1 = g1.fma(z, m1);
            s1 = g1.add(s1);
        }
        p0.intoArray(sums[0], j);
        q0.intoArray(sums[1], j);
        m0.intoArray(sums[2], j);
        s0.intoArray(sums[BIAS], j);
        p1.intoArray(sums[0], j + LANES);
        q1.intoArray(sums[1], j + LANES);
        m1.intoArray(sums[2], j + LANES);
        s1.intoArray(sums[BIAS], j + LANES);
    }

    /** One vector at a time: its eight multiply-adds per point take as long as the longest chain among them. */
    private static void gradient4(double[] points, int count, int step, double[][] weights, int j, double[][] sums) {
        DoubleVector u0 = DoubleVector.fromArray(SPECIES, weights[0], j);
        DoubleVector v0 = DoubleVector.fromArray(SPECIES, weights[1], j);
        DoubleVector w0 = DoubleVector.fromArray(SPECIES, weights[2], j);
        DoubleVector r0 = DoubleVector.fromArray(SPECIES, weights[3], j);
        DoubleVector b0 = DoubleVector.fromArray(SPECIES, weights[BIAS], j);
        DoubleVector p0 = DoubleVector.broadcast(SPECIES, 0.0);
        DoubleVector q0 = p0;
        DoubleVector m0 = p0;
        DoubleVector o0 = p0;
        DoubleVector s0 = p0;
        for (int i = 0; i < count * STEP; i += step) {
            DoubleVector x = DoubleVector.broadcast(SPECIES, points[i]);
            DoubleVector y = DoubleVector.broadcast(SPECIES, points[i + 1]);
            DoubleVector z = DoubleVector.broadcast(SPECIES, points[i + 2]);
            DoubleVector t = DoubleVector.broadcast(SPECIES, points[i + 3]);
            DoubleVector e = DoubleVector.broadcast(SPECIES, points[i + 4]);
            DoubleVector g0 = r0.fma(t, w0.fma(z, v0.fma(y, u0.mul(x))))
                    .add(b0)
                    .viewAsIntegralLanes()
                    .lanewise(VectorOperators.ASHR, SIGN)
                    .and(e.viewAsIntegralLanes())
                    .viewAsFloatingLanes();
            p0 = g0.fma(x, p0);
            q0 = g0.fma(y, q0);
            m0 = g0.fma(z, m0);
            o0 = g0.fma(t, o0);
            s0 = g0.add(s0);
        }
        p0.intoArray(sums[0], j);
        q0.intoArray(sums[1], j);
        m0.intoArray(sums[2], j);
        o0.intoArray(sums[3], j);
        s0.intoArray(sums[BIAS], j);
    }
}
