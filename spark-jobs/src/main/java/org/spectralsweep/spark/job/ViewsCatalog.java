package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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
import org.spectralsweep.spark.table.DirectedFrequency;
import org.spectralsweep.spark.table.PlannedTrial;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.UnitStore;

/**
 * The tables and views of one sweep in a session, as temporary views. Rows whose trial is not committed are in none of them; a table
 * that is not there yet is empty.
 *
 * <p>The tables hold the whole folder, the views the rows of one plan: by default the last. There {@code cell} is the plan's.
 *
 * <ul>
 *   <li>{@code trials}, {@code hits}, {@code measurements}, {@code plans}, {@code runs}, {@code fits}, {@code comparisons}: the tables
 *   <li>{@code planned}: the plan's trials, each once
 *   <li>{@code convergence}: hits with their trial's columns, and {@code kernel_ratio}, {@code censored}; one row a trajectory,
 *       threshold and region, even where a sweep holds a trajectory under two ids
 *   <li>{@code curves}: losses and other numbers without an index, with their trial's columns and the gradient-flow time
 *   <li>{@code spectra}: amplitudes by frequency
 *   <li>{@code ntk}: what the tangent kernel says, computed before or along with training, by component, with their trial's columns
 *   <li>{@code components}: histograms, maps and image spectra, by component, with their trial's columns
 *   <li>{@code regions}: numbers of one density region, with the region's density, which is null in trials without a threshold by region
 * </ul>
 */
public final class ViewsCatalog {
    private static final String PLANNED = "planned";

    /** Column of {@code planned} that no view shows. */
    private static final String METRICS = "plan_metrics";

    /** Every name that may be queried. */
    public static final List<String> NAMES = List.of(
            Table.TRIALS.name(),
            Table.HITS.name(),
            Table.MEASUREMENTS.name(),
            Table.PLANS.name(),
            Table.RUNS.name(),
            Table.FITS.name(),
            Table.COMPARISONS.name(),
            PLANNED,
            "convergence",
            "curves",
            "spectra",
            "regions",
            "ntk",
            "components");

    /** Spark's option for reading the folder of that very name: in it [ ] { } * ? and \ are characters like others. */
    private static final String GLOBS = "__globPaths__";

    /** What theories and the metrics of the kernel write. */
    static final List<String> KERNEL_METRICS = List.of(
            "kernel_eigenvalue",
            "kernel_eigenvalue_law",
            "harmonic_coefficient",
            "local_frequency",
            "local_frequency_law",
            "local_amplitude",
            "local_amplitude_bound",
            "local_amplitude_absolute_bound",
            "local_phase",
            "eigenfunction",
            "node",
            "node_density",
            "target_projection",
            "predicted_loss",
            "predicted_region_error",
            "kernel_drift",
            "gate_flips",
            "empirical_kernel_eigenvalue");

    private static final String OF_THE_KERNEL =
            KERNEL_METRICS.stream().map(metric -> "'" + metric + "'").collect(Collectors.joining(", ", "(", ")"));

    private static final String BY_COMPONENT =
            "(m.metric LIKE '%histogram' OR m.metric LIKE '%spectrum' OR m.metric = 'region_map')";

    /** Gradient-flow time; null where the optimiser has none, as in the table of hits. */
    private static final String TIME = "m.step * t.time_per_step AS time";

    /** What the views join: {@code planned} and, as {@link #METRICS}, the names in {@code measurements} that belong to each trial. */
    private static final String TRIALS_OF_VIEWS = "trials_of_views";

    private static final String OF_THE_TRIAL =
            "(t." + METRICS + " IS NULL OR array_contains(t." + METRICS + ", m.metric))";

    /** Of several trials of one trajectory the one that a fit takes, too: one that got there, then the one that was trained longest. */
    private static final String COPY =
            "row_number() OVER (PARTITION BY t.trajectory_id, h.threshold, h.convention, h.delta,"
                    + " h.region ORDER BY h.step_upper IS NULL, h.step_lower DESC, h.trial_id)";

    private ViewsCatalog() {}

    /** Registers all views, of the last plan or, where no run wrote one, of everything. */
    public static void register(SparkSession spark, UnitStore store) throws IOException {
        register(spark, store, Plan.lastOrEverything(store));
    }

    /** Registers all views, of the rows of a plan. */
    public static void register(SparkSession spark, UnitStore store, Plan plan) throws IOException {
        register(spark, store, plan, UnaryOperator.identity());
    }

    /**
     * Registers all views.
     *
     * @param arrangement what is done to the tables first, such as keeping them in memory; it keeps rows and columns
     */
    static void register(SparkSession spark, UnitStore store, Plan plan, UnaryOperator<Dataset<Row>> arrangement)
            throws IOException {
        for (Map.Entry<String, StructType> table : List.of(
                Map.entry(Table.TRIALS.name(), Table.TRIALS.schema()),
                Map.entry(Table.PLANS.name(), Table.PLANS.schema()),
                Map.entry(Table.RUNS.name(), Table.RUNS.schema()),
                Map.entry(Table.FITS.name(), Table.FITS.schema()),
                Map.entry(Table.COMPARISONS.name(), Table.COMPARISONS.schema()))) {
            arrangement
                    .apply(table(spark, store, table.getKey(), table.getValue()))
                    .createOrReplaceTempView(table.getKey());
        }
        arrangement
                .apply(committed(spark, table(spark, store, Table.HITS.name(), Table.HITS.schema())))
                .createOrReplaceTempView(Table.HITS.name());
        arrangement
                .apply(committed(spark, table(spark, store, Table.MEASUREMENTS.name(), Table.MEASUREMENTS.schema())))
                .createOrReplaceTempView(Table.MEASUREMENTS.name());
        Dataset<Row> planned = arrangement.apply(planned(spark, plan));
        planned.drop(METRICS).createOrReplaceTempView(PLANNED);
        planned.createOrReplaceTempView(TRIALS_OF_VIEWS);
        views(spark, plan);
        // The views hold its plan: only the name goes.
        spark.catalog().dropTempView(TRIALS_OF_VIEWS);
    }

    /** The plan's trials, with its cell in the place of theirs, and the names in {@code measurements} that belong to each. */
    private static Dataset<Row> planned(SparkSession spark, Plan plan) {
        List<Row> rows = plan.byRows().values().stream()
                .map(trial -> RowFactory.create(trial.trialId(), trial.cell(), metrics(trial)))
                .toList();
        StructType schema = new StructType()
                .add("trial_id", DataTypes.StringType, false)
                .add("cell", DataTypes.StringType, false)
                .add(METRICS, DataTypes.createArrayType(DataTypes.StringType), true);
        Column[] columns = Stream.concat(Arrays.stream(Table.TRIALS.schema().fieldNames()), Stream.of(METRICS))
                .map(functions::col)
                .toArray(Column[]::new);
        return spark.table(Table.TRIALS.name())
                .drop("cell")
                .join(functions.broadcast(spark.createDataFrame(rows, schema)), "trial_id")
                .select(columns);
    }

    private static String @Nullable [] metrics(PlannedTrial trial) {
        return trial.metrics() == null ? null : trial.metrics().toArray(String[]::new);
    }

    private static void views(SparkSession spark, Plan plan) {
        boolean shared = plan.trials().stream().anyMatch(trial -> trial.metrics() != null);
        String measured = " FROM measurements m JOIN " + TRIALS_OF_VIEWS + " t ON m.trial_id = t.trial_id"
                + (shared ? " AND " + OF_THE_TRIAL : "");
        String trial = "t.* EXCEPT (trial_id, " + METRICS + ")";
        String times = "SELECT h.trial_id, h.region, h.density, h.threshold, h.convention, h.delta,"
                + " h.step_lower, h.step_upper, h.time_lower, h.time_upper, h.predicted_step,"
                + " h.step_upper / h.predicted_step AS kernel_ratio,"
                + " h.step_upper IS NULL AND t.status <> 'PREDICTED' AS censored, " + trial
                + (plan.repeatsTrajectories() ? ", " + COPY + " AS copy" : "")
                + " FROM hits h JOIN " + TRIALS_OF_VIEWS + " t ON h.trial_id = t.trial_id";
        view(
                spark,
                "convergence",
                plan.repeatsTrajectories() ? "SELECT * EXCEPT (copy) FROM (" + times + ") WHERE copy = 1" : times);
        view(
                spark,
                "curves",
                "SELECT m.trial_id, m.step, " + TIME + ", m.metric, m.scope, m.value, " + trial + measured
                        + " WHERE m.metric NOT LIKE 'amplitude%' AND m.metric NOT LIKE 'snapshot%'"
                        + " AND NOT " + BY_COMPONENT
                        + " AND m.metric NOT IN " + OF_THE_KERNEL);
        view(
                spark,
                "components",
                "SELECT m.trial_id, m.step, m.metric, m.scope, m.index AS component, m.value, " + trial + measured
                        + " WHERE " + BY_COMPONENT);
        view(
                spark,
                "ntk",
                "SELECT m.trial_id, m.step, m.metric, m.scope,"
                        + " CASE WHEN m.scope LIKE 'region:%' THEN CAST(substring(m.scope, 8) AS INT) END AS region,"
                        + " m.index AS component, m.value, " + trial + measured
                        + " WHERE m.metric IN " + OF_THE_KERNEL);
        view(
                spark,
                "spectra",
                "SELECT m.trial_id, m.step, " + TIME + ", m.metric, m.scope, m.index AS component_frequency, m.value, "
                        + trial + measured + " WHERE m.metric LIKE 'amplitude%'");
        view(
                spark,
                "regions",
                "SELECT m.trial_id, m.step, " + TIME + ", m.metric, m.region, r.density, m.index, m.value, " + trial
                        + " FROM (SELECT *, CAST(substring(scope, 8) AS INT) AS region FROM measurements"
                        + " WHERE scope LIKE 'region:%') m"
                        + " JOIN " + TRIALS_OF_VIEWS + " t ON m.trial_id = t.trial_id"
                        + (shared ? " AND " + OF_THE_TRIAL : "")
                        + " LEFT JOIN (SELECT trial_id, region, max(density) AS density FROM hits"
                        + " WHERE region >= 0 GROUP BY trial_id, region) r"
                        + " ON m.trial_id = r.trial_id AND m.region = r.region");
    }

    private static Dataset<Row> table(SparkSession spark, UnitStore store, String name, StructType schema)
            throws IOException {
        List<String> sources = store.sources(name);
        if (sources.isEmpty()) {
            return spark.createDataFrame(List.of(), schema);
        }
        Dataset<Row> rows = spark.read().option(GLOBS, false).schema(schema).parquet(sources.toArray(String[]::new));
        if (!name.equals(Table.TRIALS.name())) {
            return rows;
        }
        Map<String, Column> completed = new HashMap<>();
        DirectedFrequency.sql().forEach((column, sql) -> completed.put(column, functions.expr(sql)));
        return rows.withColumns(completed);
    }

    private static Dataset<Row> committed(SparkSession spark, Dataset<Row> rows) {
        return rows.join(spark.table(Table.TRIALS.name()).select("trial_id"), "trial_id", "left_semi")
                .select(rows.columns()[0], Arrays.copyOfRange(rows.columns(), 1, rows.columns().length));
    }

    private static void view(SparkSession spark, String name, String select) {
        spark.sql(select).createOrReplaceTempView(name);
    }
}
