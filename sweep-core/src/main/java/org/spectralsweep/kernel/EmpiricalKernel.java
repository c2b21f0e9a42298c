package org.spectralsweep.kernel;

import java.util.ArrayList;
import java.util.List;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;

/**
 * The neural tangent kernel of an actual network at its current weights, K = J J' with J the derivative of the outputs by the
 * trained parameters, without ever holding J.
 *
 * <p>With z_l = mu_l h_(l-1) W_l + b_l, h_l = relu(z_l) and delta_l = df / dz_l, the part of layer l is
 *
 * <pre>
 * K_ij = sum over trained l of  delta_l(i) . delta_l(j)  (mu_l^2 h_(l-1)(i) . h_(l-1)(j) + [layer l has a bias]).
 * </pre>
 *
 * The derivative of relu at 0 is 0. Cost: two products of n^2 m flops a layer of width m, and memory for n x m numbers a layer.
 */
public final class EmpiricalKernel {
    private EmpiricalKernel() {}

    /** {@link #gram(Layers, double[], int)} of a network, in float64 whatever its own precision. */
    public static double[] gram(Mlp network, double[] x, int n) {
        return gram(Layers.of(network), x, n);
    }

    /**
     * The matrix K of n samples and c outputs, (n c) x (n c), row-major: row i c + o belongs to output o on sample i.
     *
     * @param layers the network
     * @param x samples, n x inputs, row-major
     * @param n number of samples
     */
    static double[] gram(Layers layers, double[] x, int n) {
        int outputs = layers.outputs();
        List<double[]> hidden = layers.hidden(x, n);
        int rows = Math.multiplyExact(n, outputs);
        double[] delta = new double[rows * outputs];
        for (int row = 0; row < rows; row++) {
            delta[row * outputs + row % outputs] = 1;
        }
        double[] kernel = new double[Math.multiplyExact(rows, rows)];
        int last = layers.count() - 1;
        for (int l = last; l >= 0; l--) {
            if (l < last || layers.trainOuter()) {
                double[] deltas = Products.gram(delta, rows, layers.fanOut(l));
                double[] inner = Products.gram(hidden.get(l), n, layers.fanIn(l));
                add(kernel, deltas, inner, n, outputs, layers.multiplier(l), layers.hasBias(l));
            }
            if (l > 0) {
                delta = backward(layers, l, delta, hidden.get(l), rows, outputs);
            }
        }
        return kernel;
    }

    private static void add(
            double[] kernel, double[] deltas, double[] inner, int n, int outputs, double multiplier, boolean bias) {
        int rows = n * outputs;
        double square = multiplier * multiplier;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j <= i; j++) {
                double value = deltas[i * rows + j] * (square * inner[i / outputs * n + j / outputs] + (bias ? 1 : 0));
                kernel[i * rows + j] += value;
                kernel[j * rows + i] = kernel[i * rows + j];
            }
        }
    }

    /** delta of layer l - 1: mu_l delta_l W_l', where its unit is on. */
    private static double[] backward(Layers layers, int l, double[] delta, double[] hidden, int rows, int outputs) {
        int width = layers.fanIn(l);
        double[] back = Products.timesTransposed(delta, rows, layers.weights().get(l), width, layers.fanOut(l));
        for (int row = 0; row < rows; row++) {
            for (int r = 0; r < width; r++) {
                boolean on = hidden[row / outputs * width + r] > 0;
                back[row * width + r] *= on ? layers.multiplier(l) : 0;
            }
        }
        return back;
    }

    /**
     * A network as its kernel sees it.
     *
     * @param inputs columns of x
     * @param weights of each layer, the outer one included, fan_in x fan_out, row-major
     * @param biases of each layer; empty where it has none
     * @param multipliers mu of each layer
     * @param trainOuter whether the last layer is trained
     */
    record Layers(
            int inputs, List<double[]> weights, List<double[]> biases, List<Double> multipliers, boolean trainOuter) {
        static Layers of(Mlp network) {
            MlpSpec spec = network.spec();
            if (spec.skip()) {
                throw new IllegalArgumentException(
                        "skip must be false for the empirical kernel but was true for widths " + spec.widths());
            }
            List<double[]> weights = new ArrayList<>();
            List<double[]> biases = new ArrayList<>();
            List<Double> multipliers = new ArrayList<>();
            for (int l = 0; l < spec.layers(); l++) {
                weights.add(network.weights(l));
                biases.add(network.biases(l));
                multipliers.add(network.multiplier(l));
            }
            return new Layers(spec.inputs(), weights, biases, multipliers, spec.trainOuter());
        }

        int count() {
            return weights.size();
        }

        int fanIn(int l) {
            return l == 0 ? inputs : fanOut(l - 1);
        }

        int fanOut(int l) {
            int columns = inputs;
            for (int k = 0; k <= l; k++) {
                columns = weights.get(k).length / columns;
            }
            return columns;
        }

        int outputs() {
            return fanOut(count() - 1);
        }

        double multiplier(int l) {
            return multipliers.get(l);
        }

        boolean hasBias(int l) {
            return biases.get(l).length > 0;
        }

        /** What enters each layer: x, h_1, ... */
        List<double[]> hidden(double[] x, int n) {
            List<double[]> hidden = new ArrayList<>();
            hidden.add(x);
            for (int l = 0; l + 1 < count(); l++) {
                int width = fanOut(l);
                double[] h = Products.times(hidden.get(l), n, fanIn(l), weights.get(l), width);
                for (int e = 0; e < h.length; e++) {
                    double z = multiplier(l) * h[e] + (hasBias(l) ? biases.get(l)[e % width] : 0);
                    h[e] = Math.max(0, z);
                }
                hidden.add(h);
            }
            return hidden;
        }
    }
}
