package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.UnitStore;

/**
 * What an export holds: the last run's trials, and what was measured of them. Views have their own columns alone, since
 * those of a trial would stand in each of its rows; {@code trial_id} joins them.
 */
public final class Export {
    private Export() {}

    /** The rows of each file, by the file's name. The views must be registered. */
    public static Map<String, Dataset<Row>> rows(SparkSession spark) {
        Map<String, Dataset<Row>> rows = new LinkedHashMap<>();
        columns()
                .forEach((name, columns) -> rows.put(
                        name,
                        name.equals(Table.FITS.name())
                                ? spark.table(name)
                                : spark.table(source(name))
                                        .select(columns.stream()
                                                .map(column -> functions.col(column.name()))
                                                .toArray(Column[]::new))));
        return rows;
    }

    /** The columns of {@code fits} by which fits group. They differ from folder to folder. */
    public static List<DataDictionary.Column> groups(UnitStore store) throws IOException {
        List<String> own = List.of(Table.FITS.schema().fieldNames());
        return Stream.of(store.fitColumns().fields())
                .filter(field -> !own.contains(field.name()))
                .map(field -> new DataDictionary.Column(
                        field.name(), field.dataType().simpleString(), "the group's value of this column"))
                .toList();
    }

    /** The columns of each file, by the file's name. */
    public static Map<String, List<DataDictionary.Column>> columns() {
        Map<String, List<DataDictionary.Column>> columns = new LinkedHashMap<>();
        columns.put(Table.TRIALS.name(), DataDictionary.columns(ViewsCatalog.PLANNED));
        for (SweepView view : SweepView.ALL) {
            List<String> own =
                    view.own().stream().map(column -> column.field().name()).toList();
            columns.put(
                    view.name(),
                    DataDictionary.columns(view.name()).stream()
                            .filter(column -> own.contains(column.name()))
                            .toList());
        }
        Stream.of(Table.FITS, Table.INFLUENCE, Table.TESTS, Table.PREDICTIONS, Table.COMPARISONS, Table.RUNS)
                .forEach(table -> columns.put(table.name(), DataDictionary.columns(table.name())));
        return columns;
    }

    private static String source(String name) {
        return name.equals(Table.TRIALS.name()) ? ViewsCatalog.PLANNED : name;
    }
}
