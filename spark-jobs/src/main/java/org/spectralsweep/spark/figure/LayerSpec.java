package org.spectralsweep.spark.figure;

import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * Marks on a panel, one a row of a query.
 *
 * @param sql gives the columns {@code x} and {@code y}, and if wanted {@code series} (rows that belong together), {@code low} and
 *     {@code high}; a map has {@code value} as well, ticks need no {@code y}
 * @param style how they are drawn
 * @param label in the legend; with {@code {series}} in it one entry a series; empty means the series' own names
 * @param color of the marks
 */
public record LayerSpec(
        String sql,
        @Default("points") LayerStyle style,
        @Default("") String label,
        @Default("auto") LayerColor color) {
    /** Stands for the name of a series in a label. */
    public static final String SERIES = "{series}";

    /** Checks that there is a query. */
    public LayerSpec {
        if (sql.isBlank()) {
            throw new Refusal("sql", "must be a query but was empty");
        }
    }
}
