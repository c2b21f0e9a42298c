package org.spectralsweep.spark.data;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * An array of unsigned bytes from a file in the idx format of MNIST. The file holds two zero bytes, the type 8, the
 * number of dimensions, and each dimension as a big-endian 32-bit number. Then come the bytes, with the last dimension
 * running fastest. Source: LeCun, Cortes and Burges, The MNIST database.
 *
 * @param dimensions the slowest first, at least one, none negative
 * @param bytes the elements, as many as the product of the dimensions
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and large.
public record IdxFile(List<Integer> dimensions, byte[] bytes) {
    private static final long MOST_BYTES = 1L << 29;
    private static final int UNSIGNED_BYTE = 8;
    private static final int GZIP = 0x1f8b;

    /** Copies the dimensions. */
    public IdxFile {
        dimensions = List.copyOf(dimensions);
    }

    /**
     * Reads a file, which may be compressed by gzip.
     *
     * @throws DataException if it cannot be read or is not a whole file of unsigned bytes in this format
     */
    public static IdxFile read(Path file) {
        byte[] packed = FileBytes.of(file, MOST_BYTES);
        try (DataInputStream in = new DataInputStream(unpacked(packed))) {
            return read(file, in);
        } catch (EOFException e) {
            throw new DataException(file, "the file is cut off after " + packed.length + " bytes");
        } catch (IOException e) {
            throw DataException.undecodable(file, "idx", e);
        }
    }

    /** Feeds a digest with the content of the uncompressed file. */
    void addTo(MessageDigest digest) {
        ByteBuffer header = ByteBuffer.allocate(Integer.BYTES * (1 + dimensions.size()));
        header.putInt(UNSIGNED_BYTE << 8 | dimensions.size());
        dimensions.forEach(header::putInt);
        digest.update(header.flip());
        digest.update(bytes);
    }

    private static InputStream unpacked(byte[] packed) throws IOException {
        InputStream in = new ByteArrayInputStream(packed);
        boolean gzip = packed.length >= 2 && ByteBuffer.wrap(packed).getShort() == (short) GZIP;
        return gzip ? new GZIPInputStream(in) : in;
    }

    private static IdxFile read(Path file, DataInputStream in) throws IOException {
        int magic = in.readInt();
        int count = magic & 0xff;
        if (magic >> 8 != UNSIGNED_BYTE || count == 0) {
            throw new DataException(
                    file,
                    "an idx file of unsigned bytes must begin with 00 00 08 and the number of dimensions but this one begins with "
                            + String.format(
                                    Locale.ROOT,
                                    "%02x %02x %02x %02x",
                                    magic >>> 24,
                                    magic >> 16 & 0xff,
                                    magic >> 8 & 0xff,
                                    count));
        }
        List<Integer> dimensions = new ArrayList<>();
        long size = 1;
        for (int i = 0; i < count; i++) {
            int dimension = in.readInt();
            dimensions.add(dimension);
            // The product stays below 2^60 until it is refused.
            size *= Integer.toUnsignedLong(dimension);
            if (size > MOST_BYTES || dimension < 0) {
                throw new DataException(
                        file,
                        "an array must have at most " + MOST_BYTES + " bytes but this one's dimensions are at least "
                                + dimensions.stream()
                                        .map(Integer::toUnsignedString)
                                        .collect(Collectors.joining(" x ")));
            }
        }
        byte[] bytes = in.readNBytes((int) size);
        if (bytes.length < size) {
            throw new EOFException();
        }
        if (in.read() != -1) {
            throw new DataException(file, "the file must end after its " + size + " bytes of data but goes on");
        }
        return new IdxFile(dimensions, bytes);
    }
}
