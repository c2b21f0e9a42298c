package org.spectralsweep.linalg;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Float32HiddenKernels} in the Vector API. What a loop needs stays in registers: points and their sums in the sum, units and their sums in
 * the gradient.
 *
 * <p>The methods are written out, and short, for the JIT of Java 17. It keeps vectors in registers as long as it inlines all of a method's calls
 * while it parses the method, which it gives up at some 40 operations on vectors; what is left allocates, and is slower by a factor of ten. That is
 * why two vectors are worked on at a time, and not four, and why there is a method for each number of inputs.
 */
final class Float32VectorKernels implements Float32HiddenKernels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

    /** As many floats as there are doubles in a vector. */
    private static final VectorSpecies<Float> HALF =
            VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));

    private static final int STEP = Float32HiddenLayer.STEP;
    private static final int BIAS = Float32HiddenLayer.BIAS;

    /**
     * STEP once more, as a number that the JIT does not know: so it does not unroll the loop over the points, for which it would move the loads of
     * many points to the front and run out of registers.
     */
    private final int unknownStep = STEP;

    @Override
    public void sum(int inputs, float[][] x, int points, float[] units, int count, float poison, float[] sums) {
        for (int at = 0; at < points; at += 2 * LANES) {
            if (inputs == 2) {
                sum2(x[0], x[1], at, units, count, poison, sums);
            } else if (inputs == 3) {
                sum3(x[0], x[1], x[2], at, units, count, poison, sums);
            } else {
                sum4(x[0], x[1], x[2], x[3], at, units, count, poison, sums);
            }
        }
    }

    private static FloatVector load(float[] array, int at) {
        return FloatVector.fromArray(SPECIES, array, at);
    }

    private static FloatVector all(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }

    /** max(0, z) but for NaN: as integers, numbers of a set sign are negative and +0 is 0. One instruction, where the maximum of floats takes six. */
    private static FloatVector rectified(FloatVector z) {
        return z.viewAsIntegralLanes().max(0).viewAsFloatingLanes();
    }

    private static void sum2(float[] xs, float[] ys, int at, float[] units, int count, float poison, float[] sums) {
        FloatVector x0 = load(xs, at);
        FloatVector y0 = load(ys, at);
        FloatVector x1 = load(xs, at + LANES);
        FloatVector y1 = load(ys, at + LANES);
        FloatVector nan = all(poison);
        FloatVector s0 = all(0f);
        FloatVector s1 = s0;
        for (int j = 0; j < count * STEP; j += STEP) {
            FloatVector u = all(units[j]);
            FloatVector v = all(units[j + 1]);
            FloatVector b = all(units[j + 2]);
            FloatVector a = all(units[j + 3]);
            s0 = rectified(v.fma(y0, u.mul(x0)).add(b)).fma(a, s0);
            s1 = rectified(v.fma(y1, u.mul(x1)).add(b)).fma(a, s1);
        }
        nan.add(s0).intoArray(sums, at);
        nan.add(s1).intoArray(sums, at + LANES);
    }

    private static void sum3(
            float[] xs, float[] ys, float[] zs, int at, float[] units, int count, float poison, float[] sums) {
        FloatVector x0 = load(xs, at);
        FloatVector y0 = load(ys, at);
        FloatVector z0 = load(zs, at);
        FloatVector x1 = load(xs, at + LANES);
        FloatVector y1 = load(ys, at + LANES);
        FloatVector z1 = load(zs, at + LANES);
        FloatVector nan = all(poison);
        FloatVector s0 = all(0f);
        FloatVector s1 = s0;
        for (int j = 0; j < count * STEP; j += STEP) {
            FloatVector u = all(units[j]);
            FloatVector v = all(units[j + 1]);
            FloatVector w = all(units[j + 2]);
            FloatVector b = all(units[j + 3]);
            FloatVector a = all(units[j + 4]);
            s0 = rectified(w.fma(z0, v.fma(y0, u.mul(x0))).add(b)).fma(a, s0);
            s1 = rectified(w.fma(z1, v.fma(y1, u.mul(x1))).add(b)).fma(a, s1);
        }
        nan.add(s0).intoArray(sums, at);
        nan.add(s1).intoArray(sums, at + LANES);
    }

    private static void sum4(
            float[] xs,
            float[] ys,
            float[] zs,
            float[] ts,
            int at,
            float[] units,
            int count,
            float poison,
            float[] sums) {
        FloatVector x0 = load(xs, at);
        FloatVector y0 = load(ys, at);
        FloatVector z0 = load(zs, at);
        FloatVector t0 = load(ts, at);
        FloatVector x1 = load(xs, at + LANES);
        FloatVector y1 = load(ys, at + LANES);
        FloatVector z1 = load(zs, at + LANES);
        FloatVector t1 = load(ts, at + LANES);
        FloatVector nan = all(poison);
        FloatVector s0 = all(0f);
        FloatVector s1 = s0;
        for (int j = 0; j < count * STEP; j += STEP) {
            FloatVector u = all(units[j]);
            FloatVector v = all(units[j + 1]);
            FloatVector w = all(units[j + 2]);
            FloatVector r = all(units[j + 3]);
            FloatVector b = all(units[j + 4]);
            FloatVector a = all(units[j + 5]);
            s0 = rectified(r.fma(t0, w.fma(z0, v.fma(y0, u.mul(x0)))).add(b)).fma(a, s0);
            s1 = rectified(r.fma(t1, w.fma(z1, v.fma(y1, u.mul(x1)))).add(b)).fma(a, s1);
        }
        nan.add(s0).intoArray(sums, at);
        nan.add(s1).intoArray(sums, at + LANES);
    }

    @Override
    public void add(double[] f, int at, int points, double c, float[] sums) {
        int whole = DOUBLES.loopBound(points);
        DoubleVector factor = DoubleVector.broadcast(DOUBLES, c);
        for (int i = 0; i < whole; i += DOUBLES.length()) {
            DoubleVector sum =
                    (DoubleVector) FloatVector.fromArray(HALF, sums, i).convertShape(VectorOperators.F2D, DOUBLES, 0);
            sum.fma(factor, DoubleVector.fromArray(DOUBLES, f, at + i)).intoArray(f, at + i);
        }
        for (int i = whole; i < points; i++) {
            f[at + i] = Math.fma(c, sums[i], f[at + i]);
        }
    }

    @Override
    public void gradient(int inputs, float[] points, int count, float[][] weights, int units, float[][] sums) {
        int vectors = inputs == 4 ? 1 : 2;
        for (int at = 0; at < units; at += vectors * LANES) {
            if (inputs == 2) {
                gradient2(points, count, unknownStep, weights, at, sums);
            } else if (inputs == 3) {
                gradient3(points, count, unknownStep, weights, at, sums);
            } else {
                gradient4(points, count, unknownStep, weights, at, sums);
            }
        }
    }

    /**
     * e where t = -z is negative, else 0: the sign of t, shifted over all bits, is a mask. A sum whose last term is no negative zero is none, so t is not
     * negative at z = 0. Java 17 makes four instructions of
     * a comparison and its use.
     */
    private static FloatVector gated(FloatVector e, FloatVector t) {
        return t.viewAsIntegralLanes()
                .lanewise(VectorOperators.ASHR, Float.SIZE - 1)
                .and(e.viewAsIntegralLanes())
                .viewAsFloatingLanes();
    }

    private static void gradient2(float[] points, int count, int step, float[][] weights, int at, float[][] sums) {
        FloatVector u0 = load(weights[0], at);
        FloatVector v0 = load(weights[1], at);
        FloatVector b0 = load(weights[BIAS], at);
        FloatVector u1 = load(weights[0], at + LANES);
        FloatVector v1 = load(weights[1], at + LANES);
        FloatVector b1 = load(weights[BIAS], at + LANES);
        FloatVector p0 = all(0f);
        FloatVector q0 = p0;
        FloatVector s0 = p0;
        FloatVector p1 = p0;
        FloatVector q1 = p0;
        FloatVector s1 = p0;
        for (int i = 0; i < count * STEP; i += step) {
            FloatVector x = all(points[i]);
            FloatVector y = all(points[i + 1]);
            FloatVector e = all(points[i + 2]);
            FloatVector g0 = gated(e, v0.fma(y, u0.mul(x)).add(b0));
            p0 = g0.fma(x, p0);
            q0 = g0.fma(y, q0);
            s0 = g0.add(s0);
            FloatVector g1 = gated(e, v1.fma(y, u1.mul(x)).add(b1));
            p1 = g1.fma(x, p1);
            q1 = g1.fma(y, q1);
            s1 = g1.add(s1);
        }
        p0.intoArray(sums[0], at);
        q0.intoArray(sums[1], at);
        s0.intoArray(sums[BIAS], at);
        p1.intoArray(sums[0], at + LANES);
        q1.intoArray(sums[1], at + LANES);
        s1.intoArray(sums[BIAS], at + LANES);
    }

    private static void gradient3(float[] points, int count, int step, float[][] weights, int at, float[][] sums) {
        FloatVector u0 = load(weights[0], at);
        FloatVector v0 = load(weights[1], at);
        FloatVector w0 = load(weights[2], at);
        FloatVector b0 = load(weights[BIAS], at);
        FloatVector u1 = load(weights[0], at + LANES);
        FloatVector v1 = load(weights[1], at + LANES);
        FloatVector w1 = load(weights[2], at + LANES);
        FloatVector b1 = load(weights[BIAS], at + LANES);
        FloatVector p0 = all(0f);
        FloatVector q0 = p0;
        FloatVector m0 = p0;
        FloatVector s0 = p0;
        FloatVector p1 = p0;
        FloatVector q1 = p0;
        FloatVector m1 = p0;
        FloatVector s1 = p0;
        for (int i = 0; i < count * STEP; i += step) {
            FloatVector x = all(points[i]);
            FloatVector y = all(points[i + 1]);
            FloatVector z = all(points[i + 2]);
            FloatVector e = all(points[i + 3]);
            FloatVector g0 = gated(e, w0.fma(z, v0.fma(y, u0.mul(x))).add(b0));
            p0 = g0.fma(x, p0);
            q0 = g0.fma(y, q0);
            m0 = g0.fma(z, m0);
            s0 = g0.add(s0);
            FloatVector g1 = gated(e, w1.fma(z, v1.fma(y, u1.mul(x))).add(b1));
            p1 = g1.fma(x, p1);
            q1 = g1.fma(y, q1);
            m1 = g1.fma(z, m1);
            s1 = g1.add(s1);
        }
        p0.intoArray(sums[0], at);
        q0.intoArray(sums[1], at);
        m0.intoArray(sums[2], at);
        s0.intoArray(sums[BIAS], at);
        p1.intoArray(sums[0], at + LANES);
        q1.intoArray(sums[1], at + LANES);
        m1.intoArray(sums[2], at + LANES);
        s1.intoArray(sums[BIAS], at + LANES);
    }

    /** One vector at a time: its eight multiply-adds a point take as long as the longest chain among them. */
    private static void gradient4(float[] points, int count, int step, float[][] weights, int at, float[][] sums) {
        FloatVector u0 = load(weights[0], at);
        FloatVector v0 = load(weights[1], at);
        FloatVector w0 = load(weights[2], at);
        FloatVector r0 = load(weights[3], at);
        FloatVector b0 = load(weights[BIAS], at);
        FloatVector p0 = all(0f);
        FloatVector q0 = p0;
        FloatVector m0 = p0;
        FloatVector o0 = p0;
        FloatVector s0 = p0;
        for (int i = 0; i < count * STEP; i += step) {
            FloatVector x = all(points[i]);
            FloatVector y = all(points[i + 1]);
            FloatVector z = all(points[i + 2]);
            FloatVector t = all(points[i + 3]);
            FloatVector e = all(points[i + 4]);
            FloatVector g0 = gated(e, r0.fma(t, w0.fma(z, v0.fma(y, u0.mul(x)))).add(b0));
            p0 = g0.fma(x, p0);
            q0 = g0.fma(y, q0);
            m0 = g0.fma(z, m0);
            o0 = g0.fma(t, o0);
            s0 = g0.add(s0);
        }
        p0.intoArray(sums[0], at);
        q0.intoArray(sums[1], at);
        m0.intoArray(sums[2], at);
        o0.intoArray(sums[3], at);
        s0.intoArray(sums[BIAS], at);
    }
}
