package org.spectralsweep.region;

import java.util.Arrays;
import org.spectralsweep.linalg.RealArray;
import org.spectralsweep.nn.Mlp;

/**
 * One layer's weights, with its multiplier already applied, and its biases. Everything is float64, whatever the
 * network's precision.
 */
final class LayerWeights {
    private static final int ROWS_AT_ONCE = 4;

    private final int fanIn;
    private final int width;
    private final boolean skips;
    private final double negativeSlope;
    private final double[][] weights;
    private final double[] biases;
    private final double[] biasMagnitudes;
    private final double[] gains;

    private LayerWeights(Mlp network, int layer) {
        fanIn = network.spec().fanIn(layer);
        width = network.spec().fanOut(layer);
        skips = network.spec().skips(layer);
        negativeSlope = network.spec().negativeSlope();
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
        biasMagnitudes = Arrays.stream(biases).map(Math::abs).toArray();
    }

    /** All layers of a network at its present weights; the last one is the output layer. */
    static LayerWeights[] of(Mlp network) {
        LayerWeights[] layers = new LayerWeights[network.spec().layers()];
        for (int layer = 0; layer < layers.length; layer++) {
            layers[layer] = new LayerWeights(network, layer);
        }
        return layers;
    }

    /** How many numbers a unit reads. */
    int fanIn() {
        return fanIn;
    }

    /** Units. */
    int width() {
        return width;
    }

    /** Whether the layer adds what it computes to what it reads. */
    boolean skips() {
        return skips;
    }

    /** What a unit that is off multiplies its pre-activation by: 0 for ReLU. */
    double negativeSlope() {
        return negativeSlope;
    }

    /** |b| of each unit; the live array. */
    double[] biasMagnitudes() {
        return biasMagnitudes;
    }

    /** The sum of the magnitudes of each unit's weights; the live array. */
    double[] gains() {
        return gains;
    }

    /** Copies the weights by which the units read one number of the layer below. */
    void readRow(int row, RealArray target, int at) {
        target.write(at, weights[row], 0, width);
    }

    /** Adds the biases to the constant coefficients. */
    void addBiases(double[] target) {
        for (int j = 0; j < width; j++) {
            target[j] += biases[j];
        }
    }

    /** Sets affine maps to the biases: their constants are the biases, their slopes zero. */
    void setBiases(double[][] target) {
        System.arraycopy(biases, 0, target[0], 0, width);
        Arrays.fill(target[1], 0);
        Arrays.fill(target[2], 0);
    }

    /**
     * target += W^T input over the first {@code count} of these rows, for the three coefficients of affine maps. 6
     * count width flops; each row of weights is read once.
     */
    void addRows(double[][] target, double[][] input, int[] rows, int count) {
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

    // Each row is an array of its own, because Java 17 does not vectorise loops over several places of one array.
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
}
