package org.spectralsweep.spark.figure;

import java.util.List;

/**
 * How the rows of a query are drawn. If the rows have {@code low} and {@code high}, points get whiskers and lines get a
 * band.
 */
public enum LayerStyle {
    /** Filled markers. */
    POINTS,
    /** Markers with a white inside, as for bounds. */
    OPEN,
    /** Crosses, as for predictions beside points. */
    CROSSES,
    /** A line through the points, in the order of x. */
    LINES,
    /** A dashed line, as for a prediction. */
    DASHED,
    /** A line that keeps its height until the next x. */
    STEPS,
    /** Bars that stand on the lower end of the axis or on 0. */
    BARS,
    /** A dashed vertical line over the whole panel at each x. There is no y. */
    TICKS,
    /** Colours. Each row has a {@code value} at x and y, on a grid or scattered. */
    MAP;

    /** The columns that a query must have for this style. */
    public List<String> columns() {
        return switch (this) {
            case TICKS -> List.of("x");
            case MAP -> List.of("x", "y", "value");
            default -> List.of("x", "y");
        };
    }
}
