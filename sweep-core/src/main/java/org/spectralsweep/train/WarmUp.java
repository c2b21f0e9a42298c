package org.spectralsweep.train;

import org.spectralsweep.spec.Refusal;

/**
 * A rate that rises in equal steps and then stays (Goyal et al. 2017, arXiv 1706.02677, section 2.2): {@code phi(t) =
 * min(1, (t + 1) / steps)}.
 *
 * @param steps the update that is the first one at the full rate, from 1 to 10^7
 */
public record WarmUp(long steps) implements RateSchedule {
    /** The longest schedule: a prediction multiplies its factors one by one for every eigenvalue. */
    static final long LONGEST = 10_000_000;

    /** Refuses lengths out of range. */
    public WarmUp {
        requireLength("steps", steps);
    }

    static void requireLength(String key, long steps) {
        if (steps < 1 || steps > LONGEST) {
            throw new Refusal(key, "must be from 1 to " + LONGEST + " but was " + steps);
        }
    }

    @Override
    public double factor(long step) {
        return step + 1 < steps ? (step + 1) / (double) steps : 1;
    }

    @Override
    public double sum(long count) {
        double rising = Math.min(count, steps - 1);
        return rising * (rising + 1) / (2.0 * steps) + Math.max(0, count - (steps - 1));
    }

    @Override
    public long constantUntil(long step) {
        return step + 1 < steps ? step + 1 : Long.MAX_VALUE;
    }
}
