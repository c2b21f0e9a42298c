package org.spectralsweep;

/** Says that a {@link Deadline} has passed: what was being computed has no result, and what it was computed from is unharmed. */
public final class TimeOver extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Has no stack trace, since it is not an error. */
    public TimeOver() {
        super("the time allowed is over", null, false, false);
    }
}
