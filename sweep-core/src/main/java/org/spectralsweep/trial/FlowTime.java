package org.spectralsweep.trial;

import org.jspecify.annotations.Nullable;
import org.spectralsweep.train.RateSchedule;

/**
 * The gradient-flow time of a training: the sum of the rates of its updates, times c of METHODS.
 *
 * @param atPeak that of an update at the full rate, eta c
 * @param schedule how the rate changes
 */
record FlowTime(double atPeak, RateSchedule schedule) {
    /** The time after a number of updates. */
    double after(long steps) {
        return atPeak * schedule.sum(steps);
    }

    /** The time of every update; null where updates differ. */
    @Nullable
    Double perStep() {
        return schedule.isConstant() ? (Double) atPeak : null;
    }
}
