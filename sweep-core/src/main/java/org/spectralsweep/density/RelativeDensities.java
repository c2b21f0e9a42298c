package org.spectralsweep.density;

import java.util.Collections;
import java.util.List;

/** Relative densities as specs write them. Only their ratios count. */
final class RelativeDensities {
    /** The smallest ratio of two densities. Below it a region's mass leaves the range of doubles. */
    static final double LEAST_RATIO = 1e-200;

    private RelativeDensities() {}

    /** Whether the smallest and the largest of these positive numbers have a ratio of at least {@link #LEAST_RATIO}. */
    static boolean areComparable(List<Double> densities) {
        return Collections.min(densities) / Collections.max(densities) >= LEAST_RATIO;
    }

    /**
     * The densities times a power of two such that the largest is between 1 and 2. The product is exact, and no mass
     * overflows or underflows.
     */
    static double[] scaled(List<Double> densities) {
        int exponent = Math.getExponent(Collections.max(densities));
        return densities.stream()
                .mapToDouble(density -> Math.scalb(density, -exponent))
                .toArray();
    }
}
