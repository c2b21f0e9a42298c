package org.spectralsweep.nn;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.linalg.NativeArray;
import org.spectralsweep.linalg.NativeCall;
import org.spectralsweep.linalg.NativeMatrix;
import org.spectralsweep.linalg.NativeProgram;

/**
 * The calls of one pass over a block of a fixed number of rows, in order. The formulas are those of
 * {@link Gradients}.
 */
final class NativeBlock {
    private final Mlp network;
    private final MlpSpec spec;
    private final NativeProgram program;
    private final NativeBuffers buffers;
    private final int rows;
    private final NativeMatrix ones;
    private final ActivationLoops loops;
    private final NativeCall[] forward;
    private final NativeCall[] backward;

    NativeBlock(Mlp network, NativeProgram program, NativeBuffers buffers, int rows) {
        this.network = network;
        spec = network.spec();
        this.program = program;
        this.buffers = buffers;
        this.rows = rows;
        ones = buffers.ones().matrix(0, rows, 1);
        loops = new ActivationLoops(spec.activation());
        forward = prepareForward().toArray(new NativeCall[0]);
        backward = prepareBackward().toArray(new NativeCall[0]);
    }

    int rows() {
        return rows;
    }

    /** Computes activations and outputs of the points in the buffer. */
    void forward() {
        for (NativeCall call : forward) {
            call.run();
        }
    }

    /**
     * Adds the gradient, by the deltas of the output layer in its buffer and the activations of the last
     * {@link #forward}. Every value of a layer that is still needed is read before the layer's part is added, so the
     * gradient may be the parameters themselves.
     */
    void backward() {
        for (NativeCall call : backward) {
            call.run();
        }
    }

    private List<NativeCall> prepareForward() {
        List<NativeCall> calls = new ArrayList<>();
        // The bias of the first layer is one more row of its weights.
        NativeMatrix x = x();
        NativeMatrix first = buffers.parameters().matrix(network.weightsAt(0), x.columns(), spec.fanOut(0));
        activate(calls, 0, x, first, null, 1);
        int last = spec.layers() - 1;
        for (int layer = 1; layer < last; layer++) {
            activate(calls, layer, carried(layer - 1), weights(layer), bias(layer), spec.multiplier(layer));
            if (spec.skips(layer)) {
                calls.add(program.sum(carried(layer), carried(layer - 1), hidden(layer)));
            }
        }
        calls.add(program.addProductWithTransposed(
                outputs(), carried(last - 1), weights(last), spec.multiplier(last), 0));
        NativeMatrix bias = bias(last);
        if (bias != null) {
            calls.add(program.addProduct(outputs(), ones, bias, 1, 1));
        }
        return calls;
    }

    private void activate(
            List<NativeCall> calls,
            int layer,
            NativeMatrix x,
            NativeMatrix w,
            @Nullable NativeMatrix bias,
            double factor) {
        if (spec.isRelu()) {
            calls.add(program.rectifiedProduct(hidden(layer), x, w, bias, factor));
        } else {
            calls.add(program.product(hidden(layer), x, w, bias, factor));
            calls.add(program.apply(hidden(layer), slopes(layer), loops));
        }
    }

    private List<NativeCall> prepareBackward() {
        List<NativeCall> calls = new ArrayList<>();
        int last = spec.layers() - 1;
        NativeMatrix delta = delta(0, last - 1);
        outerLayer(calls, last, delta);
        for (int layer = last - 1; layer > 0; layer--) {
            delta = spec.skip() ? throughSum(calls, layer, delta) : throughLayer(calls, layer, delta);
        }
        gate(calls, delta, 0);
        calls.add(program.addTransposedProduct(
                buffers.gradient().matrix(network.weightsAt(0), x().columns(), spec.fanOut(0)), x(), delta, 1));
        return calls;
    }

    /** The derivatives by what the output layer reads, and the layer's gradient. */
    private void outerLayer(List<NativeCall> calls, int layer, NativeMatrix delta) {
        if (spec.trainOuter() && spec.hasBias(layer)) {
            calls.add(program.addTransposedProduct(gradientOfBias(layer), ones, outputs(), 1));
        }
        calls.add(program.addProduct(delta, outputs(), weights(layer), spec.multiplier(layer), 0));
        if (spec.trainOuter()) {
            calls.add(program.addTransposedProduct(
                    gradient(layer), outputs(), carried(layer - 1), spec.multiplier(layer)));
        }
    }

    /** From the derivatives by a layer's activations to those by the layer's below. */
    private NativeMatrix throughLayer(List<NativeCall> calls, int layer, NativeMatrix delta) {
        gate(calls, delta, layer);
        NativeMatrix below = delta(delta.array() == buffers.deltas(0) ? 1 : 0, layer - 1);
        calls.add(
                spec.multiplier(layer) == 1
                        ? program.productWithTransposed(below, delta, weights(layer))
                        : program.addProductWithTransposed(below, delta, weights(layer), spec.multiplier(layer), 0));
        addGradient(calls, layer, delta);
        return below;
    }

    /** The same where the layer adds its input: the sum's derivatives go on unchanged, and the layer's are added. */
    private NativeMatrix throughSum(List<NativeCall> calls, int layer, NativeMatrix sum) {
        NativeMatrix delta = delta(1, layer);
        calls.add(program.copy(delta, sum));
        gate(calls, delta, layer);
        calls.add(program.addProductWithTransposed(sum, delta, weights(layer), spec.multiplier(layer), 1));
        addGradient(calls, layer, delta);
        return sum;
    }

    private void addGradient(List<NativeCall> calls, int layer, NativeMatrix delta) {
        calls.add(program.addTransposedProduct(gradient(layer), carried(layer - 1), delta, spec.multiplier(layer)));
        if (spec.hasBias(layer)) {
            calls.add(program.addTransposedProduct(gradientOfBias(layer), ones, delta, 1));
        }
    }

    private void gate(List<NativeCall> calls, NativeMatrix delta, int layer) {
        calls.add(spec.isRelu() ? program.gate(delta, hidden(layer)) : program.multiply(delta, slopes(layer)));
    }

    private NativeMatrix x() {
        return buffers.x().matrix(0, rows, spec.inputs() + (spec.hasBias(0) ? 1 : 0));
    }

    private NativeMatrix hidden(int layer) {
        return buffers.hidden(layer).matrix(0, rows, spec.fanOut(layer));
    }

    private NativeMatrix slopes(int layer) {
        return buffers.slopes(layer).matrix(0, rows, spec.fanOut(layer));
    }

    private NativeMatrix carried(int layer) {
        return buffers.carried(layer).matrix(0, rows, spec.fanOut(layer));
    }

    private NativeMatrix delta(int which, int layer) {
        return buffers.deltas(which).matrix(0, rows, spec.fanOut(layer));
    }

    private NativeMatrix outputs() {
        return buffers.outputs().matrix(0, rows, spec.outputs());
    }

    private NativeMatrix weights(int layer) {
        return weights(buffers.parameters(), layer);
    }

    private NativeMatrix gradient(int layer) {
        return weights(buffers.gradient(), layer);
    }

    /** A layer's weights, fan-in x fan-out; those of the output layer transposed. */
    private NativeMatrix weights(NativeArray from, int layer) {
        boolean outer = layer == spec.layers() - 1;
        return from.matrix(
                network.weightsAt(layer),
                outer ? spec.fanOut(layer) : spec.fanIn(layer),
                outer ? spec.fanIn(layer) : spec.fanOut(layer));
    }

    private @Nullable NativeMatrix bias(int layer) {
        return spec.hasBias(layer) ? buffers.parameters().matrix(network.biasesAt(layer), 1, spec.fanOut(layer)) : null;
    }

    private NativeMatrix gradientOfBias(int layer) {
        return buffers.gradient().matrix(network.biasesAt(layer), 1, spec.fanOut(layer));
    }
}
