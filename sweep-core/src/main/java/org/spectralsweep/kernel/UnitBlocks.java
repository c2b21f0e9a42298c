package org.spectralsweep.kernel;

import org.spectralsweep.linalg.Float64Array;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;

/**
 * The hidden layer of a network with one hidden layer, a block of units at a time, in float64. Wide layers on many
 * points are never held whole. Memory: 16 MiB a matrix, or one unit where that is more.
 */
final class UnitBlocks {
    private static final int BLOCK_DOUBLES = 1 << 21;

    private final Mlp network;
    private final int n;
    private final int width;
    private final int largest;
    private final RealArray x;
    private final RealArray weights;
    private final RealArray biases;
    private final Float64Array z;
    private final double[] buffer;

    /**
     * @param x n x inputs, row-major
     * @param rows rows of the largest matrix that the caller makes of a block, at least n
     */
    UnitBlocks(Mlp network, double[] x, int n, int rows) {
        MlpSpec spec = network.spec();
        this.network = network;
        this.n = n;
        this.x = Products.array(x);
        width = spec.fanOut(0);
        largest = Math.max(1, Math.min(width, BLOCK_DOUBLES / rows));
        weights = Precision.FLOAT64.zeros(Math.multiplyExact(spec.inputs(), largest));
        biases = Precision.FLOAT64.zeros(spec.hasBias(0) ? largest : 0);
        z = (Float64Array) Precision.FLOAT64.zeros(n * largest);
        buffer = new double[largest];
    }

    /** Units of the first block; the last one may be smaller. */
    int largest() {
        return largest;
    }

    /** Units of the block that begins at unit {@code from}. */
    int count(int from) {
        return Math.min(largest, width - from);
    }

    /**
     * Pre-activations of the block that begins at unit {@code from}, n x count, row-major; overwritten by the next
     * call.
     */
    Float64Array preactivations(int from) {
        int count = count(from);
        int inputs = network.spec().inputs();
        for (int k = 0; k < inputs; k++) {
            network.values().read(network.weightsAt(0) + k * width + from, buffer, 0, count);
            weights.write(k * count, buffer, 0, count);
        }
        if (inputs <= RealArray.NARROW) {
            z.narrowProduct(n, inputs, count, x, 0, weights, 0);
        } else {
            z.multiply(0, false, false, n, inputs, count, 1, x, 0, weights, 0, 0);
        }
        if (biases.length() > 0) {
            network.values().read(network.biasesAt(0) + from, buffer, 0, count);
            biases.write(0, buffer, 0, count);
            z.addToRows(n, count, biases, 0);
        }
        return z;
    }
}
