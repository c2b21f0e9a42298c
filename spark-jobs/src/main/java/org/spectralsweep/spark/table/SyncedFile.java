package org.spectralsweep.spark.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * A file whose bytes are on disk once it is closed. Its folder must exist already. Otherwise a results folder that was
 * moved away would come back as an empty one.
 *
 * @param files the file system
 * @param path path of the file
 */
record SyncedFile(FileSystem files, Path path) implements OutputFile {
    private static final int BUFFER = 64 * 1024;

    /** Writes a small file, replacing one that is there. Its bytes are on disk when this returns. */
    static void write(FileSystem files, Path path, byte[] content) throws IOException {
        try (PositionOutputStream out = new SyncedFile(files, path).createOrOverwrite(0)) {
            out.write(content);
        }
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) throws IOException {
        return createOrOverwrite(blockSizeHint);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
        // Hadoop's local disk makes missing folders all the same.
        if ("file".equals(files.getUri().getScheme()) && !files.exists(path.getParent())) {
            throw new FileNotFoundException("there is no folder " + path.getParent());
        }
        return new Synced(files.createNonRecursive(
                path, true, BUFFER, files.getDefaultReplication(path), files.getDefaultBlockSize(path), null));
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }

    private static final class Synced extends PositionOutputStream {
        private final FSDataOutputStream out;

        Synced(FSDataOutputStream out) {
            this.out = out;
        }

        @Override
        public long getPos() {
            return out.getPos();
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            try (out) {
                // An object store has an object on disk once its stream is closed, and no way to say so earlier.
                if (out.hasCapability(StreamCapabilities.HSYNC)) {
                    out.hsync();
                }
            }
        }
    }
}
