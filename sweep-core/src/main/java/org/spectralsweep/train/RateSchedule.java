package org.spectralsweep.train;

import java.io.Serializable;

/**
 * How the learning rate changes in the course of training, as a factor phi of the spec's rate eta. The update from step
 * t to t + 1 has the rate eta phi(t). A schedule names its own length in steps, whatever the budget is.
 */
public sealed interface RateSchedule extends Serializable permits Constant, WarmUp, Cosine, Step {
    /** phi(t), from 0 to 1. */
    double factor(long step);

    /** phi(0) + ... + phi(t - 1): after t updates, how many updates at the full rate take as long. */
    double sum(long steps);

    /** The first step after t whose factor may differ from phi(t); {@link Long#MAX_VALUE} if none does. */
    long constantUntil(long step);

    /** Whether phi is 1 throughout. */
    default boolean isConstant() {
        return false;
    }

    /** The least number of updates whose factors sum to a number; {@link Long#MAX_VALUE} where they never do. */
    default long stepsTo(double wanted) {
        long high = 1;
        while (sum(high) < wanted) {
            if (high > Long.MAX_VALUE / 4) {
                return Long.MAX_VALUE;
            }
            high *= 2;
        }
        long low = high / 2;
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (sum(middle) < wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
