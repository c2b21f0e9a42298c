package org.spectralsweep.spark.report;

/**
 * One mark of a layer. NaN stands for a number that is missing.
 *
 * @param x horizontal place, finite
 * @param y vertical place, finite
 * @param series the series that it belongs to; empty if there are no series
 * @param low lower end of its whisker or band
 * @param high upper end; infinite for a whisker that is open, which is drawn to the end of the axis
 * @param value value in a map
 */
public record Mark(double x, double y, String series, double low, double high, double value) {
    /** Checks that the place is finite. */
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
