package org.spectralsweep.spark.figure;

/** What a number is judged against. */
public enum Reference {
    /** The paper's number if there is one, else that of the column {@code theory}. */
    AUTO,
    /** The paper's number. */
    PAPER,
    /** The number of the column {@code theory}. */
    THEORY
}
