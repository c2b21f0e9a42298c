package org.spectralsweep.fit;

import org.hipparchus.util.FastMath;

/**
 * The log-likelihood of one observation in standard units, with its first and second derivatives by the bounds. With F
 * the distribution function and f the density of the standard error a row in (low, high] has log(F(high) - F(low)), and
 * an exact one log f(low). A row without an upper bound has high = infinity, and the derivatives by an infinite bound
 * are 0.
 */
final class RowLikelihood {
    private final ErrorDistribution errors;

    double value;
    double byLow;
    double byHigh;
    double byLowLow;
    double byLowHigh;
    double byHighHigh;

    RowLikelihood(ErrorDistribution errors) {
        this.errors = errors;
    }

    /** The value alone; infinitely small where the bounds hold nothing. */
    double value(double low, double high, boolean exact) {
        if (exact) {
            return errors.logDensity(low);
        }
        return low < high ? errors.logBetween(low, high) : Double.NEGATIVE_INFINITY;
    }

    /** The derivative by the mean, in standard units; a bound moves against it. */
    double byMean() {
        return -(byLow + byHigh);
    }

    /** The second derivative by the mean. */
    double byMeanMean() {
        return byLowLow + 2 * byLowHigh + byHighHigh;
    }

    /** Sets all fields. An exact row has its derivatives in {@code byLow} and {@code byLowLow}. */
    void set(double low, double high, boolean exact) {
        value = value(low, high, exact);
        byHigh = 0;
        byHighHigh = 0;
        byLowHigh = 0;
        byLow = 0;
        byLowLow = 0;
        if (exact) {
            byLow = errors.slope(low);
            byLowLow = errors.curvature(low);
            return;
        }
        double atLow = Double.isInfinite(low) ? 0 : FastMath.exp(errors.logDensity(low) - value);
        double atHigh = Double.isInfinite(high) ? 0 : FastMath.exp(errors.logDensity(high) - value);
        if (atLow > 0) {
            byLow = -atLow;
            byLowLow = -errors.slope(low) * atLow - atLow * atLow;
        }
        if (atHigh > 0) {
            byHigh = atHigh;
            byHighHigh = errors.slope(high) * atHigh - atHigh * atHigh;
        }
        byLowHigh = atLow * atHigh;
    }
}
