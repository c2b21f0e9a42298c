package org.spectralsweep.spark.job;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to a query, whichever program gave it. Its rows may be read once. */
public interface Answer extends AutoCloseable {
    /**
     * A column.
     *
     * @param name its name
     * @param text whether it may hold any text, rather than numbers, truth values, days and times
     */
    record Column(String name, boolean text) {}

    /** The columns. */
    List<Column> columns();

    /**
     * The first rows, each with one value a column. A value is null, a number, a truth value, a text, an array of
     * bytes, a day or time of {@code java.time}, or a list or a map of such values.
     *
     * @param most how many rows are needed
     */
    Iterator<List<@Nullable Object>> rows(int most);

    /** Every row. They are not held in memory all at once. */
    Iterator<List<@Nullable Object>> rows();

    @Override
    void close();
}
