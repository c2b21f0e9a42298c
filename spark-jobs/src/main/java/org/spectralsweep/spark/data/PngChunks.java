package org.spectralsweep.spark.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG file, with intact checksums and up to its end. The JDK's reader does not look at the checksums of the pixels, takes indices
 * beyond the palette for its last colour, and compares a transparent gray of 1, 2 or 4 bits on another scale than the pixels'.
 *
 * <p>Source: PNG specification, third edition, sections 5.3 and 11.2 to 11.3.
 *
 * @param width as the header says, unsigned
 * @param height as the header says, unsigned
 * @param colorType 0 gray, 2 RGB, 3 palette, 4 gray and alpha, 6 RGB and alpha; the JDK's reader refuses others
 * @param paletteEntries colours of the palette, 0 without one
 * @param transparent the chunk tRNS, empty without one
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record PngChunks(long width, long height, int colorType, int paletteEntries, byte[] transparent) {
    private static final int SIGNATURE = 8;
    private static final int HEADER = 13;

    /** Length, type and checksum. */
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
                    // Left to the JDK's reader, or of no meaning for the samples.
                }
            }
            at = end + 4;
        }
    }
}
