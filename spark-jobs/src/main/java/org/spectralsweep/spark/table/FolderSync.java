package org.spectralsweep.spark.table;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.fs.FileSystem;

/** Makes the names in a folder survive a loss of power. Files that were created, renamed or deleted there stay so. */
interface FolderSync {
    /** For file systems on which each such change is durable at once, such as HDFS. */
    FolderSync NOT_NEEDED = folder -> {};

    /** Waits until the names in the folder are on disk. */
    void sync(org.apache.hadoop.fs.Path folder) throws IOException;

    /** The kind of sync that a file system needs. */
    static FolderSync of(FileSystem files) {
        return "file".equals(files.getUri().getScheme()) ? FolderSync::syncLocal : NOT_NEEDED;
    }

    private static void syncLocal(org.apache.hadoop.fs.Path folder) throws IOException {
        try (FileChannel channel = open(Path.of(folder.toUri().getPath()))) {
            if (channel != null) {
                channel.force(true);
            }
        }
    }

    /** The open folder, or null if Java cannot open folders, as on Windows. */
    private static @org.jspecify.annotations.Nullable FileChannel open(Path folder) {
        try {
            return FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            return null;
        }
    }
}
