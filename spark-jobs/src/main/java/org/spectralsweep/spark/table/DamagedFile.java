package org.spectralsweep.spark.table;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/**
 * A file of a table that does not hold what was written. It is missing, empty, cut, altered or not a table of this
 * kind. A file is not damaged if the file system merely refuses to read it, because a permission is missing or nothing
 * answers. That is any other {@link IOException}.
 */
final class DamagedFile extends IOException {
    private static final long serialVersionUID = 1;

    private final String sentence;

    /** Names a file and what is wrong with it, such as {@code is empty}. */
    DamagedFile(Path file, String wrong) {
        super(file + " " + wrong);
        this.sentence = name(file) + " " + wrong;
    }

    /** Names a file, what is wrong with it, and the exception that showed this. */
    DamagedFile(Path file, String wrong, Exception cause) {
        super(file + " " + wrong, cause);
        this.sentence = name(file) + " " + wrong;
    }

    /** The file by its table and name, and what is wrong with it. */
    String sentence() {
        return sentence;
    }

    private static String name(Path file) {
        Path folder = file.getParent();
        return folder == null ? file.getName() : folder.getName() + "/" + file.getName();
    }
}
