package org.spectralsweep.spark.report;

/**
 * One mark of a layer; NaN is a number that is not there.
 *
 * @param x finite
 * @param y finite
 * @param series what it belongs to; empty where there are no series
 * @param low lower end of its whisker or band
 * @param high upper end
 * @param value of a map
 */
public record Mark(double x, double y, String series, double low, double high, double value) {
    /** Checks. */
    public Mark {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("x and y must be finite but were " + x + " and " + y);
        }
    }

    /** A mark without whiskers. */
    public static Mark of(double x, double y, String series) {
        return new Mark(x, y, series, Double.NaN, Double.NaN, Double.NaN);
    }
}
