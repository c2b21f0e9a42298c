package org.spectralsweep.spark.table;

import java.io.IOException;

/** A run's results folder is gone, another one, or another run's: nothing more may be committed. The message says so to the user. */
public final class FolderLost extends IOException {
    private static final long serialVersionUID = 1;

    /** What happened, and what to do. */
    public FolderLost(String message) {
        super(message);
    }
}
