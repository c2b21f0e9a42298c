package org.spectralsweep.spark.table;

import java.io.IOException;

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
}
