package org.spectralsweep.spark.report;

import java.util.Arrays;

/**
 * The quartiles and the median of some numbers. A number may be infinite, as the logarithm of a time that was not
 * reached: then a quartile, or the median, is infinite where so many were not reached.
 *
 * @param low a quarter of the numbers are below, NaN of no numbers
 * @param median between the middle two; infinite if the upper one is
 * @param high a quarter of the numbers are above
 */
public record Quartiles(double low, double median, double high) {
    /** The quartiles of numbers, none of them NaN. */
    public static Quartiles of(double... numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        if (n == 0) {
            return new Quartiles(Double.NaN, Double.NaN, Double.NaN);
        }
        int quarter = (n - 1) / 4;
        double lower = sorted[(n - 1) / 2];
        double upper = sorted[n / 2];
        return new Quartiles(
                sorted[quarter], Double.isInfinite(upper) ? upper : (lower + upper) / 2, sorted[n - 1 - quarter]);
    }
}
