package org.spectralsweep.spark.cli;

import java.io.IOException;
import org.spectralsweep.spark.job.BadInput;
import org.spectralsweep.spark.table.FolderLost;
import org.spectralsweep.spark.table.UnitStore;

/** A run that could not go on although trials of its sweep are committed: the same command goes on where it was. */
final class Resumable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Throwable failure;

    private Resumable(Throwable failure) {
        super(failure);
        this.failure = failure;
    }

    /** What the run threw. */
    Throwable failure() {
        return failure;
    }

    /** What to throw for what a run threw. */
    static RuntimeException of(Throwable cause, UnitStore store) {
        if (cause instanceof BadInput badInput) {
            return badInput;
        }
        try {
            // In a folder that is another's now, or that executors do not see, the same command fails again.
            if (Failure.find(cause, FolderLost.class).isEmpty()
                    && !store.committed().isEmpty()) {
                return new Resumable(cause);
            }
        } catch (IOException | RuntimeException e) {
            // The folder is gone: there is nothing to go on from.
            cause.addSuppressed(e);
        }
        return new IllegalStateException(cause);
    }
}
