package org.spectralsweep.density;

/**
 * The deterministic points Q((i + 1/2) / n) of the density's quantile function Q; circle and interval only.
 *
 * @param points number of points n
 */
public record Quantiles(int points) implements Sampling {}
