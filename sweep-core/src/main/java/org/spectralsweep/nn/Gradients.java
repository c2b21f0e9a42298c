package org.spectralsweep.nn;

import org.spectralsweep.linalg.Loops;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;

/**
 * Outputs of a network and the gradient of its loss with respect to the trained parameters, by backpropagation in
 * blocks of rows. The deltas d_L come from {@link OutputDeltas}; for squared residuals and linear outputs they are q (f
 * - y). With {@code d_{l-1} = m_l d_l W_l^T s'(z_{l-1})}, where s' of ReLU is {@code 1[z > 0]},
 *
 * <pre>grad W_l = m_l sum_i h_{l-1}(x_i) d_l(x_i)^T,   grad b_l = sum_i d_l(x_i),   relu'(0) = 0.</pre>
 *
 * With skip connections h_{l-1} in grad W_l is the sum that the layer reads. Let s_l be the derivatives by the sum h_l
 * of a hidden layer: s_{L-1} = m_L d_L W_L^T and s_{l-1} = s_l + m_l d_l W_l^T. The deltas of the hidden layer are then
 * {@code d_l = s_l s'(z_l)}.
 *
 * <p>A fixed output layer has no gradient. Buffers are allocated once, nothing during a pass. A pass costs three times
 * the forward pass of 2 * weights flops a sample, less the first layer's deltas.
 */
public final class Gradients {
    private final Mlp network;
    private final MlpSpec spec;
    private final Loops loops;
    private final ForwardPass forward;
    private final RealArray outerDelta;
    private final RealArray[] deltas;
    private final RealArray ones;

    /** Receives the sums of a fused loop if they are not the gradient of a bias; empty if they are. */
    private final RealArray unusedSums;

    private final double[] unrounded;

    /**
     * Allocates the buffers.
     *
     * @param network differentiated at its current weights
     * @param rows the most samples ever passed in at once
     */
    public Gradients(Mlp network, int rows) {
        this.network = network;
        spec = network.spec();
        loops = Loops.of(network.precision());
        forward = new ForwardPass(network, rows, loops);
        Precision precision = network.precision();
        int block = forward.blockRows();
        int widest = spec.widths().stream().mapToInt(Integer::intValue).max().orElseThrow();
        outerDelta = precision.zeros(block * spec.outputs());
        deltas = new RealArray[Math.min(2, spec.widths().size())];
        for (int i = 0; i < deltas.length; i++) {
            deltas[i] = precision.zeros(Math.multiplyExact(block, widest));
        }
        ones = precision.zeros(block);
        for (int i = 0; i < block; i++) {
            ones.set(i, 1);
        }
        unusedSums = precision.zeros(sumsLastBias() ? 0 : widest);
        unrounded = new double[block * spec.outputs()];
    }

    /**
     * The gradient of {@code loss} over n samples at the network's present weights, in the layout of
     * {@link Mlp#values()}. For tests and metrics.
     */
    public static double[] of(Mlp network, double[] x, double[] y, int n, Loss loss) {
        Gradients gradients = new Gradients(network, n);
        RealArray gradient = network.precision().zeros(network.trained());
        gradients.evaluate(gradients.inputs(x, n), y, n, loss, new double[y.length], gradient);
        double[] values = new double[network.trained()];
        gradient.read(0, values, 0, values.length);
        return values;
    }

    /**
     * Copies points into the layout that the passes read: n x {@link #inputColumns()}. If the coordinates are few and
     * the first layer has a bias, each point is followed by a constant 1.
     */
    public RealArray inputs(double[] x, int n) {
        return forward.inputs(x, n);
    }

    /** Number of columns of {@link #inputs}. */
    public int inputColumns() {
        return forward.inputColumns();
    }

    /** f on n samples, without a gradient. */
    public void outputs(RealArray x, int n, double[] outputs) {
        forward.run(x, n, outputs);
    }

    /**
     * f on n samples, and the gradient of their loss.
     *
     * @param y targets, n x outputs
     * @param outputs receives f, n x outputs
     * @param gradient receives the gradient; {@link Mlp#trained()} elements in the order of {@link Mlp#values()}
     */
    public void evaluate(RealArray x, double[] y, int n, Loss loss, double[] outputs, RealArray gradient) {
        double q = loss.deltaFactor(n, spec.outputs());
        gradient.clear(gradient.length());
        for (int row = 0; row < n; row += forward.blockRows()) {
            network.deadline().check();
            int rows = Math.min(forward.blockRows(), n - row);
            forward.runBlock(x, row, rows, outputs);
            outerDeltas(row, rows, loss, q, y, outputs);
            backward(x, row, rows, gradient);
        }
    }

    /**
     * Whether n samples fit into one block. Their activations are then still available for {@link #descend} after
     * {@link #outputs}.
     */
    public boolean isOneBlock(int n) {
        return n <= forward.blockRows();
    }

    /**
     * {@code theta <- theta - rate * gradient}, with the gradient of the loss at theta but without storing it. Each
     * product is added to the weights after the weights have been used for the deltas of the layer below.
     *
     * @param outputs f on these n samples, {@link #isOneBlock one block}, from {@link #outputs}, which must have been
     *     the last pass
     */
    public void descend(RealArray x, double[] y, int n, Loss loss, double rate, double[] outputs) {
        double q = loss.deltaFactor(n, spec.outputs());
        outerDeltas(0, n, loss, -rate * q, y, outputs);
        backward(x, 0, n, network.values());
    }

    /** Computes the deltas of the output layer, see {@link OutputDeltas}. */
    private void outerDeltas(int row, int rows, Loss loss, double factor, double[] y, double[] outputs) {
        OutputDeltas.write(spec, loss, factor, outputs, y, row, rows, unrounded);
        outerDelta.write(0, unrounded, 0, rows * spec.outputs());
    }

    /**
     * Adds the gradient to {@code target}, which has the layout of the parameters and may be the parameters themselves.
     * Every value of a layer that is still needed is read before the layer's part is added.
     */
    private void backward(RealArray x, int firstRow, int rows, RealArray target) {
        RealArray above = outerLayer(rows, target);
        RealArray delta = spec.skip() ? throughSums(rows, above, target) : throughLayers(rows, above, target);
        firstLayer(x, firstRow, rows, delta, target);
    }

    /** Propagates the deltas of the last hidden layer down to the first, whose deltas are not gated here. */
    private RealArray throughLayers(int rows, RealArray last, RealArray target) {
        RealArray delta = last;
        for (int layer = spec.layers() - 2; layer > 0; layer--) {
            RealArray next = delta == deltas[0] ? deltas[1] : deltas[0];
            propagate(layer, rows, delta, next, 0, target);
            delta = next;
            if (layer > 1) {
                gate(delta, layer - 1, rows, target);
            }
        }
        return delta;
    }

    /**
     * Propagates the derivatives by the last hidden layer's sum, in place, to those by the first layer's activations.
     */
    private RealArray throughSums(int rows, RealArray sums, RealArray target) {
        RealArray delta = deltas[1];
        for (int layer = spec.layers() - 2; layer > 0; layer--) {
            // A copy is gated: the sum's derivatives are still needed where the gates of the layer's part are closed.
            delta.copy(0, sums, 0, rows * spec.fanOut(layer));
            gate(delta, layer, rows, target);
            propagate(layer, rows, delta, sums, 1, target);
        }
        return sums;
    }

    /** Computes below = beta below + m_l d_l W_l^T. Then adds the gradient of the weights of this hidden layer. */
    private void propagate(int layer, int rows, RealArray delta, RealArray below, double beta, RealArray target) {
        int fanIn = spec.fanIn(layer);
        int fanOut = spec.fanOut(layer);
        double multiplier = spec.multiplier(layer);
        int weightsAt = network.weightsAt(layer);
        below.multiply(0, false, true, rows, fanOut, fanIn, multiplier, delta, 0, network.values(), weightsAt, beta);
        RealArray read = forward.carried(layer - 1);
        target.multiply(weightsAt, true, false, fanIn, rows, fanOut, multiplier, read, 0, delta, 0, 1);
    }

    /** Closes the gates of a hidden layer in its deltas, and adds the gradient of its bias. */
    private void gate(RealArray delta, int layer, int rows, RealArray target) {
        int width = spec.fanOut(layer);
        if (!spec.isRelu()) {
            forward.gate(delta, layer, rows);
            if (spec.hasBias(layer)) {
                target.addTransposedTimesVector(network.biasesAt(layer), rows, width, delta, ones, 0, 1);
            }
        } else if (spec.hasBias(layer)) {
            loops.gateAndSum(delta, forward.hidden(layer), rows, width, target, network.biasesAt(layer));
        } else {
            delta.gate(rows * width, forward.hidden(layer));
        }
    }

    /**
     * Adds the output layer's gradient and returns the deltas of the last hidden layer. They are gated, unless that
     * layer is also the first, which gates its deltas later. With skip connections it returns the derivatives by the
     * layer's sum instead.
     */
    private RealArray outerLayer(int rows, RealArray target) {
        int layer = spec.layers() - 1;
        int width = spec.fanIn(layer);
        int outputs = spec.outputs();
        int weightsAt = network.weightsAt(layer);
        RealArray last = forward.carried(layer - 1);
        if (spec.trainOuter() && spec.hasBias(layer)) {
            target.addTransposedTimesVector(network.biasesAt(layer), rows, outputs, outerDelta, ones, 0, 1);
        }
        if (spec.multiplier(layer) != 1) {
            outerDelta.scale(rows * outputs, spec.multiplier(layer));
        }
        RealArray delta = deltasBelowOuter(rows, target);
        if (spec.trainOuter() && outputs <= RealArray.NARROW) {
            addNarrow(target, weightsAt, rows, outputs, width, outerDelta, 0, last);
        } else if (spec.trainOuter()) {
            target.multiply(weightsAt, true, false, outputs, rows, width, 1, outerDelta, 0, last, 0, 1);
        }
        return delta;
    }

    private RealArray deltasBelowOuter(int rows, RealArray target) {
        int layer = spec.layers() - 1;
        int width = spec.fanIn(layer);
        int outputs = spec.outputs();
        int weightsAt = network.weightsAt(layer);
        RealArray parameters = network.values();
        RealArray delta = deltas[0];
        if (outputs == 1 && !spec.skip() && spec.isRelu()) {
            boolean bias = sumsLastBias();
            RealArray sums = bias ? target : unusedSums;
            int sumsAt = bias ? network.biasesAt(layer - 1) : 0;
            RealArray last = forward.hidden(layer - 1);
            loops.outerDelta(delta, last, rows, width, outerDelta, parameters, weightsAt, sums, sumsAt);
            return delta;
        }
        if (outputs <= RealArray.NARROW) {
            delta.narrowProduct(rows, outputs, width, outerDelta, 0, parameters, weightsAt);
        } else {
            delta.multiply(0, false, false, rows, outputs, width, 1, outerDelta, 0, parameters, weightsAt, 0);
        }
        if (layer > 1 && !spec.skip()) {
            gate(delta, layer - 1, rows, target);
        }
        return delta;
    }

    /**
     * Whether the sums of the last hidden layer's deltas are the gradient of its bias. A first layer computes its bias
     * gradient later.
     */
    private boolean sumsLastBias() {
        return spec.layers() > 2 && spec.hasBias(0);
    }

    private void firstLayer(RealArray x, int firstRow, int rows, RealArray delta, RealArray target) {
        int width = spec.fanOut(0);
        int columns = forward.inputColumns();
        int xAt = firstRow * columns;
        int weightsAt = network.weightsAt(0);
        RealArray h = forward.hidden(0);
        if (forward.isNarrow() && !spec.isRelu()) {
            // The bias is one of the columns.
            forward.gate(delta, 0, rows);
            addNarrow(target, weightsAt, rows, columns, width, x, xAt, delta);
        } else if (forward.isNarrow()) {
            loops.addGatedNarrowProduct(target, weightsAt, delta, h, rows, width, x, xAt, columns);
        } else {
            gate(delta, 0, rows, target);
            target.multiply(weightsAt, true, false, columns, rows, width, 1, x, xAt, delta, 0, 1);
        }
    }

    /**
     * target (inner x columns, starting at {@code at}) += E^T H for an E of very few columns, starting at {@code eAt},
     * for which a matrix product is slow.
     */
    private static void addNarrow(
            RealArray target, int at, int rows, int inner, int columns, RealArray e, int eAt, RealArray h) {
        for (int c = 0; c < inner; c++) {
            target.addTransposedTimesVector(at + c * columns, rows, columns, h, e, eAt + c, inner);
        }
    }
}
