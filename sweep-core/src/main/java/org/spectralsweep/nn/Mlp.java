package org.spectralsweep.nn;

import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.Deadline;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;

/**
 * A multilayer perceptron with its current weights:
 *
 * <pre>h_0 = s(x W_0 + b_0),   h_l = s(m_l h_{l-1} W_l + b_l),   f = m_L h_{L-1} W_L + b_L</pre>
 *
 * for L hidden layers, with the multipliers m_l of {@link MlpSpec#multiplier}. Layers are counted from 0, so layer L is
 * the output layer. With a sigmoid output ({@link MlpSpec#output}) f is the logistic function of that sum. With skip
 * connections ({@link MlpSpec#skip}) h_l = h_{l-1} + s(m_l h_{l-1} W_l + b_l) for the hidden layers l = 1 and above.
 * The output layer then reads the last sum.
 *
 * <p>All parameters lie in one array, layer by layer, each layer's weights before its biases. An optimiser's update is
 * therefore one loop, and the first layer's bias is one more row of its weights. The trained parameters are a leading
 * part of the array even if the output layer is fixed. Weights are stored fan_in x fan_out, those of the output layer
 * transposed.
 */
public final class Mlp {
    /** Draws between two checks of the deadline. */
    private static final int LOOK = 4096;

    private final MlpSpec spec;
    private final RealArray parameters;
    private final int[] weightsAt;
    private final int[] biasesAt;
    private final int trained;
    private final Deadline deadline;

    private Mlp(MlpSpec spec, Precision precision, Deadline deadline) {
        this.spec = spec;
        this.deadline = deadline;
        int layers = spec.layers();
        weightsAt = new int[layers];
        biasesAt = new int[layers];
        int at = 0;
        int outerAt = 0;
        for (int layer = 0; layer < layers; layer++) {
            outerAt = at;
            weightsAt[layer] = at;
            biasesAt[layer] = at + spec.fanIn(layer) * spec.fanOut(layer);
            at = biasesAt[layer] + (spec.hasBias(layer) ? spec.fanOut(layer) : 0);
        }
        parameters = precision.zeros(at);
        trained = spec.trainOuter() ? at : outerAt;
    }

    /**
     * A network at the start of training. Numbers are drawn in float64, layer by layer, weights (row-major) before
     * biases, and then rounded. Both precisions therefore start from the same draw. A mirrored network draws only its
     * first half. Its output starts at exactly zero, so its output bias, if any, starts at zero.
     */
    public static Mlp initialized(MlpSpec spec, Precision precision, RandomGenerator random) {
        return initialized(spec, precision, random, Deadline.NONE);
    }

    /**
     * The same network, with a deadline.
     *
     * @param deadline checked by every computation on the network
     */
    public static Mlp initialized(MlpSpec spec, Precision precision, RandomGenerator random, Deadline deadline) {
        Mlp network = new Mlp(spec, precision, deadline);
        Initialization start = spec.initialization();
        for (int layer = 0; layer < spec.layers(); layer++) {
            network.drawWeights(layer, start, random);
            network.drawBiases(layer, start, random);
        }
        return network;
    }

    private void drawWeights(int layer, Initialization start, RandomGenerator random) {
        boolean outer = layer == spec.layers() - 1;
        int fanIn = spec.fanIn(layer);
        int fanOut = spec.fanOut(layer);
        int rows = start.mirrored() && outer ? fanIn / 2 : fanIn;
        int columns = start.mirrored() && !outer ? fanOut / 2 : fanOut;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                if (j % LOOK == 0) {
                    deadline.check();
                }
                double weight = outer && start.outer() == OuterWeights.RADEMACHER
                        ? (random.nextBoolean() ? 1 : -1)
                        : start.weights().draw(fanIn, random);
                parameters.set(weightAt(layer, i, j), weight);
                if (rows < fanIn) {
                    parameters.set(weightAt(layer, i + rows, j), -weight);
                }
                if (columns < fanOut) {
                    parameters.set(weightAt(layer, i, j + columns), weight);
                }
            }
        }
    }

    private void drawBiases(int layer, Initialization start, RandomGenerator random) {
        boolean outer = layer == spec.layers() - 1;
        if (!spec.hasBias(layer) || (start.mirrored() && outer)) {
            return;
        }
        int fanOut = spec.fanOut(layer);
        int drawn = start.mirrored() ? fanOut / 2 : fanOut;
        for (int j = 0; j < drawn; j++) {
            double bias = start.bias().draw(spec.fanIn(layer), random);
            parameters.set(biasesAt[layer] + j, bias);
            if (drawn < fanOut) {
                parameters.set(biasesAt[layer] + drawn + j, bias);
            }
        }
    }

    /** When computations on the network must have ended. */
    public Deadline deadline() {
        return deadline;
    }

    /** The architecture. */
    public MlpSpec spec() {
        return spec;
    }

    /** The format of weights and arithmetic. */
    public Precision precision() {
        return parameters.precision();
    }

    /** Number of weights and biases, trained or not. */
    public long parameters() {
        return parameters.length();
    }

    /** The number of leading elements of {@link #values()} that are trained. */
    public int trained() {
        return trained;
    }

    /** All parameters. This is the live array, and training writes to it. */
    public RealArray values() {
        return parameters;
    }

    /** Whether all weights and biases are finite, which may fail after training that diverged. O(parameters). */
    public boolean isFinite() {
        for (int e = 0; e < parameters.length(); e++) {
            if (!Double.isFinite(parameters.get(e))) {
                return false;
            }
        }
        return true;
    }

    /** Index in {@link #values()} at which a layer's weights start. */
    public int weightsAt(int layer) {
        return weightsAt[layer];
    }

    /** Index in {@link #values()} at which a layer's biases start; meaningless without a bias. */
    public int biasesAt(int layer) {
        return biasesAt[layer];
    }

    /** Index in {@link #values()} of the weight from input i to unit j of a layer. */
    public int weightAt(int layer, int i, int j) {
        return weightsAt[layer] + (layer == spec.layers() - 1 ? j * spec.fanIn(layer) + i : i * spec.fanOut(layer) + j);
    }

    /** A copy of a layer's weights, fan_in x fan_out, row-major. */
    public double[] weights(int layer) {
        int fanIn = spec.fanIn(layer);
        int fanOut = spec.fanOut(layer);
        double[] weights = new double[fanIn * fanOut];
        for (int i = 0; i < fanIn; i++) {
            for (int j = 0; j < fanOut; j++) {
                weights[i * fanOut + j] = parameters.get(weightAt(layer, i, j));
            }
        }
        return weights;
    }

    /** A copy of a layer's biases; empty without a bias. */
    public double[] biases(int layer) {
        double[] biases = new double[spec.hasBias(layer) ? spec.fanOut(layer) : 0];
        parameters.read(biasesAt[layer], biases, 0, biases.length);
        return biases;
    }

    /** The factor in front of a layer's weights, see {@link MlpSpec#multiplier}. */
    public double multiplier(int layer) {
        return spec.multiplier(layer);
    }

    /** f(x) for {@code count} points (row-major), count x outputs. O(count * parameters). */
    public double[] outputs(double[] x, int count) {
        return new BlockEvaluator(this, x, count).outputs();
    }
}
