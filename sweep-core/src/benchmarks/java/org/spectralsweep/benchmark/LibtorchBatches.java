package org.spectralsweep.benchmark;

import org.bytedeco.pytorch.Tensor;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;

/** The mini-batches of our trainer, in the same order: consecutive parts of a permutation that is shuffled anew. */
final class LibtorchBatches {
    private final RandomGenerator random = new Well19937c(Workload.BATCH_SEED);
    private final long[] order;
    private final int batchSize;
    private int next;

    LibtorchBatches(Workload workload) {
        order = new long[workload.samples()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        batchSize = workload.batchSize();
        next = order.length;
    }

    /** The indices of the next batch. */
    Tensor next() {
        if (next == order.length) {
            shuffle();
            next = 0;
        }
        long[] batch = new long[Math.min(batchSize, order.length - next)];
        System.arraycopy(order, next, batch, 0, batch.length);
        next += batch.length;
        return Tensor.create(batch, batch.length);
    }

    private void shuffle() {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            long swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}
