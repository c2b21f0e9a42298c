package org.spectralsweep.spark.cli;

import java.io.IOException;
import org.spectralsweep.spark.job.BadInput;
import org.spectralsweep.spark.table.FolderLost;
import org.spectralsweep.spark.table.UnitStore;

/** A run that could not continue although trials of its sweep are committed. The same command resumes it. */
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

    /** The exception to throw for what a run threw. */
    static RuntimeException of(Throwable cause, UnitStore store) {
        if (cause instanceof BadInput badInput) {
            return badInput;
        }
        try {
            // The same command would fail again in a folder that another run has taken or that executors do not see.
            if (Failure.find(cause, FolderLost.class).isEmpty()
                    && !store.committed().isEmpty()) {
                return new Resumable(cause);
            }
        } catch (IOException | RuntimeException e) {
            // The folder is gone, so there is nothing to resume from.
            cause.addSuppressed(e);
        }
        return new IllegalStateException(cause);
    }
}
