package org.spectralsweep.spark.table;

import java.io.IOException;

/**
 * A run's results folder is gone, has been replaced, or belongs to another run. Nothing more may be committed, and the
 * message tells the user so.
 */
public final class FolderLost extends IOException {
    private static final long serialVersionUID = 1;

    /** Says what happened, and what to do. */
    public FolderLost(String message) {
        super(message);
    }
}
