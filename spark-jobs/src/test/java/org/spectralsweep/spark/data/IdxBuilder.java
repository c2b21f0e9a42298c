package org.spectralsweep.spark.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Writes files in the idx format. */
public final class IdxBuilder {
    private IdxBuilder() {}

    static byte[] idx(int type, byte[] data, int... dimensions) {
        ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * dimensions.length + data.length);
        buffer.putShort((short) 0).put((byte) type).put((byte) dimensions.length);
        Arrays.stream(dimensions).forEach(buffer::putInt);
        return buffer.put(data).array();
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    /** The two files of one part of a data set of square images. */
    public static void write(Path folder, String part, int side, byte[] pixels, byte[] labels) throws IOException {
        write(folder, part, idx(8, pixels, labels.length, side, side), idx(8, labels, labels.length));
    }

    static void write(Path folder, String part, byte[] images, byte[] labels) throws IOException {
        Files.write(folder.resolve(part + "-images-idx3-ubyte.gz"), gzip(images));
        Files.write(folder.resolve(part + "-labels-idx1-ubyte.gz"), gzip(labels));
    }
}
