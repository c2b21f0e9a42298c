package org.spectralsweep.spark.figure;

import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * Marks on a panel, one for each row of a query.
 *
 * @param sql a query that gives the columns {@code x} and {@code y}, and optionally {@code series} (rows that belong
 *     together), {@code low} and {@code high}; a map also needs {@code value}, and ticks need no {@code y}
 * @param style how the marks are drawn
 * @param label text in the legend; if it contains {@code {series}}, every series has an entry; if it is empty, the
 *     series' own names are used
 * @param color colour of the marks
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
