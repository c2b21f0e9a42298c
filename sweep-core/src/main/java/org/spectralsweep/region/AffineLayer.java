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
    private final double[] weights;
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
        weights = network.weights(layer);
        biases = new double[width];
        double[] given = network.biases(layer);
        System.arraycopy(given, 0, biases, 0, given.length);
        gains = new double[width];
        double multiplier = network.multiplier(layer);
        for (int e = 0; e < weights.length; e++) {
            weights[e] *= multiplier;
            gains[e % width] += Math.abs(weights[e]);
        }
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

    /** target += W^T input over the first {@code count} rows of the list. 6 count width flops. */
    private void addRows(double[][] target, double[][] input, int count) {
        for (int k = 0; k < target.length; k++) {
            double[] x = input[k];
            int at = 0;
            for (; at + ROWS_AT_ONCE <= count; at += ROWS_AT_ONCE) {
                int a = rows[at];
                int b = rows[at + 1];
                int c = rows[at + 2];
                int d = rows[at + 3];
                addFour(target[k], a * width, x[a], b * width, x[b], c * width, x[c], d * width, x[d]);
            }
            for (; at < count; at++) {
                addOne(target[k], rows[at] * width, x[rows[at]]);
            }
        }
    }

    private void addFour(
            double[] y, int at0, double x0, int at1, double x1, int at2, double x2, int at3, double x3) {
        double[] w = weights;
        for (int j = 0; j < width; j++) {
            y[j] += x0 * w[at0 + j] + x1 * w[at1 + j] + (x2 * w[at2 + j] + x3 * w[at3 + j]);
        }
    }

    private void addOne(double[] y, int at, double x) {
        double[] w = weights;
        for (int j = 0; j < width; j++) {
            y[j] += x * w[at + j];
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
