package org.spectralsweep.encoding;

import org.hipparchus.random.RandomGenerator;

/** The map that is applied to the coordinates before the first layer. */
public sealed interface InputEncoding permits Identity, Positional, GaussianFourier {
    /**
     * The encoder of points with this many coordinates. Its random parts are drawn here, once, so training and
     * evaluation see the same features.
     */
    Encoder bind(int inputs, RandomGenerator random);

    /** Columns of an encoded point, for points with this many coordinates. */
    int outputs(int inputs);

    /** The highest frequency of a column, in cycles per unit length of a coordinate; 0 for the identity. */
    double highestFrequency();

    /** The encoding's name in messages, which is its type in a spec: {@code positional}. */
    String phrase();

    /** The parameter that limits its frequencies: octaves or sigma; NaN for the identity. */
    double bandwidth();
}
