package org.spectralsweep.spark.data;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.targets.Raster;

/**
 * An image that was read from a PNG or JPEG file.
 *
 * <p>A sample v of b bits becomes v / (2^b - 1), so 16-bit samples keep all bits. Colours of a palette are looked up.
 * Profiles, gamma and the orientation that a camera notes are not applied. An alpha channel is dropped if it is opaque
 * everywhere.
 *
 * @param sha256 of the file's bytes, 64 lower-case hexadecimal digits
 * @param raster the samples, of 1 or 3 channels
 */
public record ImageFile(String sha256, Raster raster) {
    /** The most pixels that are decoded. In three channels, the samples of this many pixels take 1.6 GB. */
    static final long MOST_PIXELS = 1L << 26;

    /** The largest file that is read, in bytes. {@link #MOST_PIXELS} with uncompressed 16-bit samples need less. */
    private static final long MOST_BYTES = 1L << 29;

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    /** How files of other formats begin. This only serves to call them by their names. */
    private static final Map<String, Pattern> OTHERS = Map.of(
            "GIF", beginning("GIF8"),
            "BMP", beginning("BM"),
            "TIFF", beginning("II\\*\\x00|MM\\x00\\*"),
            "WebP", beginning("RIFF.{4}WEBP"));

    /** Reads a file, whatever its sum. */
    public static ImageFile read(Path file) {
        return read(file, null);
    }

    /**
     * Reads a file. It is held in memory twice, encoded and decoded.
     *
     * @param sha256 the sum that it must have, or null
     * @throws DataException if it cannot be read, has another sum or is not an image that fits
     */
    public static ImageFile read(Path file, @Nullable String sha256) {
        return of(file, FileBytes.of(file, MOST_BYTES), sha256);
    }

    /** The bytes of a file that must have a sum. */
    static byte[] content(Path file, String sha256) {
        byte[] bytes = FileBytes.of(file, MOST_BYTES);
        Sha256.require(file, sha256, Sha256.of(bytes), "the file's");
        return bytes;
    }

    /** Decodes the bytes of a file, as {@link #read(Path, String)} does. */
    static ImageFile of(Path file, byte[] bytes, @Nullable String sha256) {
        String sum = Sha256.of(bytes);
        Sha256.require(file, sha256, sum, "the file's");
        try {
            return new ImageFile(sum, decoded(file, bytes));
        } catch (OutOfMemoryError e) {
            throw new DataException(
                    file,
                    "the image must fit in memory but does not with a Java heap of "
                            + (Runtime.getRuntime().maxMemory() >> 20) + " MB");
        }
    }

    /** Refuses a size before anything is decoded, because a small file can hold a huge image. */
    static void requireSize(Path file, long width, long height) {
        if (width < 1 || height < 1) {
            throw new DataException(
                    file, "an image must have at least 1 x 1 pixels but this one has " + width + " x " + height);
        }
        // The limit is divided, because the product of two unsigned 32-bit numbers may not fit.
        if (width > MOST_PIXELS / height) {
            throw new DataException(
                    file,
                    "an image must have at most " + MOST_PIXELS + " pixels but this one has " + width + " x " + height);
        }
    }

    private static Raster decoded(Path file, byte[] bytes) {
        if (startsWith(bytes, PNG)) {
            return new PngImage(file, bytes).raster();
        }
        if (startsWith(bytes, JPEG)) {
            return new JpegImage(file, bytes).raster();
        }
        String beginning = new String(bytes, 0, Math.min(bytes.length, 16), StandardCharsets.ISO_8859_1);
        String found = OTHERS.entrySet().stream()
                .filter(other -> other.getValue().matcher(beginning).lookingAt())
                .map(other -> "is a " + other.getKey() + " file")
                .findFirst()
                .orElse(bytes.length == 0 ? "is empty" : "is something else");
        throw new DataException(file, "the file must be a PNG or JPEG image but " + found);
    }

    private static Pattern beginning(String regex) {
        return Pattern.compile(regex, Pattern.DOTALL);
    }

    private static boolean startsWith(byte[] bytes, byte[] signature) {
        return bytes.length >= signature.length
                && Arrays.equals(bytes, 0, signature.length, signature, 0, signature.length);
    }
}
