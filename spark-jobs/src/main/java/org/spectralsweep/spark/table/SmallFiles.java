package org.spectralsweep.spark.table;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is asked of the small files of a results folder itself, without its tables. */
public interface SmallFiles {
    /** The content of a file. It is empty if there is no such file. */
    Optional<byte[]> content(String fileName) throws IOException;

    /** When a file was written, by the file system's clock. It is empty if there is no such file. */
    Optional<Instant> written(String fileName) throws IOException;

    /** The names of the files of the folder itself, hidden ones too, sorted. There are none without a folder. */
    List<String> names() throws IOException;

    /**
     * What the file system's clock says now. It is asked by a file that is made and removed at once.
     *
     * @throws IOException also if the folder is only read
     */
    Instant now() throws IOException;
}
