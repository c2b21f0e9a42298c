package org.spectralsweep.density;

import java.util.Collections;
import java.util.List;

/** Relative densities as specs write them, of which only the ratios count. */
final class Heights {
    /** The least ratio of two: below it a region's mass leaves the range of doubles. */
    static final double LEAST_RATIO = 1e-200;

    private Heights() {}

    /** Whether no two of these positive numbers are further apart than {@link #LEAST_RATIO}. */
    static boolean areComparable(List<Double> heights) {
        return Collections.min(heights) / Collections.max(heights) >= LEAST_RATIO;
    }

    /** Times a power of two, which is exact, so that no mass overflows or underflows: the largest is from 1 to 2. */
    static double[] scaled(List<Double> heights) {
        int exponent = Math.getExponent(Collections.max(heights));
        return heights.stream()
                .mapToDouble(height -> Math.scalb(height, -exponent))
                .toArray();
    }
}
