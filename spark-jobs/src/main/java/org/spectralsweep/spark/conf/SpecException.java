package org.spectralsweep.spark.conf;

/** What is wrong with a spec, in one sentence that begins with where. */
public final class SpecException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** The whole sentence. */
    public SpecException(String message) {
        super(message);
    }
}
