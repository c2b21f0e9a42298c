package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.PlannedTrial;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.UnitStore;

/**
 * The tables and views of one sweep in a session, as temporary views. Rows whose trial is not committed are in none of
 * them; a table that is not there yet is empty.
 *
 * <p>The tables hold the whole folder, the views the rows of one plan: by default the last. There {@code cell} is the
 * plan's.
 *
 * <ul>
 * <li>{@code trials}, {@code hits}, {@code measurements}, {@code plans}, {@code runs}, {@code fits}, {@code
 * influence}, {@code tests}, {@code predictions}, {@code comparisons}: the tables
 * <li>{@code planned}: the plan's trials, each once
 * <li>{@code convergence}: hits with their trial's columns, and {@code kernel_ratio}, {@code censored}; one row a
 * trajectory, threshold and region, even where a sweep holds a trajectory under two ids
 * <li>{@code convergence_at(level)}: a function, whose rows are those of {@code convergence} at another level
 * <li>{@code curves}: losses and other numbers without an index, with their trial's columns and the gradient-flow time
 * <li>{@code spectra}: amplitudes by frequency
 * <li>{@code ntk}: what the tangent kernel says, computed before or along with training, by component, with their
 * trial's columns
 * <li>{@code components}: histograms, maps and image spectra, by component, with their trial's columns
 * <li>{@code learned}: what a network learned along a line, beside the target, with its trial's columns
 * <li>{@code regions}: numbers of one density region, with the region's density, which is null in trials without a
 * threshold by region
 * </ul>
 */
public final class ViewsCatalog {
    static final String PLANNED = "planned";

    /** Every name that may be queried: the tables, and then the views. */
    public static final List<String> NAMES = Stream.of(
                    Table.ALL.stream().map(Table::name),
                    Stream.of(PLANNED),
                    SweepView.ALL.stream().map(SweepView::name))
            .flatMap(names -> names)
            .toList();

    private ViewsCatalog() {}

    /** Registers all views, of the last plan or, where no run wrote one, of everything. */
    public static void register(SparkSession spark, UnitStore store) throws IOException {
        register(spark, store, Plan.lastOrEverything(store));
    }

    /** Registers all views, of the rows of a plan. */
    public static void register(SparkSession spark, UnitStore store, Plan plan) throws IOException {
        register(spark, store, plan, UnaryOperator.identity(), AskedViews.ALL, AskedColumns.ALL);
    }

    /** Registers what a query may ask, of the rows of a plan. The analysis of every view would take seconds. */
    public static void register(SparkSession spark, UnitStore store, Plan plan, String query) throws IOException {
        register(spark, store, plan, UnaryOperator.identity(), AskedViews.of(query), AskedColumns.ALL);
    }

    /**
     * Registers what queries may ask: tables and views, and in them the columns of trials.
     *
     * @param arrangement what is done to the tables first, such as keeping them in memory; it keeps rows and columns
     */
    static void register(
            SparkSession spark,
            UnitStore store,
            Plan plan,
            UnaryOperator<Dataset<Row>> arrangement,
            List<String> queries)
            throws IOException {
        register(
                spark,
                store,
                plan,
                arrangement,
                AskedViews.of(String.join("\n", queries)),
                AskedColumns.of(queries, plan));
    }

    private static void register(
            SparkSession spark,
            UnitStore store,
            Plan plan,
            UnaryOperator<Dataset<Row>> arrangement,
            AskedViews asked,
            AskedColumns columns)
            throws IOException {
        UnitStore.Snapshot snapshot = store.snapshot();
        for (Table<?> table : Table.ALL) {
            if (asked.contains(table.name())) {
                StructType all = table == Table.FITS ? store.fitColumns() : table.schema();
                Dataset<Row> rows = table(spark, store, snapshot, table.name(), all);
                arrangement.apply(counted(spark, table, rows, columns)).createOrReplaceTempView(table.name());
            }
        }
        if (asked.contains(PLANNED)) {
            views(spark, plan, arrangement, asked);
        }
    }

    /** The rows of trials with the columns that are asked for, and of what was measured those of committed trials. */
    private static Dataset<Row> counted(SparkSession spark, Table<?> table, Dataset<Row> rows, AskedColumns columns) {
        if (table == Table.TRIALS) {
            return rows.select(names(columns.of(table.schema())));
        }
        return UnitStore.holdsWorkUnits(table.name()) ? committed(spark, rows) : rows;
    }

    /** Registers the plan's trials, and the views that join them. */
    private static void views(
            SparkSession spark, Plan plan, UnaryOperator<Dataset<Row>> arrangement, AskedViews asked) {
        Dataset<Row> planned = arrangement.apply(planned(spark, plan));
        planned.drop(SweepView.METRICS).createOrReplaceTempView(PLANNED);
        planned.createOrReplaceTempView(SweepView.TRIALS_OF_VIEWS);
        for (SweepView view : SweepView.ALL) {
            if (asked.contains(view.name())) {
                spark.sql(view.query(plan)).createOrReplaceTempView(view.name());
            }
        }
        if (asked.contains(ConvergenceAt.NAME)) {
            ConvergenceAt.register(spark);
        }
        // The views hold its plan: only the name goes.
        spark.catalog().dropTempView(SweepView.TRIALS_OF_VIEWS);
    }

    /**
     * The plan's trials, with its cell in the place of theirs, and the names in {@code measurements} that belong to
     * each.
     */
    private static Dataset<Row> planned(SparkSession spark, Plan plan) {
        List<Row> rows = plan.byRows().values().stream()
                .map(trial -> RowFactory.create(trial.trialId(), trial.cell(), metrics(trial)))
                .toList();
        StructType schema = new StructType()
                .add("trial_id", DataTypes.StringType, false)
                .add("cell", DataTypes.StringType, false)
                .add(SweepView.METRICS, DataTypes.createArrayType(DataTypes.StringType), true);
        Dataset<Row> trials = spark.table(Table.TRIALS.name());
        return trials.drop("cell")
                .join(functions.broadcast(spark.createDataFrame(rows, schema)), "trial_id")
                .select(names(trials.schema().add(schema.apply(SweepView.METRICS))));
    }

    private static Column[] names(StructType columns) {
        return Arrays.stream(columns.fieldNames()).map(functions::col).toArray(Column[]::new);
    }

    private static String @Nullable [] metrics(PlannedTrial trial) {
        return trial.metrics() == null ? null : trial.metrics().toArray(String[]::new);
    }

    private static Dataset<Row> table(
            SparkSession spark, UnitStore store, UnitStore.Snapshot snapshot, String name, StructType schema)
            throws IOException {
        if (!UnitStore.holdsWorkUnits(name)) {
            return rows(spark, name, schema, store.sources(name));
        }
        List<String> segments = store.files(name, snapshot, true);
        if (segments.isEmpty()) {
            return rows(spark, name, schema, store.sources(name, snapshot));
        }
        Dataset<Row> merged = SparkSegments.ofSegments(spark, schema, segments);
        List<String> others = store.files(name, snapshot, false);
        if (others.isEmpty()) {
            return merged;
        }
        Dataset<Row> counted = snapshot.superseded().isEmpty()
                ? merged
                : SparkSegments.without(merged, snapshot.superseded().stream());
        return counted.union(rows(spark, name, schema, others));
    }

    private static Dataset<Row> rows(SparkSession spark, String name, StructType schema, List<String> sources) {
        return sources.isEmpty()
                ? spark.createDataFrame(List.of(), schema)
                : SparkSegments.rows(spark, name, schema, sources);
    }

    private static Dataset<Row> committed(SparkSession spark, Dataset<Row> rows) {
        return rows.join(spark.table(Table.TRIALS.name()).select("trial_id"), "trial_id", "left_semi")
                .select(rows.columns()[0], Arrays.copyOfRange(rows.columns(), 1, rows.columns().length));
    }
}
