package org.spectralsweep.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a spec, in one sentence, and where: a reader of files adds the line and the nearest valid name.
 */
public final class SpecProblem extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String path;
    private final String sentence;
    private final @Nullable String given;
    private final transient List<String> candidates;

    private SpecProblem(String path, String sentence, @Nullable String given, List<String> candidates) {
        super(sentence);
        this.path = path;
        this.sentence = sentence;
        this.given = given;
        this.candidates = List.copyOf(candidates);
    }

    /** What is wrong with the value at a path. */
    static SpecProblem at(String path, String sentence) {
        return new SpecProblem(path, sentence, null, List.of());
    }

    /** A name at a path that is not one of the valid names. */
    public static SpecProblem misnamed(String path, String sentence, String given, List<String> candidates) {
        return new SpecProblem(path, sentence, given, candidates);
    }

    /** The same problem at another path, in another sentence. */
    SpecProblem moved(String newPath, String sentence) {
        return new SpecProblem(newPath, sentence, given, candidates);
    }

    /** The message. */
    public String sentence() {
        return sentence;
    }

    /** The dotted path of the value to blame. If the spec does not contain it, its nearest ancestor is meant. */
    public String path() {
        return path;
    }

    /** The name that is not one of {@link #candidates()}, or null if the problem is a different one. */
    public @Nullable String given() {
        return given;
    }

    /** The names that would have been valid. */
    public List<String> candidates() {
        return candidates;
    }
}
