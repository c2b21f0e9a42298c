package org.spectralsweep.metric;

/**
 * The training samples as metrics see them.
 *
 * @param count number of samples n
 * @param outputs columns of y
 * @param x encoded inputs, row-major
 * @param y targets, n x outputs
 * @param region density region of each sample
 * @param regions number of regions
 * @param shape shape of the grid that the samples form, last axis fastest; empty where they are not a grid
 */
@SuppressWarnings(
        "ArrayRecordComponent") // compared by nobody; a copy for every metric would cost more than it protects
public record Samples(int count, int outputs, double[] x, double[] y, int[] region, int regions, int[] shape) {
    /** Samples of one output that are not a grid. */
    public Samples(int count, double[] x, double[] y, int[] region, int regions) {
        this(count, 1, x, y, region, regions, new int[0]);
    }
}
