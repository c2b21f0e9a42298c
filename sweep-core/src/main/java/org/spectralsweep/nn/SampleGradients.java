package org.spectralsweep.nn;

import org.spectralsweep.linalg.Loops;
import org.spectralsweep.linalg.RealArray;

/**
 * The gradients of one scalar per sample, such as the sample's own loss, with respect to all trained parameters. They
 * are given by their factors: the gradient by the weights of layer l is the outer product m_l h_(l-1) delta_l', and the
 * gradient by its biases is delta_l. Inner products of gradients are then products of inner products, so no gradient is
 * ever stored.
 *
 * <p>The arithmetic is in the network's own precision, one block of samples at a time. After construction only
 * {@link #run} allocates, for the copy of its points. A block costs a forward and a backward pass, 4 flops per weight
 * and sample.
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

    /** Receives the factors of one layer at a time, from the outer layer down. */
    public interface Layer {
        /**
         * Receives one trained layer.
         *
         * @param read h, the layer's input, rows of {@code columns} numbers; if the layer has a bias and {@code bias}
         *     is false, one column is the bias's constant 1
         * @param delta derivative by the layer's pre-activations, rows of {@code units} numbers; must not be modified
         * @param multiplier m
         * @param bias whether the layer has a bias in addition to these columns
         */
        void visit(RealArray read, int columns, RealArray delta, int units, double multiplier, boolean bias);
    }

    /**
     * Allocates the buffers for blocks of samples of one network.
     *
     * @param most the most samples of a block
     */
    public SampleGradients(Mlp network, int most) {
        this.network = network;
        spec = network.spec();
        forward = new ForwardPass(network, most, Loops.of(network.precision()));
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

    /** The number of samples that fit into a block, at most the number requested. */
    public int rows() {
        return forward.blockRows();
    }

    /**
     * f on a block of samples.
     *
     * @param x count x inputs, row-major
     * @return the live array; it starts with count x outputs, row-major, and what follows is undefined
     */
    public double[] run(double[] x, int count) {
        inputs = forward.inputs(x, count);
        forward.runBlock(inputs, 0, count, outputs);
        return outputs;
    }

    /**
     * Backpropagates from the outputs of the last {@link #run} and passes every trained layer to {@code layers}, from
     * the outer one down.
     *
     * @param outer derivative of each sample's scalar by the sums of its output layer, count x outputs, as
     *     {@link OutputDeltas} computes them
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
        // The outer layer's weights are stored output by output, so no transposition is needed.
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
            forward.gate(deltas[layer], layer, count);
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
