package org.spectralsweep.train;

import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.linalg.RealArray;

/**
 * Consecutive pieces of a permutation of the samples that is shuffled anew (Fisher-Yates) before every epoch. The last piece of an epoch may be
 * short and is kept.
 */
final class MiniBatches {
    private final TrainingSet data;
    private final RealArray inputs;
    private final int columns;
    private final RandomGenerator random;
    private final int[] order;
    private final RealArray batchInputs;
    private final double[] batchTargets;
    private int next;
    private int size;

    /**
     * @param inputs samples in the layout of the passes, {@code columns} each
     */
    MiniBatches(TrainingSet data, RealArray inputs, int columns, int batchSize, RandomGenerator random) {
        this.data = data;
        this.inputs = inputs;
        this.columns = columns;
        this.random = random;
        order = new int[data.count()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        batchInputs = inputs.precision().zeros(batchSize * columns);
        batchTargets = new double[batchSize * data.outputs()];
        next = order.length;
    }

    /** Gathers the next batch and returns its size. */
    int gather() {
        if (next == order.length) {
            shuffle();
            next = 0;
        }
        size = Math.min(batchTargets.length / data.outputs(), order.length - next);
        int outputs = data.outputs();
        for (int i = 0; i < size; i++) {
            int sample = order[next + i];
            batchInputs.copy(i * columns, inputs, sample * columns, columns);
            System.arraycopy(data.y(), sample * outputs, batchTargets, i * outputs, outputs);
        }
        next += size;
        return size;
    }

    private void shuffle() {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }

    RealArray inputs() {
        return batchInputs;
    }

    double[] targets() {
        return batchTargets;
    }

    /** sum r^2 over the last batch. */
    double squares(double[] outputs) {
        double sum = 0;
        for (int i = 0; i < size * data.outputs(); i++) {
            double residual = outputs[i] - batchTargets[i];
            sum += residual * residual;
        }
        return sum;
    }
}
