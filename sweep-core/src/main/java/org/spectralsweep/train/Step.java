package org.spectralsweep.train;

import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * A rate that is multiplied by a factor after every so many updates, as PyTorch's {@code StepLR}: {@code phi(t) =
 * factor^floor(t / every)}. All rates together are then a finite time, {@code eta every / (1 - factor)}.
 *
 * @param every number of updates at one rate, at least 1
 * @param factor what the rate is multiplied by, above 0 and at most 0.99999
 */
public record Step(long every, @Default("0.1") double factor) implements RateSchedule {
    /** A factor that is nearer to 1 takes too many products until nothing is left of the rate. */
    private static final double LARGEST = 0.99999;

    /** Refuses numbers out of range. */
    public Step {
        if (every < 1) {
            throw new Refusal("every", "must be at least 1 but was " + every);
        }
        if (!(factor > 0 && factor <= LARGEST)) {
            throw new Refusal("factor", "must be above 0 and at most " + LARGEST + " but was " + factor);
        }
    }

    @Override
    public double factor(long step) {
        return StrictMath.pow(factor, (double) (step / every));
    }

    @Override
    public double sum(long count) {
        long whole = count / every;
        double power = StrictMath.pow(factor, (double) whole);
        return every * (1 - power) / (1 - factor) + power * (count - whole * every);
    }

    @Override
    public long constantUntil(long step) {
        return (step / every + 1) * every;
    }
}
