package org.spectralsweep.spark.conf;

/** Says what is wrong with a spec, in one sentence that begins with the place. */
public final class SpecException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** Takes the whole sentence. */
    public SpecException(String message) {
        super(message);
    }
}
