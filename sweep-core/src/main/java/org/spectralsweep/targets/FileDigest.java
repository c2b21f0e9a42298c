package org.spectralsweep.targets;

import java.util.regex.Pattern;
import org.spectralsweep.spec.Refusal;

/** The SHA-256 by which a spec names what files hold. */
final class FileDigest {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    private FileDigest() {}

    /** Refuses a text that is neither 64 hex digits nor empty, which means that the files have not been read. */
    static void check(String sha256) {
        if (!sha256.isEmpty() && !FORM.matcher(sha256).matches()) {
            throw new Refusal("sha256", "must be 64 hex digits, or left out, but was '" + sha256 + "'");
        }
    }
}
