package org.spectralsweep.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a record, or a check of several, refuses: the key of the value to blame and what is wrong with it, as two
 * fields. A reader of specs finds the value by its key and never looks into a message.
 */
public final class Refusal extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String key;
    private final String predicate;
    private final transient @Nullable Misnomer misnomer;

    private Refusal(String key, String predicate, @Nullable Misnomer misnomer, @Nullable Throwable cause) {
        super(key + predicate, cause);
        this.key = key;
        this.predicate = predicate;
        this.misnomer = misnomer;
    }

    /**
     * A value that cannot be.
     *
     * @param key the value's name in a spec, in kebab-case
     * @param sentence what follows the key: {@code must be at least 1 but was 0}
     */
    public Refusal(String key, String sentence) {
        this(key, " " + sentence, null, null);
    }

    /** As {@link #Refusal(String, String)}, where something else failed first. */
    public Refusal(String key, String sentence, Throwable cause) {
        this(key, " " + sentence, null, cause);
    }

    /** A value of which a part is refused, in a sentence of its own that follows the key and a colon. */
    public static Refusal within(String key, String sentence, Throwable cause) {
        return new Refusal(key, ": " + sentence, null, cause);
    }

    /** A value that is, or holds, a name which is none of those that its sentence lists. */
    public static Refusal misnamed(String key, String sentence, String given, List<String> candidates) {
        return new Refusal(key, " " + sentence, new Misnomer(given, candidates, true), null);
    }

    /** The name of the value to blame; it may be missing from the spec. */
    public String key() {
        return key;
    }

    /** The message, with the value's whole path where the key stands. */
    public String at(String path) {
        return path + predicate;
    }

    /** The wrong name, or null where the problem is another one. */
    @Nullable
    Misnomer misnomer() {
        return misnomer;
    }
}
