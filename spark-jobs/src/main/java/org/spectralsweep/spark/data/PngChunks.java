package org.spectralsweep.spark.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG file. Their checksums have been checked, up to the end of the file. The JDK's reader is not
 * enough: it ignores the checksums of the pixels, and it takes indices beyond the palette for its last colour. It also
 * compares a transparent gray of 1, 2 or 4 bits on another scale than that of the pixels.
 *
 * <p>Source: PNG specification, third edition, sections 5.3 and 11.2 to 11.3.
 *
 * @param width the header's width, unsigned
 * @param height the header's height, unsigned
 * @param colorType 0 for gray, 2 for RGB, 3 for a palette, 4 for gray and alpha, 6 for RGB and alpha; the JDK's reader
 *     refuses others
 * @param paletteEntries number of colours in the palette; 0 if there is none
 * @param transparent content of the chunk tRNS; empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record PngChunks(long width, long height, int colorType, int paletteEntries, byte[] transparent) {
    private static final int SIGNATURE = 8;
    private static final int HEADER = 13;

    /** Bytes for the length, the type and the checksum of a chunk. */
    private static final int FRAME = 12;

    /**
     * Walks through the chunks. O(bytes).
     *
     * @throws DataException if the file is cut off or damaged
     */
    static PngChunks of(Path file, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long width = 0;
        long height = 0;
        int colorType = 0;
        int paletteEntries = 0;
        byte[] transparent = {};
        int at = SIGNATURE;
        while (true) {
            int left = bytes.length - at;
            long length = left < FRAME ? 0 : Integer.toUnsignedLong(buffer.getInt(at));
            if (left < FRAME + length) {
                throw new DataException(
                        file,
                        "a PNG file must end with its chunk IEND but this one is cut off after " + bytes.length
                                + " bytes");
            }
            String type = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
            int end = at + 8 + (int) length;
            CRC32 sum = new CRC32();
            sum.update(bytes, at + 4, 4 + (int) length);
            if ((int) sum.getValue() != buffer.getInt(end)) {
                throw new DataException(
                        file, "the PNG file is damaged: the checksum of the chunk at byte " + at + " does not match");
            }
            if ((at == SIGNATURE) != type.equals("IHDR") || (at == SIGNATURE && length != HEADER)) {
                throw new DataException(file, "the PNG file is damaged: it must begin with one header");
            }
            switch (type) {
                case "IHDR" -> {
                    width = Integer.toUnsignedLong(buffer.getInt(at + 8));
                    height = Integer.toUnsignedLong(buffer.getInt(at + 12));
                    colorType = bytes[at + 17];
                }
                case "PLTE" -> paletteEntries = (int) length / 3;
                case "tRNS" -> transparent = Arrays.copyOfRange(bytes, at + 8, end);
                case "IEND" -> {
                    return new PngChunks(width, height, colorType, paletteEntries, transparent);
                }
                default -> {
                    // Other chunks are left to the JDK's reader or have no meaning for the samples.
                }
            }
            at = end + 4;
        }
    }
}
