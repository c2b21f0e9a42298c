package org.spectralsweep.trial;

import org.jspecify.annotations.Nullable;
import org.spectralsweep.AwakeClock;
import org.spectralsweep.Deadline;

/**
 * The clock that measures a trial's time limit.
 *
 * @param clock null where there is no limit, and so nothing to measure
 * @param deadline the trial's deadline
 */
record TrialClock(@Nullable AwakeClock clock, Deadline deadline) implements AutoCloseable {
    /** Starts the clock now. */
    static TrialClock of(double timeoutSeconds) {
        if (timeoutSeconds == 0) {
            return new TrialClock(null, Deadline.NONE);
        }
        AwakeClock clock = new AwakeClock();
        return new TrialClock(clock, Deadline.after(timeoutSeconds, clock::seconds));
    }

    @Override
    public void close() {
        if (clock != null) {
            clock.close();
        }
    }
}
