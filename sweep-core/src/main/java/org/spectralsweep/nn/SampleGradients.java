package org.spectralsweep.nn;

import org.spectralsweep.linalg.Loops;
import org.spectralsweep.linalg.RealArray;
import org.spectralsweep.linalg.Simd;

/**
 * The derivatives of one scalar of every sample, such as its own loss, by all trained parameters, as the factors from which they are made: that by
 * the weights of layer l is the outer product m_l h_(l-1) delta_l', that by its biases delta_l, so that inner products of gradients are products of
 * inner products and no gradient is ever held. In the network's own precision, a block of samples at a time; nothing is allocated after construction
 * but by {@link #run}'s copy of its points.
 *
 * <p>Cost of a block: a forward and a backward pass, 4 flops a weight and sample.
 */
public final class SampleGradients {
    private final MlpSpec spec;
    private final Mlp network;
    private final ForwardPass forward;
    private final RealArray outerDelta;
    private final RealArray[] deltas;
    private final RealArray carried;
    private final double[] outputs;
    private RealArray inputs;

    /** Sees one layer's factors, from the outer layer down. */
    public interface Layer {
        /**
         * One trained layer.
         *
         * @param read h, what the layer reads, row by row, {@code columns} each; the constant 1 of a bias is one of them where {@code bias} is false
         *     and the layer has one
         * @param delta derivative by the layer's pre-activations, row by row, {@code units} each; must not be modified
         * @param multiplier m
         * @param bias whether the layer has a bias beside these columns
         */
        void visit(RealArray read, int columns, RealArray delta, int units, double multiplier, boolean bias);
    }

    /**
     * For blocks of samples of one network.
     *
     * @param most the most samples of a block
     */
    public SampleGradients(Mlp network, int most) {
        this.network = network;
        spec = network.spec();
        forward = new ForwardPass(network, most, Loops.of(network.precision(), Simd.best()));
        int rows = forward.blockRows();
        outerDelta = network.precision().zeros(rows * spec.outputs());
        deltas = new RealArray[spec.widths().size()];
        for (int layer = 0; layer < deltas.length; layer++) {
            deltas[layer] = network.precision().zeros(Math.multiplyExact(rows, spec.fanOut(layer)));
        }
        carried = network.precision().zeros(spec.skip() ? deltas[0].length() : 0);
        outputs = new double[rows * spec.outputs()];
        inputs = network.precision().zeros(0);
    }

    /** How many samples fit into a block: at most what was asked for. */
    public int rows() {
        return forward.blockRows();
    }

    /**
     * f on a block of samples.
     *
     * @param x count x inputs, row-major
     * @return count x outputs, row-major, and whatever follows; the live array
     */
    public double[] run(double[] x, int count) {
        inputs = forward.inputs(x, count);
        forward.runBlock(inputs, 0, count, outputs);
        return outputs;
    }

    /**
     * Backpropagates from the outputs of the last {@link #run}, and shows every trained layer from the outer one down.
     *
     * @param outer derivative of each sample's scalar by the sums of its output layer, count x outputs, as {@link OutputDeltas} gives them
     */
    public void backward(double[] outer, int count, Layer layers) {
        int top = spec.layers() - 1;
        outerDelta.write(0, outer, 0, count * spec.outputs());
        if (spec.trainOuter()) {
            layers.visit(
                    forward.carried(top - 1),
                    spec.fanIn(top),
                    outerDelta,
                    spec.outputs(),
                    spec.multiplier(top),
                    spec.hasBias(top));
        }
        // The outer layer's weights lie output by output: no transposition.
        RealArray below = spec.skip() ? carried : deltas[top - 1];
        below.multiply(
                0,
                false,
                false,
                count,
                spec.outputs(),
                spec.fanIn(top),
                spec.multiplier(top),
                outerDelta,
                0,
                network.values(),
                network.weightsAt(top),
                0);
        for (int layer = top - 1; layer >= 0; layer--) {
            int width = spec.fanOut(layer);
            if (spec.skip()) {
                deltas[layer].copy(0, carried, 0, count * width);
            }
            deltas[layer].gate(count * width, forward.hidden(layer));
            visit(layer, layers);
            if (layer > 0) {
                propagate(layer, count);
            }
        }
    }

    private void visit(int layer, Layer layers) {
        boolean first = layer == 0;
        boolean biasIsColumn = first && forward.isNarrow();
        layers.visit(
                first ? inputs : forward.carried(layer - 1),
                first ? forward.inputColumns() : spec.fanIn(layer),
                deltas[layer],
                spec.fanOut(layer),
                first ? 1 : spec.multiplier(layer),
                spec.hasBias(layer) && !biasIsColumn);
    }

    private void propagate(int layer, int count) {
        RealArray below = spec.skips(layer) ? carried : deltas[layer - 1];
        below.multiply(
                0,
                false,
                true,
                count,
                spec.fanOut(layer),
                spec.fanIn(layer),
                spec.multiplier(layer),
                deltas[layer],
                0,
                network.values(),
                network.weightsAt(layer),
                spec.skips(layer) ? 1 : 0);
    }
}
