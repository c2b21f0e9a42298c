package org.spectralsweep.train;

/**
 * What a network is trained on.
 *
 * @param count samples n
 * @param inputs columns of x
 * @param outputs columns of y
 * @param x encoded inputs, n x inputs, row-major
 * @param y targets, n x outputs, row-major
 * @param region density region of each sample, 0 to regions - 1
 * @param regions number of regions
 */
public record TrainingSet(int count, int inputs, int outputs, double[] x, double[] y, int[] region, int regions) {}
