package org.spectralsweep.linalg;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Float32HiddenKernels} in the Vector API. Everything a loop needs stays in registers: points and their sums in
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
 * and +0 is 0. That is one instruction, while the maximum of floats takes six; the poison handles NaN. The sign bit of
 * t = -z, shifted over all the others, is the mask of the points where z is positive. It is not set for z = 0, since a
 * sum is not a negative zero unless its last term is one. Java 17 would make four instructions of a comparison and its
 * use.
 */
final class Float32VectorKernels implements Float32HiddenKernels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int STEP = Float32HiddenLayer.STEP;
    private static final int BIAS = Float32HiddenLayer.BIAS;

    /** Distance from the lowest bit of a number to its sign bit. */
    private static final int SIGN = Float.SIZE - 1;

    /**
     * STEP again, as a number that the JIT does not know. The JIT therefore does not unroll the loop over the points.
     * If it did, it would move the loads of many points to the front and run out of registers.
     */
    private final int unknownStep = STEP;

    @Override
    public void sum(int inputs, float[][] x, int points, float[] units, int count, float poison, float[] sums) {
        if (inputs == 2) {
            sum2(x[0], x[1], points, units, count, poison, sums);
        } else if (inputs == 3) {
            sum3(x[0], x[1], x[2], points, units, count, poison, sums);
        } else {
            sum4(x[0], x[1], x[2], x[3], points, units, count, poison, sums);
        }
    }

    private static void sum2(float[] xs, float[] ys, int points, float[] units, int count, float poison, float[] sums) {
        for (int i = 0; i < points; i += 4 * LANES) {
            FloatVector x0 = FloatVector.fromArray(SPECIES, xs, i);
            FloatVector y0 = FloatVector.fromArray(SPECIES, ys, i);
            FloatVector x1 = FloatVector.fromArray(SPECIES, xs, i + LANES);
            FloatVector y1 = FloatVector.fromArray(SPECIES, ys, i + LANES);
            FloatVector x2 = FloatVector.fromArray(SPECIES, xs, i + 2 * LANES);
            FloatVector y2 = FloatVector.fromArray(SPECIES, ys, i + 2 * LANES);
            FloatVector x3 = FloatVector.fromArray(SPECIES, xs, i + 3 * LANES);
            FloatVector y3 = FloatVector.fromArray(SPECIES, ys, i + 3 * LANES);
            FloatVector s0 = FloatVector.broadcast(SPECIES, poison);
            FloatVector s1 = FloatVector.broadcast(SPECIES, poison);
            FloatVector s2 = FloatVector.broadcast(SPECIES, poison);
            FloatVector s3 = FloatVector.broadcast(SPECIES, poison);
            for (int j = 0; j < count * STEP; j += STEP) {
                FloatVector u = FloatVector.broadcast(SPECIES, units[j]);
                FloatVector v = FloatVector.broadcast(SPECIES, units[j + 1]);
                FloatVector b = FloatVector.broadcast(SPECIES, units[j + 2]);
                FloatVector a = FloatVector.broadcast(SPECIES, units[j + 3]);
                FloatVector h0 = v.fma(y0, u.mul(x0)).add(b);
                s0 = h0.viewAsIntegralLanes()
                        .lanewise(VectorOperators.MAX, 0)
                        .viewAsFloatingLanes()
                        .fma(a, s0);
                FloatVector h1 = v.fma(y1, u.mul(x1)).add(b);
                s1 = h1.viewAsIntegralLanes()
                        .lanewise(VectorOperators.MAX, 0)
                        .viewAsFloatingLanes()
                        .fma(a, s1);
                FloatVector h2 = v.fma(y2, u.mul(x2)).add(b);
                s2 = h2.viewAsIntegralLanes()
                        .lanewise(VectorOperators.MAX, 0)
                        .viewAsFloatingLanes()
                        .fma(a, s2);
                FloatVector h3 = v.fma(y3, u.mul(x3)).add(b);
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
            float[] xs, float[] ys, float[] zs, int points, float[] units, int count, float poison, float[] sums) {
        for (int i = 0; i < points; i += 2 * LANES) {
            FloatVector x0 = FloatVector.fromArray(SPECIES, xs, i);
            FloatVector y0 = FloatVector.fromArray(SPECIES, ys, i);
            FloatVector z0 = FloatVector.fromArray(SPECIES, zs, i);
            FloatVector x1 = FloatVector.fromArray(SPECIES, xs, i + LANES);
            FloatVector y1 = FloatVector.fromArray(SPECIES, ys, i + LANES);
            FloatVector z1 = FloatVector.fromArray(SPECIES, zs, i + LANES);
            FloatVector s0 = FloatVector.broadcast(SPECIES, poison);
            FloatVector s1 = FloatVector.broadcast(SPECIES, poison);
            for (int j = 0; j < count * STEP; j += STEP) {
                FloatVector u = FloatVector.broadcast(SPECIES, units[j]);
                FloatVector v = FloatVector.broadcast(SPECIES, units[j + 1]);
                FloatVector w = FloatVector.broadcast(SPECIES, units[j + 2]);
                FloatVector b = FloatVector.broadcast(SPECIES, units[j + 3]);
                FloatVector a = FloatVector.broadcast(SPECIES, units[j + 4]);
                FloatVector h0 = w.fma(z0, v.fma(y0, u.mul(x0))).add(b);
                s0 = h0.viewAsIntegralLanes()
                        .lanewise(VectorOperators.MAX, 0)
                        .viewAsFloatingLanes()
                        .fma(a, s0);
                FloatVector h1 = w.fma(z1, v.fma(y1, u.mul(x1))).add(b);
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
            float[] xs,
            float[] ys,
            float[] zs,
            float[] ts,
            int points,
            float[] units,
            int count,
            float poison,
            float[] sums) {
        for (int i = 0; i < points; i += 2 * LANES) {
            FloatVector x0 = FloatVector.fromArray(SPECIES, xs, i);
            FloatVector y0 = FloatVector.fromArray(SPECIES, ys, i);
            FloatVector z0 = FloatVector.fromArray(SPECIES, zs, i);
            FloatVector t0 = FloatVector.fromArray(SPECIES, ts, i);
            FloatVector x1 = FloatVector.fromArray(SPECIES, xs, i + LANES);
            FloatVector y1 = FloatVector.fromArray(SPECIES, ys, i + LANES);
            FloatVector z1 = FloatVector.fromArray(SPECIES, zs, i + LANES);
            FloatVector t1 = FloatVector.fromArray(SPECIES, ts, i + LANES);
            FloatVector s0 = FloatVector.broadcast(SPECIES, poison);
            FloatVector s1 = FloatVector.broadcast(SPECIES, poison);
            for (int j = 0; j < count * STEP; j += STEP) {
                FloatVector u = FloatVector.broadcast(SPECIES, units[j]);
                FloatVector v = FloatVector.broadcast(SPECIES, units[j + 1]);
                FloatVector w = FloatVector.broadcast(SPECIES, units[j + 2]);
                FloatVector r = FloatVector.broadcast(SPECIES, units[j + 3]);
                FloatVector b = FloatVector.broadcast(SPECIES, units[j + 4]);
                FloatVector a = FloatVector.broadcast(SPECIES, units[j + 5]);
                FloatVector h0 = r.fma(t0, w.fma(z0, v.fma(y0, u.mul(x0)))).add(b);
                s0 = h0.viewAsIntegralLanes()
                        .lanewise(VectorOperators.MAX, 0)
                        .viewAsFloatingLanes()
                        .fma(a, s0);
                FloatVector h1 = r.fma(t1, w.fma(z1, v.fma(y1, u.mul(x1)))).add(b);
                s1 = h1.viewAsIntegralLanes()
                        .lanewise(VectorOperators.MAX, 0)
                        .viewAsFloatingLanes()
                        .fma(a, s1);
            }
            s0.intoArray(sums, i);
            s1.intoArray(sums, i + LANES);
        }
    }

    /**
     * Does not use vectors: vectors of half the length, from which doubles would be made, must not exist beside the
     * others. Java 17 inlines operations for which it has seen one kind of vector. Where it has seen two, it may
     * allocate.
     */
    @Override
    public void add(double[] f, int at, int points, double c, float[] sums) {
        for (int i = 0; i < points; i++) {
            f[at + i] = Math.fma(c, sums[i], f[at + i]);
        }
    }

    @Override
    public void gradient(int inputs, float[] points, int count, float[][] weights, int units, float[][] sums) {
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

    private static void gradient2(float[] points, int count, int step, float[][] weights, int j, float[][] sums) {
        FloatVector u0 = FloatVector.fromArray(SPECIES, weights[0], j);
        FloatVector v0 = FloatVector.fromArray(SPECIES, weights[1], j);
        FloatVector b0 = FloatVector.fromArray(SPECIES, weights[BIAS], j);
        FloatVector u1 = FloatVector.fromArray(SPECIES, weights[0], j + LANES);
        FloatVector v1 = FloatVector.fromArray(SPECIES, weights[1], j + LANES);
        FloatVector b1 = FloatVector.fromArray(SPECIES, weights[BIAS], j + LANES);
        FloatVector p0 = FloatVector.broadcast(SPECIES, 0f);
        FloatVector q0 = p0;
        FloatVector s0 = p0;
        FloatVector p1 = p0;
        FloatVector q1 = p0;
        FloatVector s1 = p0;
        for (int i = 0; i < count * STEP; i += step) {
            FloatVector x = FloatVector.broadcast(SPECIES, points[i]);
            FloatVector y = FloatVector.broadcast(SPECIES, points[i + 1]);
            FloatVector e = FloatVector.broadcast(SPECIES, points[i + 2]);
            FloatVector g0 = v0.fma(y, u0.mul(x))
                    .add(b0)
                    .viewAsIntegralLanes()
                    .lanewise(VectorOperators.ASHR, SIGN)
                    .and(e.viewAsIntegralLanes())
                    .viewAsFloatingLanes();
            p0 = g0.fma(x, p0);
            q0 = g0.fma(y, q0);
            s0 = g0.add(s0);
            FloatVector g1 = v1.fma(y, u1.mul(x))
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

    private static void gradient3(float[] points, int count, int step, float[][] weights, int j, float[][] sums) {
        FloatVector u0 = FloatVector.fromArray(SPECIES, weights[0], j);
        FloatVector v0 = FloatVector.fromArray(SPECIES, weights[1], j);
        FloatVector w0 = FloatVector.fromArray(SPECIES, weights[2], j);
        FloatVector b0 = FloatVector.fromArray(SPECIES, weights[BIAS], j);
        FloatVector u1 = FloatVector.fromArray(SPECIES, weights[0], j + LANES);
        FloatVector v1 = FloatVector.fromArray(SPECIES, weights[1], j + LANES);
        FloatVector w1 = FloatVector.fromArray(SPECIES, weights[2], j + LANES);
        FloatVector b1 = FloatVector.fromArray(SPECIES, weights[BIAS], j + LANES);
        FloatVector p0 = FloatVector.broadcast(SPECIES, 0f);
        FloatVector q0 = p0;
        FloatVector m0 = p0;
        FloatVector s0 = p0;
        FloatVector p1 = p0;
        FloatVector q1 = p0;
        FloatVector m1 = p0;
        FloatVector s1 = p0;
        for (int i = 0; i < count * STEP; i += step) {
            FloatVector x = FloatVector.broadcast(SPECIES, points[i]);
            FloatVector y = FloatVector.broadcast(SPECIES, points[i + 1]);
            FloatVector z = FloatVector.broadcast(SPECIES, points[i + 2]);
            FloatVector e = FloatVector.broadcast(SPECIES, points[i + 3]);
            FloatVector g0 = w0.fma(z, v0.fma(y, u0.mul(x)))
                    .add(b0)
                    .viewAsIntegralLanes()
                    .lanewise(VectorOperators.ASHR, SIGN)
                    .and(e.viewAsIntegralLanes())
                    .viewAsFloatingLanes();
            p0 = g0.fma(x, p0);
            q0 = g0.fma(y, q0);
            m0 = g0.fma(z, m0);
            s0 = g0.add(s0);
            FloatVector g1 = w1.fma(z, v1.fma(y, u1.mul(x)))
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
    private static void gradient4(float[] points, int count, int step, float[][] weights, int j, float[][] sums) {
        FloatVector u0 = FloatVector.fromArray(SPECIES, weights[0], j);
        FloatVector v0 = FloatVector.fromArray(SPECIES, weights[1], j);
        FloatVector w0 = FloatVector.fromArray(SPECIES, weights[2], j);
        FloatVector r0 = FloatVector.fromArray(SPECIES, weights[3], j);
        FloatVector b0 = FloatVector.fromArray(SPECIES, weights[BIAS], j);
        FloatVector p0 = FloatVector.broadcast(SPECIES, 0f);
        FloatVector q0 = p0;
        FloatVector m0 = p0;
        FloatVector o0 = p0;
        FloatVector s0 = p0;
        for (int i = 0; i < count * STEP; i += step) {
            FloatVector x = FloatVector.broadcast(SPECIES, points[i]);
            FloatVector y = FloatVector.broadcast(SPECIES, points[i + 1]);
            FloatVector z = FloatVector.broadcast(SPECIES, points[i + 2]);
            FloatVector t = FloatVector.broadcast(SPECIES, points[i + 3]);
            FloatVector e = FloatVector.broadcast(SPECIES, points[i + 4]);
            FloatVector g0 = r0.fma(t, w0.fma(z, v0.fma(y, u0.mul(x))))
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
