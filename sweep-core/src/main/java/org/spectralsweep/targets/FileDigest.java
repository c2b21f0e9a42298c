package org.spectralsweep.targets;

import java.util.regex.Pattern;
import org.spectralsweep.spec.Refusal;

/** Checks the SHA-256 by which a spec identifies the content of files. */
final class FileDigest {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    private FileDigest() {}

    /** Refuses a text that is neither empty nor 64 hex digits. Empty means that the files have not been read yet. */
    static void check(String sha256) {
        if (!sha256.isEmpty() && !FORM.matcher(sha256).matches()) {
            throw new Refusal("sha256", "must be 64 hex digits, or left out, but was '" + sha256 + "'");
        }
    }
}
