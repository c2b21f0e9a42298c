package org.spectralsweep.region;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One layer of a network on a convex piece of a plane (s, t) of its input space, on which no unit of a layer below
 * changes its sign. The pre-activation of every unit is affine, z = z0 + z1 s + z2 t. So is h, what the layer passes
 * on. On a line z2 and t are zero.
 *
 * <p>A piece is first {@linkplain #classify classified}: most units keep their sign on it, a few cross. The piece's
 * parts differ only in the crossing units. So the layer above is computed once with these off ({@link #feed}). Each
 * part then adds the crossing units that are on there ({@link #enter}), which takes one row of weights a unit. A leaky
 * unit that is off passes on its slope times z.
 *
 * <p>Terms are only added, never subtracted again, so rounding errors do not pile up over a walk of millions of parts.
 */
final class AffinePiece {
    /**
     * A sum this small, relative to the sum of its terms' magnitudes, counts as zero. A sum of a thousand terms over a
     * few layers has a relative error of about 1e-14.
     */
    static final double ROUNDING = 1e-13;

    /** Coefficients of an affine map of the plane. */
    static final int COEFFICIENTS = 3;

    private final LayerWeights weights;
    private final @Nullable LayerWeights weightsAbove;
    private final double[][] z;
    private final double[][] h;

    /** What crossing units compute where they are on, less what they compute where they are off. */
    private final double[][] rise;

    private final double[][] below;
    private final double[][] shared;
    private final double[] centre;
    private final double[] margin;
    private final int[] crossing;
    private final int[] rows;
    private final long[][] pattern;
    private final long[] on;
    private int crossings;
    private double largestInput;
    private double largestOutput;

    /**
     * Allocates a piece, which is filled later.
     *
     * @param network the layers of the network
     * @param layer the piece's own layer
     */
    AffinePiece(LayerWeights[] network, int layer) {
        weights = network[layer];
        weightsAbove = layer + 1 < network.length ? network[layer + 1] : null;
        int width = weights.width();
        z = new double[COEFFICIENTS][width];
        h = new double[COEFFICIENTS][width];
        rise = new double[COEFFICIENTS][width];
        below = new double[COEFFICIENTS][weights.skips() ? width : 0];
        shared = new double[COEFFICIENTS][weightsAbove == null ? 0 : weightsAbove.width()];
        centre = new double[width];
        margin = new double[width];
        crossing = new int[width];
        rows = new int[Math.max(width, weights.fanIn())];
        pattern = new long[layer + 1][];
        for (int k = 0; k <= layer; k++) {
            pattern[k] = new long[(network[k].width() + Long.SIZE - 1) / Long.SIZE];
        }
        on = pattern[layer];
    }

    /** Units. */
    int width() {
        return weights.width();
    }

    /** How many units may change their sign on the piece. */
    int crossings() {
        return crossings;
    }

    /** The unit with this index among the crossing ones. */
    int crossing(int index) {
        return crossing[index];
    }

    /** Coefficient 0, 1 or 2 of a unit's pre-activation. */
    double z(int coefficient, int unit) {
        return z[coefficient][unit];
    }

    /**
     * One bit for each unit of this layer or one below: whether it is on. For a crossing unit the bit holds on the
     * present part. The live array.
     */
    long[] pattern(int layer) {
        return pattern[layer];
    }

    /** Whether a unit of this layer or one below is on. */
    boolean isOn(int layer, int unit) {
        return (pattern[layer][unit / Long.SIZE] >>> unit & 1) != 0;
    }

    private boolean isOn(int unit) {
        return (on[unit / Long.SIZE] >>> unit & 1) != 0;
    }

    /** Sets whether a unit of this layer is on in the present part. */
    void set(int unit, boolean isOn) {
        long bit = 1L << unit;
        if (isOn) {
            on[unit / Long.SIZE] |= bit;
        } else {
            on[unit / Long.SIZE] &= ~bit;
        }
    }

    /** The magnitude below which a unit's pre-activation is only rounding error. */
    double rounding(int unit) {
        return ROUNDING * (weights.biasMagnitudes()[unit] + weights.gains()[unit] * largestInput);
    }

    /** The sum of the magnitudes of a unit's weights. */
    double gain(int unit) {
        return weights.gains()[unit];
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
     * @param largestInput the largest magnitude of an input on the plane
     */
    void start(double[] origin, double[] u, double[] v, double largestInput) {
        this.largestInput = largestInput;
        weights.setBiases(z);
        Arrays.setAll(rows, i -> i);
        weights.addRows(z, new double[][] {origin, u, v}, rows, weights.fanIn());
    }

    /**
     * Finds which units are on, and which may change their sign, on the box with this centre and these half sides. For
     * most units |z(centre)| is more than z can change within the box. O(width).
     */
    void classify(double s, double t, double halfS, double halfT) {
        double[] z0 = z[0];
        double[] z1 = z[1];
        double[] z2 = z[2];
        double[] biases = weights.biasMagnitudes();
        double[] gains = weights.gains();
        for (int j = 0; j < z0.length; j++) {
            double value = z0[j] + z1[j] * s + z2[j] * t;
            double change = Math.abs(z1[j]) * halfS + Math.abs(z2[j]) * halfT;
            centre[j] = value;
            margin[j] = Math.abs(value) - change - ROUNDING * (biases[j] + gains[j] * largestInput);
        }
        Arrays.fill(on, 0);
        crossings = 0;
        for (int j = 0; j < margin.length; j++) {
            if (margin[j] > 0) {
                on[j / Long.SIZE] |= centre[j] > 0 ? 1L << j : 0;
            } else {
                crossing[crossings++] = j;
            }
        }
    }

    /** Removes a unit that turned out to keep its sign from the crossing ones; the last of these moves to its index. */
    void settle(int index, boolean isOn) {
        set(crossing[index], isOn);
        crossing[index] = crossing[--crossings];
    }

    /**
     * Computes what the layer passes on with its crossing units off. O(width).
     *
     * @param largestS the largest magnitude of s on the plane
     * @param largestT the largest magnitude of t on the plane
     */
    double[][] passOn(double largestS, double largestT) {
        for (int index = 0; index < crossings; index++) {
            set(crossing[index], true);
        }
        largestOutput = 0;
        double stretch = Math.max(1, Math.abs(weights.negativeSlope()));
        for (int j = 0; j < width(); j++) {
            boolean isOn = isOn(j);
            for (int k = 0; k < COEFFICIENTS; k++) {
                h[k][j] = (isOn ? z[k][j] : off(k, j)) + carried(k, j);
            }
            double reach = Math.abs(h[0][j]) + Math.abs(h[1][j]) * largestS + Math.abs(h[2][j]) * largestT;
            largestOutput = reach * stretch > largestOutput ? reach * stretch : largestOutput;
        }
        for (int index = 0; index < crossings; index++) {
            int unit = crossing[index];
            set(unit, false);
            for (int k = 0; k < COEFFICIENTS; k++) {
                h[k][unit] = off(k, unit) + carried(k, unit);
            }
        }
        return h;
    }

    /** Coefficient 0, 1 or 2 of what a unit computes where it is off. */
    private double off(int coefficient, int unit) {
        return weights.negativeSlope() == 0 ? 0 : weights.negativeSlope() * z[coefficient][unit];
    }

    private double carried(int coefficient, int unit) {
        return weights.skips() ? below[coefficient][unit] : 0;
    }

    /** Buffer for what all parts share in the layer above: its pre-activations with the crossing units off. */
    double[][] shared() {
        return shared;
    }

    /**
     * Computes {@link #shared} from what the layer {@linkplain #passOn passes on}. 6 widthAbove flops for each unit
     * that is on.
     */
    void feed() {
        above().setBiases(shared);
        int count = 0;
        for (int j = 0; j < width(); j++) {
            if (passesOn(j)) {
                rows[count++] = j;
            }
        }
        above().addRows(shared, h, rows, count);
    }

    /** Whether a unit passes on anything, by the last {@link #passOn}. */
    boolean passesOn(int unit) {
        return h[0][unit] != 0 || h[1][unit] != 0 || h[2][unit] != 0;
    }

    private LayerWeights above() {
        if (weightsAbove == null) {
            throw new IllegalStateException("layer must not be the output layer but was");
        }
        return weightsAbove;
    }

    /**
     * Computes the layer above on a part of the piece, which is given by the crossing units that are on. 6 widthAbove
     * flops for each of these.
     */
    void enter(AffinePiece part) {
        for (int k = 0; k < COEFFICIENTS; k++) {
            System.arraycopy(shared[k], 0, part.z[k], 0, part.width());
        }
        int count = 0;
        for (int index = 0; index < crossings; index++) {
            int unit = crossing[index];
            boolean isOn = isOn(unit);
            for (int k = 0; k < COEFFICIENTS; k++) {
                h[k][unit] = carried(k, unit) + (isOn ? z[k][unit] : off(k, unit));
                rise[k][unit] = z[k][unit] - off(k, unit);
            }
            if (isOn) {
                rows[count++] = unit;
            }
        }
        above().addRows(part.z, rise, rows, count);
        part.largestInput = largestOutput;
        for (int k = 0; k < COEFFICIENTS; k++) {
            System.arraycopy(h[k], 0, part.below[k], 0, part.below[k].length);
        }
        for (int layer = 0; layer < pattern.length && layer < part.pattern.length; layer++) {
            System.arraycopy(pattern[layer], 0, part.pattern[layer], 0, pattern[layer].length);
        }
    }
}
