package org.spectralsweep.encoding;

import org.hipparchus.random.RandomGenerator;

/** What is done to the coordinates before the first layer. */
public sealed interface InputEncoding permits Identity, Positional, GaussianFourier {
    /**
     * The encoder of points with this many coordinates. Whatever is random is drawn here, once: training and evaluation then see the
     * same features.
     */
    Encoder bind(int inputs, RandomGenerator random);

    /** Columns of an encoded point with this many coordinates. */
    int outputs(int inputs);

    /** The highest frequency of a column, in cycles per unit length of a coordinate; 0 for the identity. */
    double highestFrequency();

    /** How messages call it, by its type in a spec: {@code positional}. */
    String phrase();

    /** What limits its frequencies: octaves or sigma; NaN for the identity. */
    double bandwidth();
}
