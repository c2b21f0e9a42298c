package org.spectralsweep.density;

import java.util.Collections;
import java.util.List;

/** Relative densities as specs write them. Only their ratios count. */
final class Heights {
    /** The smallest ratio of two heights. Below it a region's mass leaves the range of doubles. */
    static final double LEAST_RATIO = 1e-200;

    private Heights() {}

    /** Whether the smallest and the largest of these positive numbers have a ratio of at least {@link #LEAST_RATIO}. */
    static boolean areComparable(List<Double> heights) {
        return Collections.min(heights) / Collections.max(heights) >= LEAST_RATIO;
    }

    /**
     * The heights times a power of two such that the largest is between 1 and 2. The product is exact, and no mass
     * overflows or underflows.
     */
    static double[] scaled(List<Double> heights) {
        int exponent = Math.getExponent(Collections.max(heights));
        return heights.stream()
                .mapToDouble(height -> Math.scalb(height, -exponent))
                .toArray();
    }
}
