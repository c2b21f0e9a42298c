package org.spectralsweep.linalg;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Float64HiddenKernels} in the Vector API. What a loop needs stays in registers: points and their sums in the sum, units and their sums in
 * the gradient.
 *
 * <p>The methods are written out, and short, for the JIT of Java 17. It keeps vectors in registers as long as it inlines all of a method's calls
 * while it parses the method, which it gives up at some 40 operations on vectors; what is left allocates, and is slower by a factor of ten. That is
 * why two vectors are worked on at a time, and not four, and why there is a method for each number of inputs.
 */
final class Float64VectorKernels implements Float64HiddenKernels {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int STEP = Float64HiddenLayer.STEP;
    private static final int BIAS = Float64HiddenLayer.BIAS;

    /**
     * STEP once more, as a number that the JIT does not know: so it does not unroll the loop over the points, for which it would move the loads of
     * many points to the front and run out of registers.
     */
    private final int unknownStep = STEP;

    @Override
    public void sum(int inputs, double[][] x, int points, double[] units, int count, double poison, double[] sums) {
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

    private static DoubleVector load(double[] array, int at) {
        return DoubleVector.fromArray(SPECIES, array, at);
    }

    private static DoubleVector all(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }

    /** max(0, z) but for NaN: as integers, numbers of a set sign are negative and +0 is 0. One instruction, where the maximum of floats takes six. */
    private static DoubleVector rectified(DoubleVector z) {
        return z.viewAsIntegralLanes().max(0).viewAsFloatingLanes();
    }

    private static void sum2(
            double[] xs, double[] ys, int at, double[] units, int count, double poison, double[] sums) {
        DoubleVector x0 = load(xs, at);
        DoubleVector y0 = load(ys, at);
        DoubleVector x1 = load(xs, at + LANES);
        DoubleVector y1 = load(ys, at + LANES);
        DoubleVector nan = all(poison);
        DoubleVector s0 = all(0.0);
        DoubleVector s1 = s0;
        for (int j = 0; j < count * STEP; j += STEP) {
            DoubleVector u = all(units[j]);
            DoubleVector v = all(units[j + 1]);
            DoubleVector b = all(units[j + 2]);
            DoubleVector a = all(units[j + 3]);
            s0 = rectified(v.fma(y0, u.mul(x0)).add(b)).fma(a, s0);
            s1 = rectified(v.fma(y1, u.mul(x1)).add(b)).fma(a, s1);
        }
        nan.add(s0).intoArray(sums, at);
        nan.add(s1).intoArray(sums, at + LANES);
    }

    private static void sum3(
            double[] xs, double[] ys, double[] zs, int at, double[] units, int count, double poison, double[] sums) {
        DoubleVector x0 = load(xs, at);
        DoubleVector y0 = load(ys, at);
        DoubleVector z0 = load(zs, at);
        DoubleVector x1 = load(xs, at + LANES);
        DoubleVector y1 = load(ys, at + LANES);
        DoubleVector z1 = load(zs, at + LANES);
        DoubleVector nan = all(poison);
        DoubleVector s0 = all(0.0);
        DoubleVector s1 = s0;
        for (int j = 0; j < count * STEP; j += STEP) {
            DoubleVector u = all(units[j]);
            DoubleVector v = all(units[j + 1]);
            DoubleVector w = all(units[j + 2]);
            DoubleVector b = all(units[j + 3]);
            DoubleVector a = all(units[j + 4]);
            s0 = rectified(w.fma(z0, v.fma(y0, u.mul(x0))).add(b)).fma(a, s0);
            s1 = rectified(w.fma(z1, v.fma(y1, u.mul(x1))).add(b)).fma(a, s1);
        }
        nan.add(s0).intoArray(sums, at);
        nan.add(s1).intoArray(sums, at + LANES);
    }

    private static void sum4(
            double[] xs,
            double[] ys,
            double[] zs,
            double[] ts,
            int at,
            double[] units,
            int count,
            double poison,
            double[] sums) {
        DoubleVector x0 = load(xs, at);
        DoubleVector y0 = load(ys, at);
        DoubleVector z0 = load(zs, at);
        DoubleVector t0 = load(ts, at);
        DoubleVector x1 = load(xs, at + LANES);
        DoubleVector y1 = load(ys, at + LANES);
        DoubleVector z1 = load(zs, at + LANES);
        DoubleVector t1 = load(ts, at + LANES);
        DoubleVector nan = all(poison);
        DoubleVector s0 = all(0.0);
        DoubleVector s1 = s0;
        for (int j = 0; j < count * STEP; j += STEP) {
            DoubleVector u = all(units[j]);
            DoubleVector v = all(units[j + 1]);
            DoubleVector w = all(units[j + 2]);
            DoubleVector r = all(units[j + 3]);
            DoubleVector b = all(units[j + 4]);
            DoubleVector a = all(units[j + 5]);
            s0 = rectified(r.fma(t0, w.fma(z0, v.fma(y0, u.mul(x0)))).add(b)).fma(a, s0);
            s1 = rectified(r.fma(t1, w.fma(z1, v.fma(y1, u.mul(x1)))).add(b)).fma(a, s1);
        }
        nan.add(s0).intoArray(sums, at);
        nan.add(s1).intoArray(sums, at + LANES);
    }

    @Override
    public void add(double[] f, int at, int points, double c, double[] sums) {
        int whole = SPECIES.loopBound(points);
        DoubleVector factor = all(c);
        for (int i = 0; i < whole; i += LANES) {
            load(sums, i).fma(factor, load(f, at + i)).intoArray(f, at + i);
        }
        for (int i = whole; i < points; i++) {
            f[at + i] = Math.fma(c, sums[i], f[at + i]);
        }
    }

    @Override
    public void gradient(int inputs, double[] points, int count, double[][] weights, int units, double[][] sums) {
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
    private static DoubleVector gated(DoubleVector e, DoubleVector t) {
        return t.viewAsIntegralLanes()
                .lanewise(VectorOperators.ASHR, Double.SIZE - 1)
                .and(e.viewAsIntegralLanes())
                .viewAsFloatingLanes();
    }

    private static void gradient2(double[] points, int count, int step, double[][] weights, int at, double[][] sums) {
        DoubleVector u0 = load(weights[0], at);
        DoubleVector v0 = load(weights[1], at);
        DoubleVector b0 = load(weights[BIAS], at);
        DoubleVector u1 = load(weights[0], at + LANES);
        DoubleVector v1 = load(weights[1], at + LANES);
        DoubleVector b1 = load(weights[BIAS], at + LANES);
        DoubleVector p0 = all(0.0);
        DoubleVector q0 = p0;
        DoubleVector s0 = p0;
        DoubleVector p1 = p0;
        DoubleVector q1 = p0;
        DoubleVector s1 = p0;
        for (int i = 0; i < count * STEP; i += step) {
            DoubleVector x = all(points[i]);
            DoubleVector y = all(points[i + 1]);
            DoubleVector e = all(points[i + 2]);
            DoubleVector g0 = gated(e, v0.fma(y, u0.mul(x)).add(b0));
            p0 = g0.fma(x, p0);
            q0 = g0.fma(y, q0);
            s0 = g0.add(s0);
            DoubleVector g1 = gated(e, v1.fma(y, u1.mul(x)).add(b1));
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

    private static void gradient3(double[] points, int count, int step, double[][] weights, int at, double[][] sums) {
        DoubleVector u0 = load(weights[0], at);
        DoubleVector v0 = load(weights[1], at);
        DoubleVector w0 = load(weights[2], at);
        DoubleVector b0 = load(weights[BIAS], at);
        DoubleVector u1 = load(weights[0], at + LANES);
        DoubleVector v1 = load(weights[1], at + LANES);
        DoubleVector w1 = load(weights[2], at + LANES);
        DoubleVector b1 = load(weights[BIAS], at + LANES);
        DoubleVector p0 = all(0.0);
        DoubleVector q0 = p0;
        DoubleVector m0 = p0;
        DoubleVector s0 = p0;
        DoubleVector p1 = p0;
        DoubleVector q1 = p0;
        DoubleVector m1 = p0;
        DoubleVector s1 = p0;
        for (int i = 0; i < count * STEP; i += step) {
            DoubleVector x = all(points[i]);
            DoubleVector y = all(points[i + 1]);
            DoubleVector z = all(points[i + 2]);
            DoubleVector e = all(points[i + 3]);
            DoubleVector g0 = gated(e, w0.fma(z, v0.fma(y, u0.mul(x))).add(b0));
            p0 = g0.fma(x, p0);
            q0 = g0.fma(y, q0);
            m0 = g0.fma(z, m0);
            s0 = g0.add(s0);
            DoubleVector g1 = gated(e, w1.fma(z, v1.fma(y, u1.mul(x))).add(b1));
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
    private static void gradient4(double[] points, int count, int step, double[][] weights, int at, double[][] sums) {
        DoubleVector u0 = load(weights[0], at);
        DoubleVector v0 = load(weights[1], at);
        DoubleVector w0 = load(weights[2], at);
        DoubleVector r0 = load(weights[3], at);
        DoubleVector b0 = load(weights[BIAS], at);
        DoubleVector p0 = all(0.0);
        DoubleVector q0 = p0;
        DoubleVector m0 = p0;
        DoubleVector o0 = p0;
        DoubleVector s0 = p0;
        for (int i = 0; i < count * STEP; i += step) {
            DoubleVector x = all(points[i]);
            DoubleVector y = all(points[i + 1]);
            DoubleVector z = all(points[i + 2]);
            DoubleVector t = all(points[i + 3]);
            DoubleVector e = all(points[i + 4]);
            DoubleVector g0 =
                    gated(e, r0.fma(t, w0.fma(z, v0.fma(y, u0.mul(x)))).add(b0));
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
