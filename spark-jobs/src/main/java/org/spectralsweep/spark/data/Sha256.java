package org.spectralsweep.spark.data;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The sums that name data: 64 lower-case hexadecimal digits. */
final class Sha256 {
    private static final Pattern SUM = Pattern.compile("[0-9a-fA-F]{64}");

    private Sha256() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String of(byte[] bytes) {
        return text(digest().digest(bytes));
    }

    static String text(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    /**
     * Refuses data whose sum is not the expected one, if one is expected.
     *
     * @param whose such as "the file's"
     */
    static void require(Path file, @Nullable String expected, String sum, String whose) {
        if (expected == null) {
            return;
        }
        if (!SUM.matcher(expected).matches()) {
            throw new DataException(file, "sha256 must be 64 hexadecimal digits but was '" + expected + "'");
        }
        if (!expected.toLowerCase(Locale.ROOT).equals(sum)) {
            throw new DataException(file, "sha256 must be " + expected + " but " + whose + " is " + sum);
        }
    }
}
