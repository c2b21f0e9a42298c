package org.spectralsweep;

import java.util.function.DoubleSupplier;

/**
 * When a trial must have ended. Long computations are handed one and look at it in their loops, about once in a hundredth of a second or more
 * often, so that a trial ends soon after its limit, one call of a native library apart. Not for several threads at once.
 *
 * <p>Looking changes no number: a computation that is not cut short has the result that it has without a limit.
 */
public final class Deadline {
    /** Never passes. */
    public static final Deadline NONE = new Deadline(Double.POSITIVE_INFINITY, () -> 0);

    /** What a last look at a trial may take beyond its limit, in seconds and as a share of the limit; the larger counts. */
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
     * A deadline.
     *
     * @param seconds from the clock's own start
     * @param elapsed seconds since then
     */
    public static Deadline after(double seconds, DoubleSupplier elapsed) {
        if (!(seconds > 0)) {
            throw new IllegalArgumentException("seconds must be positive but was " + seconds);
        }
        return new Deadline(seconds, elapsed);
    }

    /** Whether it has passed. */
    public boolean isOver() {
        return end < Double.POSITIVE_INFINITY && elapsed.getAsDouble() > end;
    }

    /**
     * Ends a computation when it has passed.
     *
     * @throws TimeOver then
     */
    public void check() {
        if (isOver()) {
            throw new TimeOver();
        }
    }

    /** Puts it off, once, by as much as a last evaluation and its metrics may take: a second, or a tenth of the limit. */
    public void grantGrace() {
        end = limit + Math.max(GRACE_SECONDS, GRACE_SHARE * limit);
    }
}
