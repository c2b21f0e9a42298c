package org.spectralsweep.spark.figure;

import java.util.List;

/**
 * A query of a figure, and what its answer must look like.
 *
 * @param sql the query
 * @param single whether the answer is a single number, in a column of any name
 * @param needed columns that the answer must have
 * @param numbers columns that must hold numbers if the answer has them
 */
public record FigureQuery(String sql, boolean single, List<String> needed, List<String> numbers) {
    /** Copies the lists. */
    public FigureQuery {
        needed = List.copyOf(needed);
        numbers = List.copyOf(numbers);
    }

    /** A query for one number. */
    static FigureQuery number(String sql) {
        return new FigureQuery(sql, true, List.of(), List.of());
    }

    /** A query for rows of the table. */
    static FigureQuery rows(String sql) {
        return new FigureQuery(sql, false, List.of("quantity"), List.of("theory", "measured"));
    }

    /** A query for marks of a layer. */
    static FigureQuery marks(LayerSpec layer) {
        return new FigureQuery(layer.sql(), false, layer.style().columns(), List.of("x", "y", "low", "high", "value"));
    }
}
