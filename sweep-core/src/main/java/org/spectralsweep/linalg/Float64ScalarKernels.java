package org.spectralsweep.linalg;

import java.util.Arrays;

/**
 * {@link Float64HiddenKernels} in loops that Java 17 vectorises: over the points in the sum, over the units in the
 * gradient. Each loop handles one unit, or one point, at a time. The JIT does not unroll a longer loop, and it does not
 * vectorise what it does not unroll.
 */
final class Float64ScalarKernels implements Float64HiddenKernels {
    /** A factor that lifts any positive double, subnormal or not, to at least 1 when applied twice. */
    private static final double HUGE = 0x1p1000;

    private static final int STEP = Float64HiddenLayer.STEP;
    private static final int BIAS = Float64HiddenLayer.BIAS;

    private final double[] gates = new double[Float64HiddenLayer.UNITS];

    @Override
    public void sum(int inputs, double[][] x, int points, double[] units, int count, double poison, double[] sums) {
        Arrays.fill(sums, 0, points, poison);
        for (int at = 0; at < count * STEP; at += STEP) {
            if (inputs == 2) {
                sum2(x[0], x[1], points, units, at, sums);
            } else if (inputs == 3) {
                sum3(x[0], x[1], x[2], points, units, at, sums);
            } else {
                sum4(x[0], x[1], x[2], x[3], points, units, at, sums);
            }
        }
    }

    private static void sum2(double[] x, double[] y, int points, double[] units, int at, double[] sums) {
        double u = units[at];
        double v = units[at + 1];
        double b = units[at + 2];
        double a = units[at + 3];
        for (int i = 0; i < points; i++) {
            sums[i] = Math.fma(a, Math.max(0.0, Math.fma(v, y[i], u * x[i]) + b), sums[i]);
        }
    }

    private static void sum3(double[] x, double[] y, double[] z, int points, double[] units, int at, double[] sums) {
        double u = units[at];
        double v = units[at + 1];
        double w = units[at + 2];
        double b = units[at + 3];
        double a = units[at + 4];
        for (int i = 0; i < points; i++) {
            sums[i] = Math.fma(a, Math.max(0.0, Math.fma(w, z[i], Math.fma(v, y[i], u * x[i])) + b), sums[i]);
        }
    }

    private static void sum4(
            double[] x, double[] y, double[] z, double[] t, int points, double[] units, int at, double[] sums) {
        double u = units[at];
        double v = units[at + 1];
        double w = units[at + 2];
        double r = units[at + 3];
        double b = units[at + 4];
        double a = units[at + 5];
        for (int i = 0; i < points; i++) {
            sums[i] = Math.fma(
                    a, Math.max(0.0, Math.fma(r, t[i], Math.fma(w, z[i], Math.fma(v, y[i], u * x[i]))) + b), sums[i]);
        }
    }

    @Override
    public void add(double[] f, int at, int points, double c, double[] sums) {
        for (int i = 0; i < points; i++) {
            f[at + i] = Math.fma(c, sums[i], f[at + i]);
        }
    }

    @Override
    public void gradient(int inputs, double[] points, int count, double[][] weights, int units, double[][] sums) {
        for (double[] sum : sums) {
            Arrays.fill(sum, 0, units, 0.0);
        }
        for (int at = 0; at < count * STEP; at += STEP) {
            if (inputs == 2) {
                gradient2(points, at, units, weights, sums);
            } else if (inputs == 3) {
                gradient3(points, at, units, weights, sums);
            } else {
                gradient4(points, at, units, weights, sums);
            }
        }
    }

    /**
     * e if t = -z is negative, else 0. It is not e times 0, which may be a negative zero. A comparison would be
     * clearer, but Java 17 does not vectorise it.
     */
    private static double gated(double e, double t) {
        return Math.fma(e, Math.min(Math.max(-t, 0.0) * HUGE * HUGE, 1.0), 0.0);
    }

    private static void gradient2(double[] points, int at, int units, double[][] weights, double[][] sums) {
        double[] u = weights[0];
        double[] v = weights[1];
        double[] b = weights[BIAS];
        double[] p = sums[0];
        double[] q = sums[1];
        double[] s = sums[BIAS];
        double x = points[at];
        double y = points[at + 1];
        double e = points[at + 2];
        for (int j = 0; j < units; j++) {
            double g = gated(e, Math.fma(v[j], y, u[j] * x) + b[j]);
            p[j] = Math.fma(g, x, p[j]);
            q[j] = Math.fma(g, y, q[j]);
            s[j] += g;
        }
    }

    private static void gradient3(double[] points, int at, int units, double[][] weights, double[][] sums) {
        double[] u = weights[0];
        double[] v = weights[1];
        double[] w = weights[2];
        double[] b = weights[BIAS];
        double[] p = sums[0];
        double[] q = sums[1];
        double[] m = sums[2];
        double[] s = sums[BIAS];
        double x = points[at];
        double y = points[at + 1];
        double z = points[at + 2];
        double e = points[at + 3];
        for (int j = 0; j < units; j++) {
            double g = gated(e, Math.fma(w[j], z, Math.fma(v[j], y, u[j] * x)) + b[j]);
            p[j] = Math.fma(g, x, p[j]);
            q[j] = Math.fma(g, y, q[j]);
            m[j] = Math.fma(g, z, m[j]);
            s[j] += g;
        }
    }

    /** Split into three loops, since the JIT does not unroll a single one. */
    private void gradient4(double[] points, int at, int units, double[][] weights, double[][] sums) {
        gate4(points, at, units, weights, gates);
        addTwo(points[at], points[at + 1], gates, units, sums[0], sums[1]);
        addTwo(points[at + 2], points[at + 3], gates, units, sums[2], sums[3]);
        add(gates, units, sums[BIAS]);
    }

    private static void gate4(double[] points, int at, int units, double[][] weights, double[] g) {
        double[] u = weights[0];
        double[] v = weights[1];
        double[] w = weights[2];
        double[] r = weights[3];
        double[] b = weights[BIAS];
        double x = points[at];
        double y = points[at + 1];
        double z = points[at + 2];
        double t = points[at + 3];
        double e = points[at + 4];
        for (int j = 0; j < units; j++) {
            g[j] = gated(e, Math.fma(r[j], t, Math.fma(w[j], z, Math.fma(v[j], y, u[j] * x))) + b[j]);
        }
    }

    private static void addTwo(double x, double y, double[] g, int units, double[] p, double[] q) {
        for (int j = 0; j < units; j++) {
            p[j] = Math.fma(g[j], x, p[j]);
            q[j] = Math.fma(g[j], y, q[j]);
        }
    }

    private static void add(double[] g, int units, double[] s) {
        for (int j = 0; j < units; j++) {
            s[j] += g[j];
        }
    }
}
