package org.spectralsweep.spark.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.spectralsweep.metric.View;
import org.spectralsweep.spark.table.Table;

/**
 * A view of a sweep: columns of its own, and then those of its rows' trials. The own columns are declared once, for the
 * query and for the schema.
 *
 * @param name as queries call it
 * @param own its own columns
 * @param sql what it shows, with {@code {own}} for its columns, {@code {trial}} for those of the trial {@code t}, and
 *     {@code {belongs}} for the condition that a metric of {@code m} belongs to {@code t}
 */
record SweepView(String name, List<Own> own, String sql) {
    /**
     * What views join: {@code planned} and, as {@link #METRICS}, the names in {@code measurements} that belong to each
     * trial.
     */
    static final String TRIALS_OF_VIEWS = "trials_of_views";

    /** Column of it that no view shows; null where all names belong to the trial. */
    static final String METRICS = "plan_metrics";

    /**
     * Of several trials of one trajectory the one that a fit takes, too: one that got there, then the one that was
     * trained longest.
     */
    private static final String COPY = """
            row_number() OVER (
                PARTITION BY t.trajectory_id, h.threshold, h.convention, h.delta, h.region
                ORDER BY h.step_upper IS NULL, h.step_lower DESC, h.trial_id) AS copy""";

    /** The density of each region of a trial, by {@code trial_id} and {@code region}. */
    static final String DENSITIES = """
            (
                SELECT trial_id, region, max(density) AS density
                FROM hits WHERE region >= 0 GROUP BY trial_id, region)""";

    private static final String MEASURED = """
            SELECT {own}, {trial}
            FROM measurements m JOIN trials_of_views t ON m.trial_id = t.trial_id AND {belongs}
            WHERE m.metric IN {metrics}
            """;

    /**
     * One of a view's own columns.
     *
     * @param field its name and type
     * @param expression its value in SQL
     */
    record Own(StructField field, String expression) {
        private String selected() {
            return expression + " AS " + field.name();
        }
    }

    private static final Own TRIAL_ID = measured("trial_id");
    private static final Own STEP = measured("step");
    /** Gradient-flow time; null where the optimiser has none, as in the table of hits. */
    private static final Own TIME = own("time", DataTypes.DoubleType, "m.step * t.time_per_step");

    private static final Own METRIC = measured("metric");
    private static final Own SCOPE = measured("scope");
    private static final Own INDEX = measured("index");
    private static final Own VALUE = measured("value");
    private static final Own COMPONENT = own("component", INDEX.field().dataType(), INDEX.expression());

    /** Times to thresholds. */
    static final SweepView CONVERGENCE = new SweepView("convergence", ofHits(), """
            SELECT {own}, {trial}
            FROM hits h JOIN trials_of_views t ON h.trial_id = t.trial_id
            """);

    private static final SweepView CURVES = ofMetrics(
            View.CURVES,
            """
            SELECT {own}, {trial}
            FROM measurements m JOIN trials_of_views t ON m.trial_id = t.trial_id AND {belongs}
            WHERE m.metric NOT IN {others}
            """.replace("{others}", ShownColumns.sql(View.SPECTRA, View.COMPONENTS, View.NTK, View.LEARNED)),
            TRIAL_ID,
            STEP,
            TIME,
            METRIC,
            SCOPE,
            VALUE);

    private static final SweepView SPECTRA = ofMetrics(
            View.SPECTRA,
            MEASURED,
            TRIAL_ID,
            STEP,
            TIME,
            METRIC,
            SCOPE,
            own("component_frequency", INDEX.field().dataType(), INDEX.expression()),
            VALUE);

    private static final SweepView COMPONENTS =
            ofMetrics(View.COMPONENTS, MEASURED, TRIAL_ID, STEP, METRIC, SCOPE, COMPONENT, VALUE);

    private static final SweepView NTK = ofMetrics(
            View.NTK,
            MEASURED,
            TRIAL_ID,
            STEP,
            METRIC,
            SCOPE,
            own(
                    "region",
                    DataTypes.IntegerType,
                    "CASE WHEN m.scope LIKE 'region:%' THEN CAST(substring(m.scope, 8) AS INT) END"),
            COMPONENT,
            VALUE);

    private static final SweepView LEARNED = new SweepView(
            View.LEARNED.name().toLowerCase(Locale.ROOT),
            List.of(
                    TRIAL_ID,
                    STEP,
                    TIME,
                    own("place", DataTypes.DoubleType, "p.place"),
                    own("learned", DataTypes.DoubleType, "m.value"),
                    own("target_value", DataTypes.DoubleType, "p.target_value")),
            """
            SELECT {own}, {trial}
            FROM (SELECT * FROM measurements WHERE metric = 'snapshot_learned') m
            JOIN trials_of_views t ON m.trial_id = t.trial_id AND {belongs}
            LEFT JOIN (
                SELECT trial_id, index,
                    max(CASE WHEN metric = 'snapshot_position' THEN value END) AS place,
                    max(CASE WHEN metric = 'snapshot_target' THEN value END) AS target_value
                FROM measurements WHERE metric IN ('snapshot_position', 'snapshot_target')
                GROUP BY trial_id, index) p ON m.trial_id = p.trial_id AND m.index = p.index
            """);

    private static final SweepView REGIONS = new SweepView(
            "regions",
            List.of(
                    TRIAL_ID,
                    STEP,
                    TIME,
                    METRIC,
                    own("region", DataTypes.IntegerType, "m.region"),
                    new Own(Table.HITS.schema().apply("density"), "r.density"),
                    INDEX,
                    VALUE),
            """
            SELECT {own}, {trial}
            FROM (
                SELECT *, CAST(substring(scope, 8) AS INT) AS region
                FROM measurements WHERE scope LIKE 'region:%') m
            JOIN trials_of_views t ON m.trial_id = t.trial_id AND {belongs}
            LEFT JOIN {densities} r ON m.trial_id = r.trial_id AND m.region = r.region
            """.replace("{densities}", DENSITIES));

    /** All views but {@code planned}, in the order of the catalogue. */
    static final List<SweepView> ALL = List.of(CONVERGENCE, CURVES, SPECTRA, REGIONS, NTK, COMPONENTS, LEARNED);

    private static SweepView ofMetrics(View view, String sql, Own... own) {
        String name = view.name().toLowerCase(Locale.ROOT);
        return new SweepView(name, List.of(own), sql.replace("{metrics}", ShownColumns.sql(view)));
    }

    private static List<Own> ofHits() {
        List<Own> own = new ArrayList<>();
        for (StructField field : Table.HITS.schema().fields()) {
            own.add(new Own(field, "h." + field.name()));
        }
        own.add(own("kernel_ratio", DataTypes.DoubleType, "try_divide(h.step_upper, h.predicted_step)"));
        own.add(own("censored", DataTypes.BooleanType, "h.step_upper IS NULL AND t.status <> 'PREDICTED'"));
        return own;
    }

    private static Own measured(String name) {
        return new Own(Table.MEASUREMENTS.schema().apply(name), "m." + name);
    }

    private static Own own(String name, DataType type, String expression) {
        return new Own(DataTypes.createStructField(name, type, true), expression);
    }

    /** The query of the view for the rows of a plan. */
    String query(Plan plan) {
        // In an older folder, and where trials share no rows, every name belongs to its trial.
        boolean shared = plan.trials().stream().anyMatch(trial -> trial.metrics() != null);
        boolean repeats = name.equals(CONVERGENCE.name) && plan.repeatsTrajectories();
        String trial = "t.* EXCEPT (trial_id, " + METRICS + ")";
        String query = sql.replace("{own}", own.stream().map(Own::selected).collect(Collectors.joining(", ")))
                .replace("{trial}", repeats ? trial + ", " + COPY : trial)
                .replace(
                        " AND {belongs}",
                        shared ? " AND (t.plan_metrics IS NULL OR array_contains(t.plan_metrics, m.metric))" : "");
        return repeats ? "SELECT * EXCEPT (copy) FROM (" + query + ") WHERE copy = 1" : query;
    }

    /** The columns of its answer. */
    StructType schema() {
        Stream<StructField> trials = Arrays.stream(Table.TRIALS.schema().fields())
                .filter(column -> !column.name().equals("trial_id"));
        return new StructType(
                Stream.concat(own.stream().map(Own::field), trials).toArray(StructField[]::new));
    }
}
