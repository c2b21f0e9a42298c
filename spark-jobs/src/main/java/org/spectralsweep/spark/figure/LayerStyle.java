package org.spectralsweep.spark.figure;

import java.util.List;

/** How the rows of a query are drawn. Where they have {@code low} and {@code high}, points get whiskers and lines a band. */
public enum LayerStyle {
    /** Filled markers. */
    POINTS,
    /** Markers with a white inside, as for bounds. */
    OPEN,
    /** Crosses, as for predictions beside points. */
    CROSSES,
    /** A line through the points, by x. */
    LINES,
    /** A dashed line, as for theory. */
    DASHED,
    /** A line that keeps its height until the next x. */
    STEPS,
    /** Bars that stand on the lower end of the axis or on 0. */
    BARS,
    /** A dashed vertical line over the whole panel at each x; there is no y. */
    TICKS,
    /** Colours: each row has a {@code value} at x and y, on a grid or scattered. */
    MAP;

    /** The columns that a query must have to be drawn so. */
    public List<String> columns() {
        return switch (this) {
            case TICKS -> List.of("x");
            case MAP -> List.of("x", "y", "value");
            default -> List.of("x", "y");
        };
    }
}
