package org.spectralsweep.spark.job;

/** The user's input cannot be used. The message is one sentence that says why. */
public final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Takes the sentence, without a full stop. */
    public BadInput(String message) {
        super(message);
    }

    /** Takes the sentence and its cause. */
    public BadInput(String message, Throwable cause) {
        super(message, cause);
    }
}
