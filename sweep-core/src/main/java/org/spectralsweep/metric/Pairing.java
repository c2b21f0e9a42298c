package org.spectralsweep.metric;

import java.util.List;
import java.util.function.Supplier;
import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.Deadline;

/** Which pairs of training samples are compared: near ones and far ones, the same at every checkpoint. */
public sealed interface Pairing permits Windows, Neighbours {
    /** Near pairs of any class. */
    String LOCAL = "local";

    /** Near pairs of different classes. */
    String DIFFERENT_CLASS = "different_class";

    /** All that {@link #near} may be. */
    List<String> NEAR = List.of(LOCAL, DIFFERENT_CLASS);

    /**
     * Refuses samples that cannot be paired so.
     *
     * @throws IllegalArgumentException with one clear sentence
     */
    void check(Samples data);

    /**
     * The pairs. Near and far ones do not depend on one another's number.
     *
     * @param streams starts the stream of pairs anew
     * @param deadline looked at while neighbours are searched
     */
    Pairs of(Samples data, Supplier<RandomGenerator> streams, Deadline deadline);

    /** How columns call the near pairs: {@code hamming_local}, say. */
    default String near() {
        return LOCAL;
    }
}
