package org.spectralsweep.nn;

import java.util.ArrayList;
import java.util.List;
import org.spectralsweep.linalg.Float32Array;
import org.spectralsweep.linalg.NativeArray;
import org.spectralsweep.linalg.Precision;

/** The arrays of {@link NativeGradients}: the parameters of a network, their gradient, and one block of rows. */
final class NativeBuffers implements AutoCloseable {
    private final List<NativeArray> all = new ArrayList<>();
    private final NativeArray parameters;
    private final NativeArray gradient;
    private final NativeArray x;
    private final NativeArray[] hidden;
    private final NativeArray[] carried;
    private final NativeArray[] slopes;
    private final NativeArray[] deltas;
    private final NativeArray outputs;
    private final NativeArray ones;

    /**
     * Allocates them.
     *
     * @param rows of a block
     * @param inputColumns of a point in its block
     * @param direct whether the gradient is added to the parameters and not stored
     */
    NativeBuffers(Mlp network, int rows, int inputColumns, boolean direct) {
        MlpSpec spec = network.spec();
        int layers = spec.widths().size();
        try {
            parameters = allocate(network.values().length());
            gradient = direct ? parameters : allocate(network.trained());
            x = allocate(Math.multiplyExact(rows, inputColumns));
            hidden = new NativeArray[layers];
            carried = new NativeArray[layers];
            slopes = new NativeArray[spec.isRelu() ? 0 : layers];
            for (int layer = 0; layer < layers; layer++) {
                hidden[layer] = allocate(Math.multiplyExact(rows, spec.fanOut(layer)));
                carried[layer] = spec.skips(layer) ? allocate(hidden[layer].length()) : hidden[layer];
            }
            for (int layer = 0; layer < slopes.length; layer++) {
                slopes[layer] = allocate(hidden[layer].length());
            }
            int widest =
                    spec.widths().stream().mapToInt(Integer::intValue).max().orElseThrow();
            deltas = new NativeArray[] {allocate(rows * widest), allocate(rows * widest)};
            outputs = allocate(Math.multiplyExact(rows, spec.outputs()));
            Float32Array one = (Float32Array) Precision.FLOAT32.zeros(rows);
            for (int i = 0; i < rows; i++) {
                one.set(i, 1);
            }
            ones = allocate(rows);
            ones.write(one, 0, rows);
        } catch (RuntimeException | Error e) {
            // Whoever ran out of memory needs what was allocated so far.
            close();
            throw e;
        }
    }

    private NativeArray allocate(int length) {
        NativeArray array = new NativeArray(length);
        all.add(array);
        return array;
    }

    NativeArray parameters() {
        return parameters;
    }

    /** The parameters themselves if gradients are not stored. */
    NativeArray gradient() {
        return gradient;
    }

    NativeArray x() {
        return x;
    }

    /** s(z) of a hidden layer. */
    NativeArray hidden(int layer) {
        return hidden[layer];
    }

    /** s'(z) of a hidden layer of other units than those of ReLU. */
    NativeArray slopes(int layer) {
        return slopes[layer];
    }

    /** What the layer above a hidden layer reads: {@link #hidden}, or a sum if the layer skips. */
    NativeArray carried(int layer) {
        return carried[layer];
    }

    /** One of two arrays for derivatives by a hidden layer. */
    NativeArray deltas(int which) {
        return deltas[which];
    }

    /** f before the output function; then the derivatives by it. */
    NativeArray outputs() {
        return outputs;
    }

    NativeArray ones() {
        return ones;
    }

    @Override
    public void close() {
        all.forEach(NativeArray::close);
    }
}
