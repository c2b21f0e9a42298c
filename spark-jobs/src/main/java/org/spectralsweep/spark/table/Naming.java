package org.spectralsweep.spark.table;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;

/**
 * Gives files of a results folder their names. A reader finds a file of such a name whole or not at all, even if a
 * process dies at any moment. File systems differ in what they can do in one step.
 */
sealed interface Naming permits DiskNaming, ServerNaming, ObjectNaming {
    /** A file system can create an object only if there is none of that name, and says so by this. */
    String CONDITIONAL = CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;

    /** Renames a file within its folder, replacing one that is there. */
    void rename(Path from, Path to) throws IOException;

    /** Writes a small file whole, replacing one that is there. */
    void write(Path path, byte[] content) throws IOException;

    /**
     * Makes a small file unless there is one of that name, and says whether it did. If several try, only one succeeds.
     */
    boolean create(Path path, byte[] content) throws IOException;

    /**
     * The kind of naming that a file system needs.
     *
     * @param root the results folder
     */
    static Naming of(FileSystem files, Path root) throws IOException {
        if ("file".equals(files.getUri().getScheme())) {
            return new DiskNaming(files);
        }
        return files.hasPathCapability(root, CONDITIONAL) ? new ObjectNaming(files) : new ServerNaming(files);
    }

    /** A hidden name in the same folder, for a file that is still being written. */
    static Path hidden(Path path, String ending) {
        return new Path(path.getParent(), "." + path.getName() + ending);
    }
}
