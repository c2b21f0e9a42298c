package org.spectralsweep.region;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.nn.Mlp;

/**
 * One layer of a network on a convex piece of a plane (s, t) of its input space on which no unit of a layer below changes its sign: the pre-activation of every unit is affine,
 * z = z0 + z1 s + z2 t, and so is h, what the layer passes on. On a line z2 and t are zero.
 *
 * <p>A piece is first {@linkplain #classify classified}: most units keep their sign on it, few cross. Its parts share all but the crossing units, so the layer above is computed once with
 * these off ({@link #feed}), and a part adds what is on there ({@link #enter}): one row of weights a unit in place of all of them. All is a sum of what is
 * on, nothing is subtracted again, so rounding errors do not pile up along a walk over millions of parts.
 */
final class AffineLayer {
    /**
     * A number this small beside the sum of magnitudes that it was added up from is taken for zero. A sum of a thousand terms over some layers has a relative error of about 1e-14.
     */
    static final double ROUNDING = 1e-13;

    private static final int ROWS_AT_ONCE = 4;

    private final int fanIn;
    private final int width;
    private final boolean skips;
    private final double[][] weights;
    private final double[] biases;
    private final double[] gains;
    private final double[][] base;
    private final double[][] z;
    private final double[][] h;
    private final double[] centre;
    private final double[] margin;
    private final boolean[] on;
    private final int[] crossing;
    private final int[] rows;
    private int crossings;
    private double largestInput;

    /** A layer of a network at its present weights, in float64; the last one is the output layer. */
    AffineLayer(Mlp network, int layer) {
        fanIn = network.spec().fanIn(layer);
        width = network.spec().fanOut(layer);
        skips = network.spec().skips(layer);
        weights = new double[fanIn][width];
        biases = new double[width];
        gains = new double[width];
        double[] given = network.weights(layer);
        for (int e = 0; e < given.length; e++) {
            double weight = network.multiplier(layer) * given[e];
            weights[e / width][e % width] = weight;
            gains[e % width] += Math.abs(weight);
        }
        double[] shifts = network.biases(layer);
        System.arraycopy(shifts, 0, biases, 0, shifts.length);
        base = new double[3][width];
        z = new double[3][width];
        h = new double[3][width];
        centre = new double[width];
        margin = new double[width];
        on = new boolean[width];
        crossing = new int[width];
        rows = new int[fanIn];
    }

    /** Units. */
    int width() {
        return width;
    }

    /** How many units may change their sign on the piece. */
    int crossings() {
        return crossings;
    }

    /** The unit of a crossing. */
    int crossing(int index) {
        return crossing[index];
    }

    /** Coefficient 0, 1 or 2 of a unit's pre-activation. */
    double z(int coefficient, int unit) {
        return z[coefficient][unit];
    }

    /** Whether a unit is on; of a unit that crosses, on the present part. */
    boolean isOn(int unit) {
        return on[unit];
    }

    /** Says whether a crossing unit is on in the part at hand. */
    void set(int unit, boolean isOn) {
        on[unit] = isOn;
    }

    /** The magnitude below which a unit's pre-activation is nothing but rounding errors. */
    double rounding(int unit) {
        return ROUNDING * (Math.abs(biases[unit]) + gains[unit] * largestInput);
    }

    /** The sum of the magnitudes of a unit's weights. */
    double gain(int unit) {
        return gains[unit];
    }

    /** The largest magnitude of coefficient 1 in what the layer passes on. */
    double steepest() {
        double steepest = 0;
        for (double slope : h[1]) {
            steepest = Math.max(steepest, Math.abs(slope));
        }
        return steepest;
    }

    /**
     * The first layer on the plane x = origin + s u + t v.
     *
     * @param largestInput the largest magnitude of an input on the piece
     */
    void start(double[] origin, double[] u, double[] v, double largestInput) {
        this.largestInput = largestInput;
        clear();
        for (int i = 0; i < fanIn; i++) {
            rows[i] = i;
        }
        addRows(base, new double[][] {origin, u, v}, fanIn);
        for (int k = 0; k < z.length; k++) {
            System.arraycopy(base[k], 0, z[k], 0, width);
        }
    }

    /** base = b. */
    private void clear() {
        System.arraycopy(biases, 0, base[0], 0, width);
        Arrays.fill(base[1], 0);
        Arrays.fill(base[2], 0);
    }

    /** target += W^T input over the first {@code count} rows of the list. 6 count width flops; each row of weights is read once. */
    private void addRows(double[][] target, double[][] input, int count) {
        int at = 0;
        for (; at + ROWS_AT_ONCE <= count; at += ROWS_AT_ONCE) {
            addFour(target, input, rows[at], rows[at + 1], rows[at + 2], rows[at + 3]);
        }
        for (; at < count; at++) {
            int row = rows[at];
            addOne(target, weights[row], input[0][row], input[1][row], input[2][row]);
        }
    }

    private void addFour(double[][] target, double[][] input, int a, int b, int c, int d) {
        double[] x = input[0];
        double[] y = input[1];
        double[] z = input[2];
        addFour(
                target[0],
                target[1],
                target[2],
                weights[a],
                weights[b],
                weights[c],
                weights[d],
                x[a],
                x[b],
                x[c],
                x[d],
                y[a],
                y[b],
                y[c],
                y[d],
                z[a],
                z[b],
                z[c],
                z[d]);
    }

    // Rows are arrays of their own: Java 17 does not vectorise loops over several places of one array.
    @SuppressWarnings("TooManyParameters")
    private static void addFour(
            double[] t0,
            double[] t1,
            double[] t2,
            double[] a,
            double[] b,
            double[] c,
            double[] d,
            double xa,
            double xb,
            double xc,
            double xd,
            double ya,
            double yb,
            double yc,
            double yd,
            double za,
            double zb,
            double zc,
            double zd) {
        for (int j = 0; j < t0.length; j++) {
            t0[j] = Math.fma(xa, a[j], Math.fma(xb, b[j], Math.fma(xc, c[j], Math.fma(xd, d[j], t0[j]))));
            t1[j] = Math.fma(ya, a[j], Math.fma(yb, b[j], Math.fma(yc, c[j], Math.fma(yd, d[j], t1[j]))));
            t2[j] = Math.fma(za, a[j], Math.fma(zb, b[j], Math.fma(zc, c[j], Math.fma(zd, d[j], t2[j]))));
        }
    }

    private static void addOne(double[][] target, double[] row, double x, double y, double z) {
        double[] t0 = target[0];
        double[] t1 = target[1];
        double[] t2 = target[2];
        for (int j = 0; j < row.length; j++) {
            t0[j] = Math.fma(x, row[j], t0[j]);
            t1[j] = Math.fma(y, row[j], t1[j]);
            t2[j] = Math.fma(z, row[j], t2[j]);
        }
    }

    /**
     * Finds which units are on and which may change their sign on the box of these centre and half sides: |z(centre)| is larger than what z can change within the box for most units.
     * O(width).
     */
    void classify(double s, double t, double halfS, double halfT) {
        double[] z0 = z[0];
        double[] z1 = z[1];
        double[] z2 = z[2];
        for (int j = 0; j < width; j++) {
            double value = z0[j] + z1[j] * s + z2[j] * t;
            centre[j] = value;
            margin[j] = Math.abs(value) - (Math.abs(z1[j]) * halfS + Math.abs(z2[j]) * halfT);
        }
        crossings = 0;
        for (int j = 0; j < width; j++) {
            if (margin[j] > 0) {
                on[j] = centre[j] > 0;
            } else {
                crossing[crossings++] = j;
            }
        }
    }

    /** Takes a unit that turned out to keep its sign from the crossing ones; the last of these moves to its index. */
    void settle(int index, boolean isOn) {
        on[crossing[index]] = isOn;
        crossing[index] = crossing[--crossings];
    }

    /**
     * Computes what the layer passes on with its crossing units off, and from it what all parts of the piece share in the layer above. 6 widthAbove flops a unit that is on.
     *
     * @param below the layer below; null where nothing of it is carried on
     * @param largestS the largest magnitude of s on the plane
     * @param largestT the largest magnitude of t on the plane
     */
    void feed(@Nullable AffineLayer below, AffineLayer above, double largestS, double largestT) {
        for (int index = 0; index < crossings; index++) {
            on[crossing[index]] = true;
        }
        for (int k = 0; k < h.length; k++) {
            for (int j = 0; j < width; j++) {
                h[k][j] = on[j] ? z[k][j] : 0;
            }
            for (int j = 0; skips && j < width; j++) {
                h[k][j] += carried(below, k, j);
            }
        }
        double largest = 0;
        for (int j = 0; j < width; j++) {
            double reach = Math.abs(h[0][j]) + Math.abs(h[1][j]) * largestS + Math.abs(h[2][j]) * largestT;
            largest = reach > largest ? reach : largest;
        }
        above.largestInput = largest;
        for (int index = 0; index < crossings; index++) {
            int unit = crossing[index];
            for (int k = 0; k < h.length; k++) {
                h[k][unit] = carried(below, k, unit);
            }
        }
        above.clear();
        int count = 0;
        for (int j = 0; j < width; j++) {
            if (h[0][j] != 0 || h[1][j] != 0 || h[2][j] != 0) {
                above.rows[count++] = j;
            }
        }
        above.addRows(above.base, h, count);
    }

    private double carried(@Nullable AffineLayer below, int coefficient, int unit) {
        return skips && below != null ? below.h[coefficient][unit] : 0;
    }

    /**
     * Computes the layer above on a part of the piece that was fed, from which crossing units are on there. 6 widthAbove flops for each of these.
     *
     * @param below as fed
     */
    void enter(@Nullable AffineLayer below, AffineLayer above) {
        for (int k = 0; k < h.length; k++) {
            System.arraycopy(above.base[k], 0, above.z[k], 0, above.width);
        }
        int count = 0;
        for (int index = 0; index < crossings; index++) {
            int unit = crossing[index];
            for (int k = 0; k < h.length; k++) {
                h[k][unit] = carried(below, k, unit) + (on[unit] ? z[k][unit] : 0);
            }
            if (on[unit]) {
                above.rows[count++] = unit;
            }
        }
        above.addRows(above.z, z, count);
    }
}
