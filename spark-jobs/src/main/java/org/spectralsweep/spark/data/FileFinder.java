package org.spectralsweep.spark.data;

import java.nio.file.Path;

/** Finds the files that a spec names. */
@FunctionalInterface
public interface FileFinder {
    /**
     * The file or folder on the local disk that a path in a spec means. It need not be there.
     *
     * @throws java.nio.file.InvalidPathException if it cannot be a path
     * @throws DataException if it is on another machine and cannot be read
     */
    Path find(String path);
}
