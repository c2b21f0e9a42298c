package org.spectralsweep.train;

import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import org.spectralsweep.Default;

/**
 * Log-spaced checkpoints: step 0, then the distinct integers round(first * 10^(i / perDecade)), and always the last step.
 *
 * @param first the first step after 0, at least 1
 * @param perDecade checkpoints a decade, at least 1
 */
public record CheckpointSchedule(
        @Default("1") long first, @Default("8") int perDecade) {
    /** Refuses schedules without a step. */
    public CheckpointSchedule {
        if (first < 1) {
            throw new IllegalArgumentException("first must be at least 1 but was " + first);
        }
        if (perDecade < 1) {
            throw new IllegalArgumentException("per-decade must be at least 1 but was " + perDecade);
        }
    }

    /** The steps in increasing order, 0 first, as far as a long reaches. The last step of a run is not known here. */
    public PrimitiveIterator.OfLong steps() {
        return new PrimitiveIterator.OfLong() {
            private long next;
            private long i;

            @Override
            public boolean hasNext() {
                return next < Long.MAX_VALUE;
            }

            @Override
            public long nextLong() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                long step = next;
                while (next == step) {
                    next = Math.round(first * StrictMath.pow(10, (double) i / perDecade));
                    i++;
                }
                return step;
            }
        };
    }
}
