package org.spectralsweep.linalg;

/**
 * The network f(x) = c sum_j a_j max(0, sum_k w_kj x_k + b_j) as {@link Loops} see it: w (inputs x width, row-major), b (width) where there is
 * one, and a (width) lie behind one another in one array, from its start on.
 *
 * @param inputs columns of a point, 1 to {@link #MOST_INPUTS}
 * @param width units
 * @param bias whether there is a b
 * @param multiplier c
 * @param trainOuter whether a gradient with respect to a is wanted
 */
public record HiddenLayer(int inputs, int width, boolean bias, double multiplier, boolean trainOuter) {
    /** The most inputs that the loops are written for. */
    public static final int MOST_INPUTS = 4;

    /** Refuses sizes that there is no loop for. */
    public HiddenLayer {
        if (inputs < 1 || inputs > MOST_INPUTS) {
            throw new IllegalArgumentException("inputs must be from 1 to " + MOST_INPUTS + " but was " + inputs);
        }
        if (width < 1) {
            throw new IllegalArgumentException("width must be at least 1 but was " + width);
        }
    }

    /** Where b starts; meaningless without one. */
    public int biasesAt() {
        return inputs * width;
    }

    /** Where a starts. */
    public int outerAt() {
        return (inputs + (bias ? 1 : 0)) * width;
    }
}
