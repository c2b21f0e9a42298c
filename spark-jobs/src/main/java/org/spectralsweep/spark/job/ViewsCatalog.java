package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.spectralsweep.spark.table.ComparisonsTable;
import org.spectralsweep.spark.table.FitsTable;
import org.spectralsweep.spark.table.HitsTable;
import org.spectralsweep.spark.table.MeasurementsTable;
import org.spectralsweep.spark.table.RunsTable;
import org.spectralsweep.spark.table.TrialsTable;
import org.spectralsweep.spark.table.UnitStore;

/**
 * The tables and views of one sweep in a session, as temporary views. Rows whose trial is not committed are in none of them; a table
 * that is not there yet is empty.
 *
 * <ul>
 *   <li>{@code trials}, {@code hits}, {@code measurements}, {@code runs}, {@code fits}, {@code comparisons}: the tables
 *   <li>{@code convergence}: hits with their trial's columns, and {@code kernel_ratio}, {@code censored}
 *   <li>{@code curves}: losses and other numbers without an index, with their trial's columns and the gradient-flow time
 *   <li>{@code spectra}: amplitudes by frequency
 *   <li>{@code ntk}: what the tangent kernel says, computed before or along with training, by component, with their trial's columns
 *   <li>{@code components}: histograms, maps and image spectra, by component, with their trial's columns
 *   <li>{@code regions}: numbers of one density region, with the region's density, which is null in trials without a threshold by region
 * </ul>
 */
public final class ViewsCatalog {
    /** Every name that may be queried. */
    public static final List<String> NAMES = List.of(
            TrialsTable.NAME,
            HitsTable.NAME,
            MeasurementsTable.NAME,
            RunsTable.NAME,
            FitsTable.NAME,
            ComparisonsTable.NAME,
            "convergence",
            "curves",
            "spectra",
            "regions",
            "ntk",
            "components");

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

    private ViewsCatalog() {}

    /** Registers all views. */
    public static void register(SparkSession spark, UnitStore store) throws IOException {
        register(spark, store, UnaryOperator.identity());
    }

    /**
     * Registers all views.
     *
     * @param arrangement what is done to the tables first, such as keeping them in memory; it keeps rows and columns
     */
    static void register(SparkSession spark, UnitStore store, UnaryOperator<Dataset<Row>> arrangement)
            throws IOException {
        for (Map.Entry<String, StructType> table : List.of(
                Map.entry(TrialsTable.NAME, TrialsTable.SCHEMA),
                Map.entry(RunsTable.NAME, RunsTable.SCHEMA),
                Map.entry(FitsTable.NAME, FitsTable.SCHEMA),
                Map.entry(ComparisonsTable.NAME, ComparisonsTable.SCHEMA))) {
            arrangement
                    .apply(table(spark, store, table.getKey(), table.getValue()))
                    .createOrReplaceTempView(table.getKey());
        }
        arrangement
                .apply(committed(spark, table(spark, store, HitsTable.NAME, HitsTable.SCHEMA)))
                .createOrReplaceTempView(HitsTable.NAME);
        arrangement
                .apply(committed(spark, table(spark, store, MeasurementsTable.NAME, MeasurementsTable.SCHEMA)))
                .createOrReplaceTempView(MeasurementsTable.NAME);
        view(
                spark,
                "convergence",
                "SELECT h.trial_id, h.region, h.density, h.threshold, h.convention, h.delta,"
                        + " h.step_lower, h.step_upper, h.time_lower, h.time_upper, h.predicted_step,"
                        + " h.step_upper / h.predicted_step AS kernel_ratio,"
                        + " h.step_upper IS NULL AND t.status <> 'PREDICTED' AS censored, t.* EXCEPT (trial_id)"
                        + " FROM hits h JOIN trials t ON h.trial_id = t.trial_id");
        view(
                spark,
                "curves",
                "SELECT m.trial_id, m.step, " + TIME + ", m.metric, m.scope, m.value, t.* EXCEPT (trial_id)"
                        + " FROM measurements m JOIN trials t ON m.trial_id = t.trial_id"
                        + " WHERE m.metric NOT LIKE 'amplitude%' AND m.metric NOT LIKE 'snapshot%'"
                        + " AND NOT " + BY_COMPONENT
                        + " AND m.metric NOT IN " + OF_THE_KERNEL);
        view(
                spark,
                "components",
                "SELECT m.trial_id, m.step, m.metric, m.scope, m.index AS component, m.value, t.* EXCEPT (trial_id)"
                        + " FROM measurements m JOIN trials t ON m.trial_id = t.trial_id"
                        + " WHERE " + BY_COMPONENT);
        view(
                spark,
                "ntk",
                "SELECT m.trial_id, m.step, m.metric, m.scope,"
                        + " CASE WHEN m.scope LIKE 'region:%' THEN CAST(substring(m.scope, 8) AS INT) END AS region,"
                        + " m.index AS component, m.value, t.* EXCEPT (trial_id)"
                        + " FROM measurements m JOIN trials t ON m.trial_id = t.trial_id"
                        + " WHERE m.metric IN " + OF_THE_KERNEL);
        view(
                spark,
                "spectra",
                "SELECT m.trial_id, m.step, " + TIME + ", m.metric, m.scope, m.index AS component_frequency, m.value,"
                        + " t.* EXCEPT (trial_id)"
                        + " FROM measurements m JOIN trials t ON m.trial_id = t.trial_id"
                        + " WHERE m.metric LIKE 'amplitude%'");
        view(
                spark,
                "regions",
                "SELECT m.trial_id, m.step, " + TIME + ", m.metric, m.region, r.density, m.index, m.value,"
                        + " t.* EXCEPT (trial_id)"
                        + " FROM (SELECT *, CAST(substring(scope, 8) AS INT) AS region FROM measurements"
                        + " WHERE scope LIKE 'region:%') m"
                        + " JOIN trials t ON m.trial_id = t.trial_id"
                        + " LEFT JOIN (SELECT trial_id, region, max(density) AS density FROM hits"
                        + " WHERE region >= 0 GROUP BY trial_id, region) r"
                        + " ON m.trial_id = r.trial_id AND m.region = r.region");
    }

    private static Dataset<Row> table(SparkSession spark, UnitStore store, String name, StructType schema)
            throws IOException {
        Optional<String> folder = store.folder(name);
        return folder.isPresent()
                ? spark.read().schema(schema).parquet(folder.get())
                : spark.createDataFrame(List.of(), schema);
    }

    private static Dataset<Row> committed(SparkSession spark, Dataset<Row> rows) {
        return rows.join(spark.table(TrialsTable.NAME).select("trial_id"), "trial_id", "left_semi")
                .select(rows.columns()[0], Arrays.copyOfRange(rows.columns(), 1, rows.columns().length));
    }

    private static void view(SparkSession spark, String name, String select) {
        spark.sql(select).createOrReplaceTempView(name);
    }
}
