package org.spectralsweep.kernel;

import org.spectralsweep.linalg.Float64Array;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.OutputFunction;

/**
 * The neural tangent kernel of an actual network at its current weights. K = J J', where J is the derivative of the
 * outputs by the trained parameters; J is never held in memory.
 *
 * <p>With z_l = mu_l h_(l-1) W_l + b_l and delta_l = df / dz_l, layer l contributes
 *
 * <pre>
 * K_ij = sum over trained l of  delta_l(i) . delta_l(j)  (mu_l^2 h_(l-1)(i) . h_(l-1)(j) + [layer l has a bias]),
 * </pre>
 *
 * with or without skip connections. With a sigmoid output K_ij gets the factors f(i) (1 - f(i)) f(j) (1 - f(j)). The
 * derivative of relu at 0 is 0. Everything is float64, whatever the network's own precision.
 *
 * <p>Cost for n samples and c outputs: two products of 2 (n c)^2 m flops for a layer of width m. It is one product if
 * only a single hidden layer is trained. One hidden layer is summed over blocks of units. This takes 50 MiB and a
 * few matrices of the result's size, whatever its width.
 *
 * <p>Deeper networks, and those of other activations than ReLU, are summed over blocks of at least 16 samples. This
 * takes 64 MiB, and a second copy of the weights where they are float32. Every pair of blocks costs a forward and a
 * backward pass of a block.
 */
public final class EmpiricalTangentKernel {
    /** Size of a block of samples: 32 MiB, held twice. */
    private static final int BLOCK_DOUBLES = 1 << 22;

    private static final int FEWEST_ROWS = 16;

    private EmpiricalTangentKernel() {}

    /**
     * The matrix K of n samples and c outputs.
     *
     * @param x samples, n x inputs, row-major
     * @return (n c) x (n c), row-major, exactly symmetric: row i c + o belongs to output o on sample i
     */
    public static double[] gram(Mlp network, double[] x, int n) {
        MlpSpec spec = network.spec();
        if (n < 1 || x.length != (long) n * spec.inputs()) {
            throw new IllegalArgumentException(
                    "x must hold " + n + " x " + spec.inputs() + " values but had " + x.length);
        }
        double[] kernel = spec.widths().size() == 1 && spec.isRelu() ? shallow(network, x, n) : deep(network, x, n);
        if (spec.output() != OutputFunction.LINEAR) {
            scale(kernel, OutputSlopes.of(network, x, n));
        }
        return kernel;
    }

    /** Sets K_ij to s_i K_ij s_j: turns derivatives of the output layer's sums into derivatives of the outputs. */
    private static void scale(double[] kernel, double[] slopes) {
        int order = slopes.length;
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                kernel[i * order + j] *= slopes[i] * slopes[j];
            }
        }
    }

    /** One hidden layer: sums over blocks of units. */
    private static double[] shallow(Mlp network, double[] x, int n) {
        MlpSpec spec = network.spec();
        int rows = Math.multiplyExact(n, spec.outputs());
        UnitBlocks blocks = new UnitBlocks(network, x, n, rows);
        Float64Array delta = (Float64Array) Precision.FLOAT64.zeros(rows * blocks.largest());
        RealArray deltas = Precision.FLOAT64.zeros(Math.multiplyExact(rows, rows));
        RealArray hidden = Precision.FLOAT64.zeros(spec.trainOuter() ? n * n : 0);
        double multiplier = spec.multiplier(1);
        for (int from = 0; from < spec.fanOut(0); from += blocks.largest()) {
            network.deadline().check();
            int units = blocks.count(from);
            Float64Array z = blocks.preactivations(from);
            outerWeights(network, from, units, n, z.elements(), delta.elements());
            deltas.multiply(0, false, true, rows, units, rows, multiplier * multiplier, delta, 0, delta, 0, 1);
            if (spec.trainOuter()) {
                z.rectify(n * units);
                hidden.multiply(0, false, true, n, units, n, multiplier * multiplier, z, 0, z, 0, 1);
            }
        }
        double[] inner = Products.gram(x, n, spec.inputs());
        double[] kernel = new double[deltas.length()];
        int outputs = spec.outputs();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j <= i; j++) {
                int pair = i / outputs * n + j / outputs;
                double value = deltas.get(i * rows + j) * (inner[pair] + (spec.hasBias(0) ? 1 : 0));
                if (spec.trainOuter() && i % outputs == j % outputs) {
                    value += hidden.get(pair) + (spec.hasBias(1) ? 1 : 0);
                }
                kernel[i * rows + j] = value;
                kernel[j * rows + i] = value;
            }
        }
        return kernel;
    }

    /** The outer weights of each unit for each sample and output, where the unit is on. */
    private static void outerWeights(Mlp network, int from, int units, int n, double[] z, double[] into) {
        int outputs = network.spec().outputs();
        double[] weights = new double[units];
        for (int o = 0; o < outputs; o++) {
            network.values().read(network.weightsAt(1) + o * network.spec().fanOut(0) + from, weights, 0, units);
            for (int i = 0; i < n; i++) {
                int at = (i * outputs + o) * units;
                for (int r = 0; r < units; r++) {
                    into[at + r] = z[i * units + r] > 0 ? weights[r] : 0;
                }
            }
        }
    }

    /** Several hidden layers: pairs of blocks of samples. */
    private static double[] deep(Mlp network, double[] x, int n) {
        MlpSpec spec = network.spec();
        RealArray parameters = HiddenRows.parameters(network);
        int block = (int) Math.min(n, Math.max(FEWEST_ROWS, BLOCK_DOUBLES / TangentRows.doublesPerRow(spec)));
        TangentRows left = new TangentRows(network, parameters, block);
        TangentRows right = block < n ? new TangentRows(network, parameters, block) : left;
        PairedBlocks pair = new PairedBlocks(spec, block, n);
        for (int i = 0; i < n; i += block) {
            int rows = Math.min(block, n - i);
            network.deadline().check();
            left.run(x, i, rows);
            pair.add(left, i, rows, left, i, rows);
            for (int j = 0; j < i; j += block) {
                network.deadline().check();
                right.run(x, j, block);
                pair.add(left, i, rows, right, j, block);
            }
        }
        return pair.kernel();
    }

    /** Adds up the layers' parts of K for two blocks of samples, below the diagonal, and mirrors them. */
    private static final class PairedBlocks {
        private final MlpSpec spec;
        private final int n;
        private final Float64Array deltas;
        private final Float64Array inner;
        private final double[] kernel;

        PairedBlocks(MlpSpec spec, int block, int n) {
            this.spec = spec;
            this.n = n;
            int rows = Math.multiplyExact(block, spec.outputs());
            deltas = (Float64Array) Precision.FLOAT64.zeros(Math.multiplyExact(rows, rows));
            inner = (Float64Array) Precision.FLOAT64.zeros(block * block);
            int order = Math.multiplyExact(n, spec.outputs());
            kernel = new double[Math.multiplyExact(order, order)];
        }

        void add(TangentRows left, int i, int rows, TangentRows right, int j, int others) {
            int c = spec.outputs();
            for (int layer = 0; layer < spec.layers(); layer++) {
                if (layer == spec.layers() - 1 && !spec.trainOuter()) {
                    continue;
                }
                double square = spec.multiplier(layer) * spec.multiplier(layer);
                RealArray a = left.deltas(layer);
                RealArray b = right.deltas(layer);
                deltas.multiply(0, false, true, rows * c, spec.fanOut(layer), others * c, 1, a, 0, b, 0, 0);
                a = left.read(layer);
                b = right.read(layer);
                inner.multiply(0, false, true, rows, spec.fanIn(layer), others, square, a, 0, b, 0, 0);
                add(i, rows, j, others, spec.hasBias(layer) ? 1 : 0);
            }
        }

        private void add(int i, int rows, int j, int others, double bias) {
            int c = spec.outputs();
            int order = n * c;
            double[] d = deltas.elements();
            double[] h = inner.elements();
            for (int row = 0; row < rows * c; row++) {
                int at = (i * c + row) * order + j * c;
                int most = i == j ? row + 1 : others * c;
                for (int column = 0; column < most; column++) {
                    kernel[at + column] += d[row * others * c + column] * (h[row / c * others + column / c] + bias);
                }
            }
        }

        double[] kernel() {
            int order = n * spec.outputs();
            for (int row = 0; row < order; row++) {
                for (int column = 0; column < row; column++) {
                    kernel[column * order + row] = kernel[row * order + column];
                }
            }
            return kernel;
        }
    }
}
