package org.spectralsweep.spark.figure;

/** What a number is judged against. */
public enum Reference {
    /** The paper's number if there is one, else the theory's. */
    AUTO,
    /** The paper's number. */
    PAPER,
    /** The theory's number. */
    THEORY
}
