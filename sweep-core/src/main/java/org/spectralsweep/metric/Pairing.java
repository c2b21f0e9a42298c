package org.spectralsweep.metric;

import java.util.List;
import java.util.function.Supplier;
import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.Deadline;
import org.spectralsweep.nn.Samples;

/** How pairs of training samples are chosen for comparison: near ones and far ones, the same at every checkpoint. */
public sealed interface Pairing permits Windows, Neighbours {
    /** Near pairs of any class. */
    String LOCAL = "local";

    /** Near pairs of different classes. */
    String DIFFERENT_CLASS = "different_class";

    /** All that {@link #near} may be. */
    List<String> NEAR = List.of(LOCAL, DIFFERENT_CLASS);

    /**
     * Refuses samples that cannot be paired in this way.
     *
     * @throws IllegalArgumentException with one clear sentence
     */
    void check(Samples data);

    /**
     * The pairs. The near ones do not depend on the number of far ones, nor the far ones on the number of near ones.
     *
     * @param streams restarts the stream of pairs
     * @param deadline checked while neighbours are searched
     */
    Pairs of(Samples data, Supplier<RandomGenerator> streams, Deadline deadline);

    /** How many pairs there are, near and far, of a number of samples. */
    double pairs(double samples);

    /** What columns call the near pairs, as in {@code hamming_local}. */
    default String near() {
        return LOCAL;
    }
}
