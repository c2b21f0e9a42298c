package org.spectralsweep.linalg;

/**
 * The loops of {@link Loops} over the rows of a matrix in float32, on plain arrays. {@link Float64RowKernels} is the same in float64, line by line: Java has
 * no generics over primitives.
 */
interface Float32RowKernels {
    /** {@link Loops#rectifiedNarrowProduct}. */
    void rectifiedProduct(float[] h, int rows, int inner, int columns, float[] x, int xAt, float[] w, int wAt);

    /** {@link Loops#addToRowsAndRectify}. */
    void addAndRectify(float[] h, int rows, int columns, float[] b, int bAt);

    /** {@link Loops#gateAndSum}. */
    void gateAndSum(float[] delta, float[] h, int rows, int columns, float[] sums, int sumsAt);

    /** {@link Loops#outerDelta}. */
    void outerDelta(
            float[] delta, float[] h, int rows, int columns, float[] e, float[] w, int wAt, float[] sums, int sumsAt);

    /** {@link Loops#addGatedNarrowProduct}. */
    void addGatedProduct(
            float[] g, int gAt, float[] delta, float[] h, int rows, int columns, float[] x, int xAt, int inner);
}
