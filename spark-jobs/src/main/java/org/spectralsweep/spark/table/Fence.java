package org.spectralsweep.spark.table;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What lets a writer into a results folder. It is asked before anything is written, and again just before that counts. */
public interface Fence {
    /** Lets in everybody. */
    Fence OPEN = () -> {};

    /**
     * Checks that the folder is there and still this writer's.
     *
     * @throws FolderLost if it is not
     */
    void check() throws IOException;

    /** Names the run that begins, and says whether its tasks run on other machines. */
    default void begin(String run, boolean distributed) throws IOException {}

    /** What the run's tasks have to find in the folder. */
    default Optional<Token> token() {
        return Optional.empty();
    }

    /** A run of a dead driver whose tasks may still be at work; null if there is none. */
    default @Nullable String spared() {
        return null;
    }
}
