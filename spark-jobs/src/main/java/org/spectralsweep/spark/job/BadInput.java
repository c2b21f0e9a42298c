package org.spectralsweep.spark.job;

/** The user's input cannot be worked with; the message is the one sentence that says why. */
public final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With the sentence, without a full stop. */
    public BadInput(String message) {
        super(message);
    }

    /** With the sentence and what it came from. */
    public BadInput(String message, Throwable cause) {
        super(message, cause);
    }
}
