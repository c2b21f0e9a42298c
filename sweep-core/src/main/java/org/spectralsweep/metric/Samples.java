package org.spectralsweep.metric;

/**
 * The training samples as metrics see them: one target column.
 *
 * @param count n
 * @param x encoded inputs, row-major
 * @param y targets, n
 * @param region density region of each sample
 * @param regions number of regions
 */
@SuppressWarnings(
        "ArrayRecordComponent") // compared by nobody; a copy for every metric would cost more than it protects
public record Samples(int count, double[] x, double[] y, int[] region, int regions) {}
