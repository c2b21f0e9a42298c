package org.spectralsweep.spec;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a spec, in one sentence, and where: a reader of files adds the line and the nearest valid name.
 */
public final class SpecProblem extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String path;
    private final String sentence;
    private final transient @Nullable Misnomer misnomer;

    private SpecProblem(String path, String sentence, @Nullable Misnomer misnomer) {
        super(sentence);
        this.path = path;
        this.sentence = sentence;
        this.misnomer = misnomer;
    }

    /** What is wrong with the value at a path. */
    static SpecProblem at(String path, String sentence) {
        return new SpecProblem(path, sentence, null);
    }

    /** A name at a path that is not one of the valid names. */
    static SpecProblem misnamed(String path, String sentence, Misnomer misnomer) {
        return new SpecProblem(path, sentence, misnomer);
    }

    /** What a record refuses of the value at a path. */
    static SpecProblem of(Refusal refusal, String path) {
        return new SpecProblem(path, refusal.at(path), refusal.misnomer());
    }

    /** The message. */
    public String sentence() {
        return sentence;
    }

    /** The dotted path of the value to blame. If the spec does not contain it, its nearest ancestor is meant. */
    public String path() {
        return path;
    }

    /** The name and the valid ones, or null if the problem is a different one. */
    public @Nullable Misnomer misnomer() {
        return misnomer;
    }
}
