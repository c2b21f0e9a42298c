package org.spectralsweep.train;

import org.hipparchus.random.RandomGenerator;

/**
 * Consecutive pieces of a permutation of the samples that is shuffled anew (Fisher-Yates) before every epoch. The last piece of an epoch may be
 * short and is kept.
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

    /** The most samples of a batch. */
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

    /** The i-th sample of the present batch. */
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
