package org.spectralsweep.density;

import org.spectralsweep.Default;

/**
 * A deterministic grid. Give exactly one of {@code points} and {@code step}.
 *
 * @param points total number of points n, or 0
 * @param step spacing in the sparsest region (other regions: step * p_min / p_j), in radians on the circle and in units of
 *     the interval, or 0
 * @param offset of the first point of each region, as a fraction of the region's spacing, in [0, 1); 0.5 gives midpoints
 */
public record Grid(
        @Default("0") int points,
        @Default("0") double step,
        @Default("0") double offset) implements Sampling {}
