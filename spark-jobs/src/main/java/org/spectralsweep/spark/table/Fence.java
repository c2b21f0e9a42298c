package org.spectralsweep.spark.table;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a writer may write to a results folder. It is asked before anything is written, and again just before
 * the write takes effect.
 */
public interface Fence {
    /** Lets everybody write. */
    Fence OPEN = () -> {};

    /**
     * Checks that the folder is there and still belongs to this writer.
     *
     * @throws FolderLost if it is not
     */
    void check() throws IOException;

    /** Names the run that begins, and says whether its tasks run on other machines. */
    default void begin(String run, boolean distributed) throws IOException {}

    /** What the run's tasks must find in the folder. */
    default Optional<Token> token() {
        return Optional.empty();
    }

    /** A run of a dead driver whose tasks may still be working, or null if there is none. */
    default @Nullable String spared() {
        return null;
    }
}
