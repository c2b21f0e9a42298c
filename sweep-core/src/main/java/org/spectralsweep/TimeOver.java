package org.spectralsweep;

/** Thrown when a {@link Deadline} has passed. The computation has no result; the data it started from are unharmed. */
public final class TimeOver extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Carries no stack trace, since it is not an error. */
    public TimeOver() {
        super("the time allowed is over", null, false, false);
    }
}
