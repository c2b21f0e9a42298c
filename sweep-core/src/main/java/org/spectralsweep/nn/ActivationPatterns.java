package org.spectralsweep.nn;

import org.spectralsweep.linalg.Loops;
import org.spectralsweep.linalg.RealArray;
import org.spectralsweep.linalg.Simd;

/**
 * Which hidden units of a network are on at which points, one bit each: unit r of layer l is on at x where its pre-activation is positive (LL23's
 * activation pattern, all hidden layers). Memory: points x units / 8 bytes.
 */
public final class ActivationPatterns {
    private final int points;
    private final int[] widths;
    private final long[][] bits;

    private ActivationPatterns(int points, int[] widths) {
        this.points = points;
        this.widths = widths;
        bits = new long[widths.length][];
        for (int layer = 0; layer < widths.length; layer++) {
            bits[layer] = new long[Math.multiplyExact(points, words(widths[layer]))];
        }
    }

    /**
     * The patterns at the network's present weights, in its own precision. One forward pass.
     *
     * @param x points x inputs, row-major
     */
    public static ActivationPatterns of(Mlp network, double[] x, int points) {
        MlpSpec spec = network.spec();
        int[] widths = spec.widths().stream().mapToInt(Integer::intValue).toArray();
        ActivationPatterns patterns = new ActivationPatterns(points, widths);
        ForwardPass pass = new ForwardPass(network, points, Loops.of(network.precision(), Simd.best()));
        RealArray inputs = pass.inputs(x, points);
        double[] outputs = new double[Math.multiplyExact(points, spec.outputs())];
        for (int first = 0; first < points; first += pass.blockRows()) {
            int rows = Math.min(pass.blockRows(), points - first);
            pass.runBlock(inputs, first, rows, outputs);
            for (int layer = 0; layer < widths.length; layer++) {
                patterns.write(layer, first, rows, pass.hidden(layer));
            }
        }
        return patterns;
    }

    private void write(int layer, int first, int rows, RealArray activations) {
        int width = widths[layer];
        double[] row = new double[width];
        for (int i = 0; i < rows; i++) {
            activations.read(i * width, row, 0, width);
            int at = (first + i) * words(width);
            for (int unit = 0; unit < width; unit++) {
                if (row[unit] > 0) {
                    bits[layer][at + unit / Long.SIZE] |= 1L << unit;
                }
            }
        }
    }

    private static int words(int width) {
        return (width + Long.SIZE - 1) / Long.SIZE;
    }

    /** Hidden layers. */
    public int layers() {
        return widths.length;
    }

    /** (Unit, point) pairs of a hidden layer. */
    public long pairs(int layer) {
        return (long) points * widths[layer];
    }

    /** Whether a unit is on at a point. */
    public boolean isOn(int layer, int point, int unit) {
        return (bits[layer][point * words(widths[layer]) + unit / Long.SIZE] >>> unit & 1) != 0;
    }

    /**
     * How many (unit, point) pairs of a layer differ between two networks of one architecture on the same points.
     *
     * @throws IllegalArgumentException if the patterns are of other sizes
     */
    public long flips(ActivationPatterns other, int layer) {
        if (other.points != points || other.widths.length != widths.length || other.widths[layer] != widths[layer]) {
            throw new IllegalArgumentException("patterns must be of one architecture on the same points");
        }
        long flips = 0;
        for (int word = 0; word < bits[layer].length; word++) {
            flips += Long.bitCount(bits[layer][word] ^ other.bits[layer][word]);
        }
        return flips;
    }
}
