package org.spectralsweep.train;

import org.hipparchus.random.RandomGenerator;

/**
 * Cuts a permutation of the samples into consecutive mini-batches. The permutation is shuffled anew (Fisher-Yates)
 * before every epoch. The last batch of an epoch may be smaller and is kept.
 */
final class MiniBatches {
    private final RandomGenerator random;
    private final int batchSize;
    private final int[] order;
    private int from;
    private int next;

    MiniBatches(int count, int batchSize, RandomGenerator random) {
        this.random = random;
        this.batchSize = batchSize;
        order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        next = count;
    }

    /** The most samples that a batch can have. */
    int largest() {
        return batchSize;
    }

    /** Moves on to the next batch and returns its size. */
    int advance() {
        if (next == order.length) {
            shuffle();
            next = 0;
        }
        from = next;
        next = Math.min(from + batchSize, order.length);
        return next - from;
    }

    /** The i-th sample of the current batch. */
    int sample(int i) {
        return order[from + i];
    }

    private void shuffle() {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}
