package org.spectralsweep.sweep;

import org.hipparchus.util.FastMath;

/**
 * A predicted cost with the interval in which it lies with a probability of 80 %.
 *
 * @param seconds the median
 * @param low a tenth of the outcomes is below
 * @param high a tenth of the outcomes is above
 */
public record CostInterval(double seconds, double low, double high) {
    /** The 0.9 quantile of the standard normal distribution. */
    private static final double NINE_TENTHS = 1.2815515655446004;

    /** The interval of a log-normal distribution with this median. */
    static CostInterval of(double median, double logDeviation) {
        double factor = FastMath.exp(NINE_TENTHS * logDeviation);
        return new CostInterval(median, median / factor, median * factor);
    }

    /** Whether it holds an outcome. */
    public boolean holds(double outcome) {
        return low <= outcome && outcome <= high;
    }
}
