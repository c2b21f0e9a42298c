package org.spectralsweep.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The rates of successive updates. A constant rate has nothing to remember, so its states are those of no schedule. */
final class RateCounter implements Resumable {
    private final double peak;
    private final RateSchedule schedule;
    private long step;

    /**
     * At step 0.
     *
     * @param peak eta
     */
    RateCounter(double peak, RateSchedule schedule) {
        this.peak = peak;
        this.schedule = schedule;
    }

    /** eta phi(t) for the next update. */
    double next() {
        return schedule.isConstant() ? peak : peak * schedule.factor(step++);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        if (!schedule.isConstant()) {
            out.writeLong(step);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        if (!schedule.isConstant()) {
            step = in.readLong();
        }
    }
}
