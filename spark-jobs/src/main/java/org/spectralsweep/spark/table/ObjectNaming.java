package org.spectralsweep.spark.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIOException;

/**
 * Names in an object store such as S3. An object appears whole when its stream is closed, and then replaces one of that
 * name. The store can also be asked to write an object only if there is none. It cannot rename: that is a copy and a
 * deletion, so a process that dies in between leaves both.
 *
 * @param files the file system
 */
record ObjectNaming(FileSystem files) implements Naming {
    /** Names the writer of an object, in the object's own headers. */
    private static final String WRITER = "sweep-writer";

    private static final String HEADER_TO_WRITE = "fs.s3a.create.header." + WRITER;
    private static final String HEADER_AS_READ = "header." + WRITER;

    /** Spares a request: S3A would look whether there is a folder of that name. */
    private static final String WITHOUT_A_LOOK = "fs.s3a.create.performance";

    @Override
    public void rename(Path from, Path to) throws IOException {
        FSDataOutputStreamBuilder<?, ?> builder = files.createFile(to).create().overwrite(true);
        builder.opt(WITHOUT_A_LOOK, true);
        try (FSDataInputStream in = files.open(from)) {
            write(builder, in::transferTo);
        }
        files.delete(from, false);
    }

    @Override
    public void write(Path path, byte[] content) throws IOException {
        FSDataOutputStreamBuilder<?, ?> builder =
                files.createFile(path).create().overwrite(true);
        builder.opt(WITHOUT_A_LOOK, true);
        write(builder, content);
    }

    @Override
    public boolean create(Path path, byte[] content) throws IOException {
        // To ask first costs little. A refused write is logged at length.
        if (files.exists(path)) {
            return false;
        }
        String writer = UUID.randomUUID().toString();
        try {
            FSDataOutputStreamBuilder<?, ?> builder = files.createFile(path).create();
            builder.must(CONDITIONAL, true);
            builder.opt(HEADER_TO_WRITE, writer);
            write(builder, content);
            return true;
        } catch (IOException e) {
            return isOf(writer, path, e);
        }
    }

    /**
     * Whether an object is of a writer whose request failed. A request is sent again if its answer was lost, and then
     * meets the object that it made itself.
     */
    private boolean isOf(String writer, Path path, IOException failure) throws IOException {
        try {
            Map<String, byte[]> headers = files.getXAttrs(path);
            byte[] found = headers.get(HEADER_AS_READ);
            return found != null && new String(found, StandardCharsets.UTF_8).equals(writer);
        } catch (FileNotFoundException e) {
            // The object that was met is gone already, or there was none and something else is wrong.
            if (failure instanceof PathIOException) {
                return false;
            }
            throw failure;
        }
    }

    private static void write(FSDataOutputStreamBuilder<?, ?> builder, byte[] content) throws IOException {
        write(builder, out -> out.write(content));
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private static void write(FSDataOutputStreamBuilder<?, ?> builder, Content content) throws IOException {
        FSDataOutputStream out = builder.build();
        try {
            content.writeTo(out);
        } catch (IOException | RuntimeException e) {
            // To close the stream would make an object of half the bytes.
            out.abort();
            throw e;
        }
        out.close();
    }
}
