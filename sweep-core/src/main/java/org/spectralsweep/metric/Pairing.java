package org.spectralsweep.metric;

import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.region.SamplePairs;

/** Which pairs of training samples are compared: near ones and far ones, the same at every checkpoint. */
public sealed interface Pairing permits Windows {
    /**
     * Refuses samples that cannot be paired so.
     *
     * @throws IllegalArgumentException with one clear sentence
     */
    void check(Samples data);

    /** Pairs of neighbours. */
    SamplePairs local(Samples data, RandomGenerator random);

    /** Pairs of distant samples. */
    SamplePairs global(Samples data, RandomGenerator random);
}
