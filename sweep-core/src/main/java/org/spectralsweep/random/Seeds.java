package org.spectralsweep.random;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import org.hipparchus.random.RandomGenerator;

/**
 * The random streams of one trial. A stream's seed is the first eight bytes, read big-endian, of SHA-256({@code
 * identity + "/" + stream}). The seed of a pinned stream comes from SHA-256({@code "pinned/" + seed + "/" + stream})
 * instead. Trials that pin the same number share the stream, however else they differ. The generator is WELL19937c with
 * Hipparchus' own normal deviates, so a stream is the same on every JDK.
 *
 * @param identity the trial's trajectory id, which determines every stream that is not pinned
 * @param pinned explicit seeds by stream name
 */
public record Seeds(String identity, Map<String, Long> pinned) {
    /** Copies the pinned seeds. */
    public Seeds {
        pinned = Map.copyOf(new TreeMap<>(pinned));
    }

    /** A generator at the start of the given stream. */
    public RandomGenerator stream(Stream stream) {
        String name = stream.key();
        Long pin = pinned.get(name);
        return new ResumableWell(hash(pin == null ? identity + "/" + name : "pinned/" + pin + "/" + name));
    }

    private static long hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
