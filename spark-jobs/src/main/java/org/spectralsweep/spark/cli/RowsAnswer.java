package org.spectralsweep.spark.cli;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.job.Answer;

/**
 * Rows of numbers that a command computed, to be printed like the answer to a query.
 *
 * @param names of the columns
 * @param values a list for each row
 */
record RowsAnswer(List<String> names, List<List<@Nullable Object>> values) implements Answer {
    @Override
    public List<Column> columns() {
        return names.stream().map(name -> new Column(name, false)).toList();
    }

    @Override
    public Iterator<List<@Nullable Object>> rows(int most) {
        return rows();
    }

    @Override
    public Iterator<List<@Nullable Object>> rows() {
        return values.iterator();
    }

    @Override
    public void close() {}
}
