package org.spectralsweep.random;

import java.util.Locale;

/** The independent random streams of a trial. A spec pins a stream by its {@link #key}. */
public enum Stream {
    /** The i.i.d. input sample. */
    SAMPLE,
    /** Phases of the target. */
    PHASE,
    /** Frequencies of a random encoding. */
    ENCODING,
    /** Initial weights and biases. */
    INIT,
    /** The order of samples in mini-batches. */
    BATCHES,
    /** Which pairs of samples the metrics compare. */
    PAIRS,
    /**
     * Evaluation points of metrics where no grid is fine enough: on spheres above S^2 and on cubes of many dimensions
     * or high frequency.
     */
    PROBE,
    /** Noise of the labels. */
    LABELS,
    /** Fresh points on which a test error is measured. */
    TEST;

    /**
     * The name in a spec: {@code sample}, {@code phase}, {@code encoding}, {@code init}, {@code batches},
     * {@code pairs}, {@code probe}, {@code labels}, {@code test}.
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
