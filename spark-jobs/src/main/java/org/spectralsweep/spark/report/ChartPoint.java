package org.spectralsweep.spark.report;

import org.jspecify.annotations.Nullable;

/**
 * One convergence time to draw: one seed of one cell in one density region.
 *
 * @param x the frequency of the target, or what else runs across, positive
 * @param density p of the region, positive
 * @param lower lower bound of the time, in the chart's unit; NaN where nothing was trained, and only the prediction is
 *     drawn
 * @param upper upper bound; null where the time was not reached by lower
 * @param predicted the kernel's time on the same samples, or null
 * @param fitted what the fitted law says of the time, or null
 */
public record ChartPoint(
        double x,
        double density,
        double lower,
        @Nullable Double upper,
        @Nullable Double predicted,
        @Nullable Double fitted) {
    /** A time without a fitted law. */
    public ChartPoint(double x, double density, double lower, @Nullable Double upper, @Nullable Double predicted) {
        this(x, density, lower, upper, predicted, null);
    }

    /** Checks. */
    public ChartPoint {
        if (!(x > 0) || Double.isInfinite(x)) {
            throw new IllegalArgumentException("x must be positive and finite but was " + x);
        }
        if (!(density > 0) || Double.isInfinite(density)) {
            throw new IllegalArgumentException("density must be positive and finite but was " + density);
        }
        if (lower < 0 || Double.isInfinite(lower) || (Double.isNaN(lower) && upper != null)) {
            throw new IllegalArgumentException(
                    "lower must be finite and at least 0, or NaN without an upper bound, but was " + lower);
        }
        if (upper != null && (!(upper >= lower) || upper.isInfinite())) {
            throw new IllegalArgumentException(
                    "upper must be finite and at least lower = " + lower + " but was " + upper);
        }
        if (fitted != null && (!(fitted > 0) || fitted.isInfinite())) {
            throw new IllegalArgumentException("fitted must be positive and finite but was " + fitted);
        }
        if (predicted != null && (!(predicted >= 0) || predicted.isInfinite())) {
            throw new IllegalArgumentException("predicted must be finite and at least 0 but was " + predicted);
        }
    }

    /** log T less what the law says of it, at the place where the time is drawn; NaN where there is none. */
    double residual() {
        return isMeasured() && shown() > 0 && fitted != null ? Math.log(shown() / fitted) : Double.NaN;
    }

    /** Whether there is a time or a bound of it. */
    public boolean isMeasured() {
        return !Double.isNaN(lower);
    }

    /** Whether the time was not reached. */
    public boolean isCensored() {
        return upper == null && isMeasured();
    }

    /**
     * Where the point is drawn: the geometric middle of its bounds, the lower bound where it is censored; 0 and NaN
     * cannot be drawn.
     */
    double shown() {
        if (upper == null) {
            return lower;
        }
        return lower > 0 ? Math.sqrt(lower * upper) : upper;
    }
}
