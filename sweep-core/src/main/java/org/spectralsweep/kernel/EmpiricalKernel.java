package org.spectralsweep.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;

/**
 * The neural tangent kernel of an actual network at its current weights, K = J J' with J the derivative of the outputs by the
 * trained parameters, without ever holding J.
 *
 * <p>With z_l = mu_l h_(l-1) W_l + b_l, h_l = relu(z_l), or h_(l-1) + relu(z_l) where layer l skips, and delta_l = df / dz_l, the part of layer l is
 *
 * <pre>
 * K_ij = sum over trained l of  delta_l(i) . delta_l(j)  (mu_l^2 h_(l-1)(i) . h_(l-1)(j) + [layer l has a bias]).
 * </pre>
 *
 * The derivative of relu at 0 is 0. Cost: two products of n^2 m flops a layer of width m, and memory for n x m numbers a layer; with one hidden layer
 * its units are taken in blocks of {@value #BLOCK}, since their parts add up, so that width costs time only.
 */
public final class EmpiricalKernel {
    private static final int BLOCK = 4096;

    private EmpiricalKernel() {}

    /**
     * {@link #gram(Layers, double[], int)} of a network, in float64 whatever its own precision.
     *
     * @param x samples, n x inputs, row-major
     */
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
        int rows = Math.multiplyExact(n, layers.outputs());
        double[] kernel = new double[Math.multiplyExact(rows, rows)];
        int width = layers.fanOut(0);
        if (layers.count() > 2 || width <= BLOCK) {
            add(layers, x, n, kernel);
            return kernel;
        }
        for (int from = 0; from < width; from += BLOCK) {
            add(layers.units(from, Math.min(width, from + BLOCK)), x, n, kernel);
        }
        return kernel;
    }

    private static void add(Layers layers, double[] x, int n, double[] kernel) {
        int outputs = layers.outputs();
        int rows = n * outputs;
        Activations activations = layers.activations(x, n);
        double[] delta = new double[rows * outputs];
        for (int row = 0; row < rows; row++) {
            delta[row * outputs + row % outputs] = 1;
        }
        double[] byOutput = new double[0];
        int last = layers.count() - 1;
        for (int l = last; l >= 0; l--) {
            if (l < last || layers.trainOuter()) {
                double[] deltas = Products.gram(delta, rows, layers.fanOut(l));
                double[] inner = Products.gram(activations.inputs().get(l), n, layers.fanIn(l));
                add(kernel, deltas, inner, n, outputs, layers.multiplier(l), layers.hasBias(l));
            }
            if (l > 0) {
                byOutput = backward(layers, l, delta, byOutput, rows);
                delta = gated(byOutput, activations.gates().get(l - 1), layers.fanIn(l), outputs);
            }
        }
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

    /** df by what layer l reads: mu_l delta_l W_l', and df by its output where it passes on what it reads. */
    private static double[] backward(Layers layers, int l, double[] delta, double[] byOutput, int rows) {
        double[] back =
                Products.timesTransposed(delta, rows, layers.weights().get(l), layers.fanIn(l), layers.fanOut(l));
        for (int e = 0; e < back.length; e++) {
            back[e] = layers.multiplier(l) * back[e] + (layers.skips(l) ? byOutput[e] : 0);
        }
        return back;
    }

    /** delta of the layer below: df by its output, where its unit is on. */
    private static double[] gated(double[] byOutput, boolean[] on, int width, int outputs) {
        double[] delta = byOutput.clone();
        for (int e = 0; e < delta.length; e++) {
            if (!on[e / width / outputs * width + e % width]) {
                delta[e] = 0;
            }
        }
        return delta;
    }

    /**
     * What passes through a network.
     *
     * @param inputs of each layer, n x fan_in
     * @param gates of each hidden layer, n x fan_out: whether the unit is on
     */
    record Activations(List<double[]> inputs, List<boolean[]> gates) {}

    /**
     * A network as its kernel sees it.
     *
     * @param inputs columns of x
     * @param weights of each layer, the outer one included, fan_in x fan_out, row-major
     * @param biases of each layer; empty where it has none
     * @param multipliers mu of each layer
     * @param trainOuter whether the last layer is trained
     * @param skip whether the hidden layers above the first add what they read
     */
    record Layers(
            int inputs,
            List<double[]> weights,
            List<double[]> biases,
            List<Double> multipliers,
            boolean trainOuter,
            boolean skip) {
        static Layers of(Mlp network) {
            MlpSpec spec = network.spec();
            List<double[]> weights = new ArrayList<>();
            List<double[]> biases = new ArrayList<>();
            List<Double> multipliers = new ArrayList<>();
            for (int l = 0; l < spec.layers(); l++) {
                weights.add(network.weights(l));
                biases.add(network.biases(l));
                multipliers.add(network.multiplier(l));
            }
            return new Layers(spec.inputs(), weights, biases, multipliers, spec.trainOuter(), spec.skip());
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

        boolean skips(int l) {
            return skip && l > 0 && l < count() - 1;
        }

        /** A network with one hidden layer, reduced to some of its units; the output bias stays with the first. */
        Layers units(int from, int to) {
            int width = fanOut(0);
            double[] first = new double[inputs * (to - from)];
            for (int k = 0; k < inputs; k++) {
                System.arraycopy(weights.get(0), k * width + from, first, k * (to - from), to - from);
            }
            double[] bias = hasBias(0) ? Arrays.copyOfRange(biases.get(0), from, to) : new double[0];
            double[] outer = Arrays.copyOfRange(weights.get(1), from * outputs(), to * outputs());
            double[] outerBias = from == 0 ? biases.get(1) : new double[0];
            return new Layers(inputs, List.of(first, outer), List.of(bias, outerBias), multipliers, trainOuter, false);
        }

        Activations activations(double[] x, int n) {
            List<double[]> entering = new ArrayList<>(List.of(x));
            List<boolean[]> gates = new ArrayList<>();
            for (int l = 0; l + 1 < count(); l++) {
                int width = fanOut(l);
                double[] below = entering.get(l);
                double[] h = Products.times(below, n, fanIn(l), weights.get(l), width);
                boolean[] on = new boolean[h.length];
                for (int e = 0; e < h.length; e++) {
                    double z = multiplier(l) * h[e] + (hasBias(l) ? biases.get(l)[e % width] : 0);
                    on[e] = z > 0;
                    h[e] = Math.max(0, z) + (skips(l) ? below[e] : 0);
                }
                gates.add(on);
                entering.add(h);
            }
            return new Activations(entering, gates);
        }
    }
}
