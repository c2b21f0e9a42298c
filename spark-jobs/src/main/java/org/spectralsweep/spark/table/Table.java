package org.spectralsweep.spark.table;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A table of results and the rows it holds. Its name is that of its folder and of its view. Its columns are the
 * components of the row's record in snake_case.
 *
 * @param <R> the record of a row
 */
public final class Table<R extends Record> {
    /** One row for each trial, whatever its end. A file of this table is the mark that its work unit is committed. */
    public static final Table<TrialRow> TRIALS = new Table<>("trials", TrialRow.class);

    /** One row for each trial, threshold and region, whether the threshold was reached or not. */
    public static final Table<HitRow> HITS = new Table<>("hits", HitRow.class);

    /** One row for each number that was measured. The table is long, so that a new metric needs no new column. */
    public static final Table<MeasurementRow> MEASUREMENTS = new Table<>("measurements", MeasurementRow.class);

    /** One row for each trial of each run's plan. A file of this table is one plan. */
    public static final Table<PlanRow> PLANS = new Table<>("plans", PlanRow.class);

    /** One row for each run of the sweep. */
    public static final Table<RunRow> RUNS = new Table<>("runs", RunRow.class);

    /** One row for each parameter of a fitted law. Every fit writes the table anew. */
    public static final Table<FitRow> FITS = new Table<>("fits", FitRow.class);

    /** One row for each cell and parameter of a fitted law. Every fit writes the table anew. */
    public static final Table<InfluenceRow> INFLUENCE = new Table<>("influence", InfluenceRow.class);

    /** One row for each test of a fitted law. Every fit writes the table anew. */
    public static final Table<TestRow> TESTS = new Table<>("tests", TestRow.class);

    /** One row for each point that laws were asked about. It is written anew with each question. */
    public static final Table<PredictionRow> PREDICTIONS = new Table<>("predictions", PredictionRow.class);

    /**
     * One row for each row of a figure's table paper | theory | measured. The table is written anew with the figure.
     */
    public static final Table<ComparisonRow> COMPARISONS = new Table<>("comparisons", ComparisonRow.class);

    /** All tables. */
    public static final List<Table<?>> ALL =
            List.of(TRIALS, HITS, MEASUREMENTS, PLANS, RUNS, FITS, INFLUENCE, TESTS, PREDICTIONS, COMPARISONS);

    private final Class<R> row;
    private final String name;
    private final RecordRows<R> rows;

    private Table(String name, Class<R> row) {
        this.name = name;
        this.row = row;
        this.rows = RecordRows.of(row);
    }

    /** The record of a row. */
    public Class<R> row() {
        return row;
    }

    /** The name of its folder and of its view. */
    public String name() {
        return name;
    }

    /** Its columns. */
    public StructType schema() {
        return rows.schema();
    }

    /** The components of records that are its columns, by the columns' names, in order. */
    public Map<String, RecordComponent> components() {
        return RecordRows.components(row);
    }

    /** The row of Spark. */
    public Row toRow(R row) {
        return rows.toRow(row);
    }

    /** The inverse of {@link #toRow}. */
    public R fromRow(Row row) {
        return rows.fromRow(row);
    }

    @Override
    public String toString() {
        return name;
    }
}
