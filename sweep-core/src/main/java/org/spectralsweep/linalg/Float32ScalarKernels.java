package org.spectralsweep.linalg;

import java.util.Arrays;

/**
 * {@link Float32HiddenKernels} in loops that Java 17 vectorises: over the points in the sum, over the units in the
 * gradient. Each loop handles one unit, or one point, at a time. The JIT does not unroll a longer loop, and it does not
 * vectorise what it does not unroll.
 */
final class Float32ScalarKernels implements Float32HiddenKernels {
    /** A factor that lifts any positive float, subnormal or not, to at least 1 when applied twice. */
    private static final float HUGE = 0x1p100f;

    private static final int STEP = Float32HiddenLayer.STEP;
    private static final int BIAS = Float32HiddenLayer.BIAS;

    private final float[] gates = new float[Float32HiddenLayer.UNITS];

    @Override
    public void sum(int inputs, float[][] x, int points, float[] units, int count, float poison, float[] sums) {
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

    private static void sum2(float[] x, float[] y, int points, float[] units, int at, float[] sums) {
        float u = units[at];
        float v = units[at + 1];
        float b = units[at + 2];
        float a = units[at + 3];
        for (int i = 0; i < points; i++) {
            sums[i] = Math.fma(a, Math.max(0f, Math.fma(v, y[i], u * x[i]) + b), sums[i]);
        }
    }

    private static void sum3(float[] x, float[] y, float[] z, int points, float[] units, int at, float[] sums) {
        float u = units[at];
        float v = units[at + 1];
        float w = units[at + 2];
        float b = units[at + 3];
        float a = units[at + 4];
        for (int i = 0; i < points; i++) {
            sums[i] = Math.fma(a, Math.max(0f, Math.fma(w, z[i], Math.fma(v, y[i], u * x[i])) + b), sums[i]);
        }
    }

    private static void sum4(
            float[] x, float[] y, float[] z, float[] t, int points, float[] units, int at, float[] sums) {
        float u = units[at];
        float v = units[at + 1];
        float w = units[at + 2];
        float r = units[at + 3];
        float b = units[at + 4];
        float a = units[at + 5];
        for (int i = 0; i < points; i++) {
            sums[i] = Math.fma(
                    a, Math.max(0f, Math.fma(r, t[i], Math.fma(w, z[i], Math.fma(v, y[i], u * x[i]))) + b), sums[i]);
        }
    }

    @Override
    public void add(double[] f, int at, int points, double c, float[] sums) {
        for (int i = 0; i < points; i++) {
            f[at + i] = Math.fma(c, sums[i], f[at + i]);
        }
    }

    @Override
    public void gradient(int inputs, float[] points, int count, float[][] weights, int units, float[][] sums) {
        for (float[] sum : sums) {
            Arrays.fill(sum, 0, units, 0f);
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
    private static float gated(float e, float t) {
        return Math.fma(e, Math.min(Math.max(-t, 0f) * HUGE * HUGE, 1f), 0f);
    }

    private static void gradient2(float[] points, int at, int units, float[][] weights, float[][] sums) {
        float[] u = weights[0];
        float[] v = weights[1];
        float[] b = weights[BIAS];
        float[] p = sums[0];
        float[] q = sums[1];
        float[] s = sums[BIAS];
        float x = points[at];
        float y = points[at + 1];
        float e = points[at + 2];
        for (int j = 0; j < units; j++) {
            float g = gated(e, Math.fma(v[j], y, u[j] * x) + b[j]);
            p[j] = Math.fma(g, x, p[j]);
            q[j] = Math.fma(g, y, q[j]);
            s[j] += g;
        }
    }

    private static void gradient3(float[] points, int at, int units, float[][] weights, float[][] sums) {
        float[] u = weights[0];
        float[] v = weights[1];
        float[] w = weights[2];
        float[] b = weights[BIAS];
        float[] p = sums[0];
        float[] q = sums[1];
        float[] m = sums[2];
        float[] s = sums[BIAS];
        float x = points[at];
        float y = points[at + 1];
        float z = points[at + 2];
        float e = points[at + 3];
        for (int j = 0; j < units; j++) {
            float g = gated(e, Math.fma(w[j], z, Math.fma(v[j], y, u[j] * x)) + b[j]);
            p[j] = Math.fma(g, x, p[j]);
            q[j] = Math.fma(g, y, q[j]);
            m[j] = Math.fma(g, z, m[j]);
            s[j] += g;
        }
    }

    /** Split into three loops, since the JIT does not unroll a single one. */
    private void gradient4(float[] points, int at, int units, float[][] weights, float[][] sums) {
        gate4(points, at, units, weights, gates);
        addTwo(points[at], points[at + 1], gates, units, sums[0], sums[1]);
        addTwo(points[at + 2], points[at + 3], gates, units, sums[2], sums[3]);
        add(gates, units, sums[BIAS]);
    }

    private static void gate4(float[] points, int at, int units, float[][] weights, float[] g) {
        float[] u = weights[0];
        float[] v = weights[1];
        float[] w = weights[2];
        float[] r = weights[3];
        float[] b = weights[BIAS];
        float x = points[at];
        float y = points[at + 1];
        float z = points[at + 2];
        float t = points[at + 3];
        float e = points[at + 4];
        for (int j = 0; j < units; j++) {
            g[j] = gated(e, Math.fma(r[j], t, Math.fma(w[j], z, Math.fma(v[j], y, u[j] * x))) + b[j]);
        }
    }

    private static void addTwo(float x, float y, float[] g, int units, float[] p, float[] q) {
        for (int j = 0; j < units; j++) {
            p[j] = Math.fma(g[j], x, p[j]);
            q[j] = Math.fma(g[j], y, q[j]);
        }
    }

    private static void add(float[] g, int units, float[] s) {
        for (int j = 0; j < units; j++) {
            s[j] += g[j];
        }
    }
}
