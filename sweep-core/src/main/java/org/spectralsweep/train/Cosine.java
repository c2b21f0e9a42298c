package org.spectralsweep.train;

import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * A rate that falls along half a cosine and then stays (Loshchilov and Hutter 2017, arXiv 1608.03983, eq. 5, without
 * restarts). For t up to the length T it is {@code phi(t) = floor + (1 - floor) (1 + cos(pi t / T)) / 2}.
 *
 * @param steps T, from 1 to 10^7
 * @param floor the share of the rate that is left from T on, from 0 to 1; at 0 nothing is learned after T
 */
public record Cosine(long steps, @Default("0") double floor) implements RateSchedule {
    /** Refuses lengths and floors out of range. */
    public Cosine {
        WarmUp.requireLength("steps", steps);
        if (!(floor >= 0 && floor <= 1)) {
            throw new Refusal("floor", "must be from 0 to 1 but was " + floor);
        }
    }

    @Override
    public double factor(long step) {
        return step < steps ? floor + (1 - floor) * (1 + StrictMath.cos(Math.PI * step / steps)) / 2 : floor;
    }

    @Override
    public double sum(long count) {
        double falling = Math.min(count, steps);
        double half = Math.PI / (2.0 * steps);
        // The sum of cos(k x) over k below n is sin(n x / 2) cos((n - 1) x / 2) / sin(x / 2).
        double cosines = falling == 0
                ? 0
                : StrictMath.sin(falling * half) * StrictMath.cos((falling - 1) * half) / StrictMath.sin(half);
        return floor * falling + (1 - floor) * (falling + cosines) / 2 + floor * Math.max(0, count - steps);
    }

    @Override
    public long constantUntil(long step) {
        return step < steps ? step + 1 : Long.MAX_VALUE;
    }
}
