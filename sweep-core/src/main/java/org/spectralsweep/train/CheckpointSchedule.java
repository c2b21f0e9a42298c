package org.spectralsweep.train;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * Log-spaced checkpoints: step 0, the distinct integers round(first * 10^(i / perDecade)), the steps listed in
 * {@code at}, and always the last step.
 *
 * @param first the first step after 0, at least 1
 * @param perDecade checkpoints per decade, at least 1; 0 for those in {@code at} only
 * @param at further steps, increasing
 */
public record CheckpointSchedule(
        @Default("1") long first,
        @Default("8") int perDecade,
        @Default(value = "[]", addedLater = true) List<Long> at) {
    /** A schedule without further steps. */
    public CheckpointSchedule(long first, int perDecade) {
        this(first, perDecade, List.of());
    }

    /** Refuses schedules without a step, and further steps that do not increase. */
    public CheckpointSchedule {
        at = List.copyOf(at);
        long previous = -1;
        for (long step : at) {
            if (!(step > previous)) {
                throw new Refusal("at", "must hold increasing steps from 0 on but was " + at);
            }
            previous = step;
        }
        if (first < 1) {
            throw new Refusal("first", "must be at least 1 but was " + first);
        }
        if (perDecade < 0 || (perDecade == 0 && at.isEmpty())) {
            throw new Refusal("per-decade", "must be at least 1, or 0 where at has steps, but was " + perDecade);
        }
    }

    /** The steps in increasing order, 0 first, up to the largest long. The last step of a run is not known here. */
    public PrimitiveIterator.OfLong steps() {
        return new PrimitiveIterator.OfLong() {
            private long next;
            private long i;
            private int asked;

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
                while (asked < at.size() && at.get(asked) <= step) {
                    asked++;
                }
                long spaced = perDecade == 0 ? Long.MAX_VALUE : spaced(i);
                while (spaced <= step) {
                    i++;
                    spaced = spaced(i);
                }
                next = asked < at.size() ? Math.min(spaced, at.get(asked)) : spaced;
                return step;
            }
        };
    }

    private long spaced(long i) {
        return Math.round(first * StrictMath.pow(10, (double) i / perDecade));
    }
}
