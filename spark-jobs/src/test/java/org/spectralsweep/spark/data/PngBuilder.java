package org.spectralsweep.spark.data;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes PNG files of any kind, even wrong ones, directly by the specification. No row is filtered. */
public final class PngBuilder {
    public static final int GRAY = 0;
    public static final int RGB = 2;
    public static final int PALETTE = 3;
    public static final int GRAY_ALPHA = 4;
    public static final int RGB_ALPHA = 6;

    private static final int[][] ADAM7 = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private final int width;
    private final int height;
    private final int bits;
    private final int colorType;
    private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    private boolean interlaced;

    public PngBuilder(int width, int height, int bits, int colorType) {
        this.width = width;
        this.height = height;
        this.bits = bits;
        this.colorType = colorType;
    }

    PngBuilder interlaced() {
        interlaced = true;
        return this;
    }

    /** Adds a chunk between the header and the pixels. */
    public PngBuilder with(String type, int... data) {
        byte[] bytes = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            bytes[i] = (byte) data[i];
        }
        return with(type, bytes);
    }

    PngBuilder with(String type, byte[] data) {
        chunks.writeBytes(chunk(type, data));
        return this;
    }

    /** The file with these samples, row by row, with the channels of a pixel together. */
    public byte[] file(int... samples) {
        byte[] rows = interlaced ? passes(samples) : rows(samples, 0, 0, 1, 1);
        return fileOf(deflated(rows));
    }

    /** The file with these bytes as the data of its pixels. */
    public byte[] fileOf(byte[] data) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put((byte) bits).put((byte) colorType).put((byte) 0).put((byte) 0);
        file.writeBytes(chunk("IHDR", header.put((byte) (interlaced ? 1 : 0)).array()));
        file.writeBytes(chunks.toByteArray());
        // The data are in two chunks, as in large files.
        int half = data.length / 2;
        file.writeBytes(chunk("IDAT", Arrays.copyOf(data, half)));
        file.writeBytes(chunk("IDAT", Arrays.copyOfRange(data, half, data.length)));
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    static byte[] chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) sum.getValue())
                .array();
    }

    public static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        byte[] buffer = new byte[2 * bytes.length + 100];
        int length = deflater.deflate(buffer);
        deflater.end();
        return Arrays.copyOf(buffer, length);
    }

    private byte[] passes(int[] samples) {
        ByteArrayOutputStream passes = new ByteArrayOutputStream();
        for (int[] pass : ADAM7) {
            if (pass[0] < width && pass[1] < height) {
                passes.writeBytes(rows(samples, pass[0], pass[1], pass[2], pass[3]));
            }
        }
        return passes.toByteArray();
    }

    private byte[] rows(int[] samples, int left, int top, int right, int down) {
        int channels = samples.length / (width * height);
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        for (int y = top; y < height; y += down) {
            rows.write(0);
            long pending = 0;
            int count = 0;
            for (int x = left; x < width; x += right) {
                for (int channel = 0; channel < channels; channel++) {
                    pending = (pending << bits) | samples[(y * width + x) * channels + channel];
                    count += bits;
                    while (count >= 8) {
                        count -= 8;
                        rows.write((int) (pending >> count));
                    }
                }
            }
            if (count > 0) {
                rows.write((int) (pending << (8 - count)));
            }
        }
        return rows.toByteArray();
    }
}
