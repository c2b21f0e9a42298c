package org.spectralsweep.spark.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.catalog.SQLFunction;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.fit.ErrorCurve;
import org.spectralsweep.metric.LearningCurve;
import scala.Option;
import scala.collection.Seq;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;
import scala.util.Right;

/**
 * The function {@code convergence_at(level)} of queries: the rows of the view {@code convergence} at another level of
 * their thresholds. Times are read from the curves that trials stored, {@code region_error} for regions and {@code
 * training_loss} for the whole domain, and lie between two checkpoints unless the level is the threshold's own. {@code
 * step_estimate} and {@code time_estimate} are interpolated, log error against log step. The kernel's step is read
 * likewise from {@code predicted_region_error} and {@code predicted_loss}. Rows without a stored curve are left out,
 * and so is every row where the level is not a positive number. So are regions of trials with {@code label-noise},
 * whose thresholds see the noise while {@code region_error} does not.
 */
final class ConvergenceAt {
    /** The function's name. */
    static final String NAME = "convergence_at";

    private static final String CROSSING = "crossing_of_curve";
    private static final StructType ANSWER = new StructType()
            .add("lower", DataTypes.LongType, true)
            .add("upper", DataTypes.LongType, true)
            .add("estimate", DataTypes.DoubleType, true);

    /** One row for each row of {@code convergence} that has a curve, measured or predicted. */
    private static final String CURVES = """
            SELECT c.*, m.points AS measured, p.points AS predicted, w.known,
                CASE WHEN c.loss = 'cross-entropy' THEN 1D / c.region_samples
                    WHEN c.region >= 0 OR c.loss = 'mean-square' THEN 1D / (c.region_samples * c.outputs)
                    WHEN c.loss = 'half-mean' THEN 0.5D / (c.region_samples * c.outputs)
                    ELSE 0.5D END * c.bound / c.delta AS unit
            FROM convergence c
            JOIN (
                SELECT trial_id, region, convention,
                    array_sort(collect_list(struct(delta, step_lower, step_upper))) AS known
                FROM hits GROUP BY trial_id, region, convention) w
            ON c.trial_id = w.trial_id AND c.region = w.region AND c.convention = w.convention
            LEFT JOIN {curves} m ON c.trial_id = m.trial_id
                AND m.metric = IF(c.region >= 0, {measured})
                AND m.scope = IF(c.region >= 0, concat('region:', c.region), 'all')
            LEFT JOIN {curves} p ON c.trial_id = p.trial_id
                AND p.metric = IF(c.region >= 0, {predicted})
                AND p.scope = IF(c.region >= 0, concat('region:', c.region), 'all')
            WHERE c.bound IS NOT NULL
                AND (c.region < 0 OR coalesce(c.label_noise, 0D) = 0D)
                AND (m.points IS NOT NULL OR c.status = 'PREDICTED' AND p.points IS NOT NULL)
            """.replace("{curves}", """
            (
                SELECT trial_id, metric, scope, array_sort(collect_list(struct(step, value))) AS points
                FROM measurements
                WHERE metric IN ({measured}, {predicted})
                GROUP BY trial_id, metric, scope)""")
            .replace("{measured}", columns(LearningCurve::measured))
            .replace("{predicted}", columns(LearningCurve::predicted));

    /** What columns hold, where it is not as in the view; {@code k} is the crossing, {@code p} the kernel's. */
    private static final Map<String, String> CHANGED = Map.of(
            "delta", "asked",
            "step_lower", "k.lower",
            "step_upper", "k.upper",
            "time_lower", "k.lower * time_per_step",
            "time_upper", "k.upper * time_per_step",
            "predicted_step", "CAST(ceil(p.estimate) AS BIGINT)",
            "predicted_time", "ceil(p.estimate) * time_per_step",
            "bound", "bound * asked / delta",
            "kernel_ratio", "try_divide(k.estimate, p.estimate)",
            "censored", "k.upper IS NULL AND status <> 'PREDICTED'");

    private ConvergenceAt() {}

    /** The column of regions' curves and that of the whole domain's. */
    private static String columns(Function<LearningCurve, String> column) {
        return "'" + column.apply(LearningCurve.REGION) + "', '" + column.apply(LearningCurve.DOMAIN) + "'";
    }

    /** The columns of its answer. */
    static StructType schema() {
        return new StructType(Arrays.stream(SweepView.CONVERGENCE.schema().fields())
                        .map(field -> new StructField(field.name(), nullable(field.dataType()), true, field.metadata()))
                        .toArray(StructField[]::new))
                .add("step_estimate", DataTypes.DoubleType, true)
                .add("time_estimate", DataTypes.DoubleType, true);
    }

    /** Types in SQL text say nothing of nulls in arrays, which then may be there. */
    private static DataType nullable(DataType type) {
        return type instanceof ArrayType array ? DataTypes.createArrayType(array.elementType(), true) : type;
    }

    /** The function with its columns and without rows, for an analyser that has no views. */
    static SQLFunction signature() {
        String nulls = Arrays.stream(schema().fields())
                .map(field -> "CAST(NULL AS " + field.dataType().sql() + ") AS " + field.name())
                .collect(Collectors.joining(", ", "SELECT ", ""));
        return new SQLFunction(
                new FunctionIdentifier(NAME),
                Option.apply(new StructType().add("level", DataTypes.DoubleType, true)),
                new Right<>(schema()),
                Option.empty(),
                Option.apply(nulls),
                Option.empty(),
                Option.empty(),
                Option.apply(true),
                Option.apply(false),
                true,
                Map$.MODULE$.<String, String>empty(),
                Option.empty(),
                0);
    }

    /** Makes the function known to a session that has the views of a sweep. */
    static void register(SparkSession spark) {
        if (spark.catalog().functionExists(NAME)) {
            // It reads whatever the views are; Spark would warn that it is replaced.
            return;
        }
        spark.udf().register(CROSSING, new Crossing(), ANSWER);
        spark.sql(definition("""
                SELECT {columns}, k.estimate, k.estimate * time_per_step
                FROM (
                    SELECT *, {level} AS asked, crossing_of_curve(measured, levels, {limit}) AS k,
                        IF(delta = {level},
                            named_struct('lower', predicted_step, 'upper', predicted_step,
                                'estimate', CAST(predicted_step AS DOUBLE)),
                            crossing_of_curve(predicted, array(), {limit})) AS p
                    FROM (SELECT *, transform(known, l -> struct(l.delta * unit, l.step_lower, l.step_upper)) AS levels
                        FROM ({curves})
                        WHERE {level} > 0 AND {level} < double('Infinity')))
                """));
    }

    private static String definition(String query) {
        String columns = Arrays.stream(SweepView.CONVERGENCE.schema().fieldNames())
                .map(name -> CHANGED.getOrDefault(name, name))
                .collect(Collectors.joining(", "));
        return "CREATE OR REPLACE TEMPORARY FUNCTION " + NAME
                + "(level DOUBLE COMMENT 'the level, in place of delta') RETURNS TABLE("
                + Arrays.stream(schema().fields())
                        .map(field -> field.name() + " " + field.dataType().sql())
                        .collect(Collectors.joining(", "))
                + ") COMMENT 'the rows of convergence at another level of their thresholds, from stored curves' RETURN "
                + query.replace("{columns}", columns)
                        .replace("{curves}", CURVES)
                        .replace("{limit}", "{level} * unit")
                        .replace("{level}", NAME + ".level");
    }

    /** {@link ErrorCurve#below} of a curve, the known times to other levels, and a level. */
    private static final class Crossing implements UDF3<Seq<Row>, Seq<Row>, Double, Row> {
        private static final long serialVersionUID = 1;

        @Override
        public @Nullable Row call(@Nullable Seq<Row> curve, Seq<Row> levels, Double level) {
            List<Row> points = curve == null ? List.of() : CollectionConverters.asJava(curve);
            List<ErrorCurve.Known> known = new ArrayList<>();
            for (Row row : CollectionConverters.asJava(levels)) {
                known.add(new ErrorCurve.Known(
                        row.getDouble(0), row.getLong(1), row.isNullAt(2) ? null : (Long) row.getLong(2)));
            }
            ErrorCurve.Crossing crossing = new ErrorCurve(
                            points.stream().mapToLong(point -> point.getLong(0)).toArray(),
                            points.stream()
                                    .mapToDouble(point -> point.getDouble(1))
                                    .toArray(),
                            known)
                    .below(level);
            return RowFactory.create(crossing.lower(), crossing.upper(), crossing.estimate());
        }
    }
}
