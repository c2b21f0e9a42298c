package org.spectralsweep.spark.job;

/** A word of a command that a user may copy into a shell. */
public final class ShellWord {
    private ShellWord() {}

    /** The word as a shell takes it: in single quotes where it is not plain. */
    public static String quoted(String word) {
        return word.matches("[\\p{L}\\p{N}_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
