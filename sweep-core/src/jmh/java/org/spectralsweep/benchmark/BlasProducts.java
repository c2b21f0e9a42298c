package org.spectralsweep.benchmark;

import java.util.Random;
import org.spectralsweep.linalg.RealArray;
import org.spectralsweep.nn.MlpSpec;

/**
 * The matrix products of one training step that are left to OpenBLAS, and nothing else, on the same few buffers again
 * and again. They are h W, delta W^T and h^T delta between hidden layers. If there are more than a few inputs, x W and
 * x^T delta are added. They are computed one block of rows after the other.
 */
final class BlasProducts {
    private final MlpSpec spec;
    private final int samples;
    private final int blockRows;
    private final RealArray activations;
    private final RealArray deltas;
    private final RealArray weights;
    private final RealArray gradient;
    private final RealArray products;

    /**
     * @param blockRows rows of a block
     */
    BlasProducts(Workload workload, int blockRows) {
        spec = workload.architecture();
        samples = workload.samples();
        this.blockRows = Math.min(blockRows, samples);
        int widest = Math.max(
                spec.inputs(),
                spec.widths().stream().mapToInt(Integer::intValue).max().orElse(1));
        Random random = new Random(3);
        activations = gaussian(workload, this.blockRows * widest, random);
        deltas = gaussian(workload, this.blockRows * widest, random);
        products = workload.precision().zeros(this.blockRows * widest);
        weights = gaussian(workload, widest * widest, random);
        gradient = workload.precision().zeros(widest * widest);
    }

    private static RealArray gaussian(Workload workload, int length, Random random) {
        RealArray array = workload.precision().zeros(length);
        for (int i = 0; i < length; i++) {
            array.set(i, random.nextGaussian());
        }
        return array;
    }

    /** Computes the products of this many steps. */
    void run(long steps) {
        for (long step = 0; step < steps; step++) {
            for (int row = 0; row < samples; row += blockRows) {
                runBlock(Math.min(blockRows, samples - row), row == 0 ? 0 : 1);
            }
        }
    }

    private void runBlock(int rows, double kept) {
        for (int layer = Workload.firstProduct(spec); layer < spec.layers() - 1; layer++) {
            int in = spec.fanIn(layer);
            int out = spec.fanOut(layer);
            products.multiply(0, false, false, rows, in, out, 1, activations, 0, weights, 0, 0);
            if (layer > 0) {
                products.multiply(0, false, true, rows, out, in, 1, deltas, 0, weights, 0, 0);
            }
            gradient.multiply(0, true, false, in, rows, out, 1, activations, 0, deltas, 0, kept);
        }
    }
}
