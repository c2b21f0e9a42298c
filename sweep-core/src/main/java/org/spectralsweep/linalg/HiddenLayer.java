package org.spectralsweep.linalg;

/**
 * The network f(x) = c sum_j a_j max(0, sum_k w_kj x_k + b_j) in the layout that {@link HiddenLayerLoops} expects. One
 * array holds w (inputs x width, row-major), then b (width) if there is one, then a (width), from index 0 on.
 *
 * @param inputs columns of a point, 1 to {@link #MOST_INPUTS}
 * @param width units
 * @param bias whether there is a b
 * @param multiplier c
 * @param trainOuter whether a gradient with respect to a is needed
 */
public record HiddenLayer(int inputs, int width, boolean bias, double multiplier, boolean trainOuter) {
    /** The most inputs that the loops support. */
    public static final int MOST_INPUTS = 4;

    /** Refuses sizes that the loops do not support. */
    public HiddenLayer {
        if (inputs < 1 || inputs > MOST_INPUTS) {
            throw new IllegalArgumentException("inputs must be from 1 to " + MOST_INPUTS + " but was " + inputs);
        }
        if (width < 1) {
            throw new IllegalArgumentException("width must be at least 1 but was " + width);
        }
    }

    /** Index at which b starts; meaningless without b. */
    public int biasesAt() {
        return inputs * width;
    }

    /** Index at which a starts. */
    public int outerAt() {
        return (inputs + (bias ? 1 : 0)) * width;
    }
}
