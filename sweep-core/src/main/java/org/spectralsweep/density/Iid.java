package org.spectralsweep.density;

/**
 * Independent draws from the density.
 *
 * @param points number of points n
 */
public record Iid(int points) implements Sampling {}
