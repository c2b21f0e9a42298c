package org.spectralsweep.train;

/** A saved state does not fit the training that it is for. The training must start anew, from another network. */
public final class UnusableState extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnusableState(Throwable cause) {
        super("the saved state of the training does not fit it", cause);
    }
}
