package org.spectralsweep.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.random.ResumableWell;

/**
 * Cuts a permutation of the samples into consecutive mini-batches. The permutation is shuffled anew (Fisher-Yates)
 * before every epoch. The last batch of an epoch may be smaller and is kept.
 */
final class MiniBatches implements Resumable {
    /** Up to so many samples have numbers of two bytes. */
    private static final int SHORT = 1 << 16;

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

    /** Goes back to before the last {@link #advance}, which the next one repeats. */
    void back() {
        next = from;
    }

    /** The i-th sample of the current batch. */
    int sample(int i) {
        return order[from + i];
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(order.length);
        for (int sample : order) {
            if (order.length <= SHORT) {
                out.writeShort(sample);
            } else {
                out.writeInt(sample);
            }
        }
        out.writeInt(next);
        for (int word : generator().state()) {
            out.writeInt(word);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        SavedArrays.requireSize(in.readInt(), order.length);
        for (int i = 0; i < order.length; i++) {
            order[i] = order.length <= SHORT ? in.readUnsignedShort() : in.readInt();
        }
        next = in.readInt();
        int[] state = generator().state();
        for (int i = 0; i < state.length; i++) {
            state[i] = in.readInt();
        }
        generator().resume(state);
    }

    private ResumableWell generator() {
        if (random instanceof ResumableWell well) {
            return well;
        }
        throw new IllegalStateException(
                "only a ResumableWell can be saved, not a " + random.getClass().getSimpleName());
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
