package org.spectralsweep;

import java.util.function.DoubleSupplier;

/**
 * When a trial must have ended. Long computations take a deadline and check it in their loops at least once in about a
 * hundredth of a second. A trial therefore ends soon after its limit, except during a call into a native library. Not
 * thread-safe.
 *
 * <p>Checking changes no number: a computation that is not cut short gives the same result as without a limit.
 */
public final class Deadline {
    /** A deadline that never passes. */
    public static final Deadline NONE = new Deadline(Double.POSITIVE_INFINITY, () -> 0);

    /**
     * How far the final look at a trial may exceed the limit: seconds, or a share of the limit, whichever is larger.
     */
    private static final double GRACE_SECONDS = 1;

    private static final double GRACE_SHARE = 0.1;

    private final double limit;
    private final DoubleSupplier elapsed;
    private double end;

    private Deadline(double limit, DoubleSupplier elapsed) {
        this.limit = limit;
        this.elapsed = elapsed;
        this.end = limit;
    }

    /**
     * A deadline on a given clock.
     *
     * @param seconds on that clock, counted from its start
     * @param elapsed the clock: seconds since its start
     */
    public static Deadline after(double seconds, DoubleSupplier elapsed) {
        if (!(seconds > 0)) {
            throw new IllegalArgumentException("seconds must be positive but was " + seconds);
        }
        return new Deadline(seconds, elapsed);
    }

    /** Whether the deadline has passed. */
    public boolean isOver() {
        return end < Double.POSITIVE_INFINITY && elapsed.getAsDouble() > end;
    }

    /**
     * Ends the computation if the deadline has passed.
     *
     * @throws TimeOver if it has passed
     */
    public void check() {
        if (isOver()) {
            throw new TimeOver();
        }
    }

    /**
     * Postpones the deadline to leave time for a last evaluation and its metrics: by a second or a tenth of the limit,
     * whichever is larger. Calling it again changes nothing.
     */
    public void grantGrace() {
        end = limit + Math.max(GRACE_SECONDS, GRACE_SHARE * limit);
    }
}
