package org.spectralsweep.linalg;

/**
 * A function of one number with its derivative, over the leading elements of arrays. Results depend on the elements
 * alone, not on their number or place. An instance may own scratch arrays, so each thread needs its own.
 */
public interface ElementFunction {
    /** The most elements at once. They and their derivatives stay in a first-level cache. */
    int TILE = 1024;

    /**
     * z[i] = s(z[i]) and slopes[i] = s'(z[i]) for i below count.
     *
     * @param count at most {@value #TILE}
     */
    void apply(float[] z, float[] slopes, int count);

    /** The same in float64. */
    void apply(double[] z, double[] slopes, int count);
}
