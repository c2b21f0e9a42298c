package org.spectralsweep.trial;

import org.jspecify.annotations.Nullable;
import org.spectralsweep.AwakeClock;
import org.spectralsweep.Deadline;

/**
 * What a trial's limit is counted by.
 *
 * @param clock null where there is no limit, and so nothing to count
 * @param deadline of the trial
 */
record TrialClock(@Nullable AwakeClock clock, Deadline deadline) implements AutoCloseable {
    /** Starts now. */
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
