package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.spectralsweep.metric.LearningCurve;
import org.spectralsweep.spark.table.HitRow;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.sweep.FitSpec;
import org.spectralsweep.sweep.ResponseSpec;

/**
 * Asks a session about stored curves. Curves stay with the executors: what comes back is a time for each threshold and
 * region, or the values inside the windows of a fit. Answers are in a fixed order.
 */
final class SparkCurves implements StoredCurves {
    private final SparkSession spark;

    SparkCurves(SparkSession spark, UnitStore store, Plan plan) throws IOException {
        this.spark = spark;
        ViewsCatalog.register(spark, store, plan);
    }

    @Override
    public List<HitRow> times(List<Double> levels) {
        String columns = Stream.of(Table.HITS.schema().fieldNames())
                .map(name -> "c." + name)
                .collect(Collectors.joining(", "));
        String values = levels.stream().map(level -> "(" + sql(level) + ")").collect(Collectors.joining(", "));
        return spark
                .sql("SELECT " + columns + " FROM VALUES " + values + " AS l(level), LATERAL " + ConvergenceAt.NAME
                        + "(l.level) c")
                .collectAsList()
                .stream()
                .map(Table.HITS::fromRow)
                .sorted(Comparator.comparing(HitRow::trialId)
                        .thenComparing(HitRow::threshold)
                        .thenComparing(HitRow::region)
                        .thenComparing(HitRow::delta))
                .toList();
    }

    @Override
    public List<Value> values(FitSpec fit, boolean local) {
        ResponseSpec response = fit.response();
        String predicted = LearningCurve.measuredAs(response.of())
                .map(LearningCurve::predicted)
                .orElse("");
        String metric = "'" + response.of().replace("'", "''") + "'";
        List<String> conditions = new ArrayList<>();
        conditions.add("m.metric = " + metric);
        window(fit, MeasuredPoint.STEP, "m.step").ifPresent(conditions::add);
        window(fit, MeasuredPoint.TIME, "m.step * t.time_per_step").ifPresent(conditions::add);
        window(fit, MeasuredPoint.COMPONENT, "m.index").ifPresent(conditions::add);
        if (local) {
            conditions.add("m.scope LIKE 'region:%'");
        }
        if (response.at() == ResponseSpec.Checkpoints.LAST) {
            conditions.add("(m.trial_id, m.step) IN (SELECT trial_id, max(step) FROM measurements WHERE metric = "
                    + metric + " GROUP BY trial_id)");
        }
        String columns = Stream.of(Table.MEASUREMENTS.schema().fieldNames())
                .map(name -> "m." + name)
                .collect(Collectors.joining(", "));
        return spark
                .sql("SELECT " + columns
                        + ", IF(m.scope LIKE 'region:%', r.density, 1D) AS density, p.value AS predicted"
                        + " FROM measurements m JOIN planned t ON m.trial_id = t.trial_id LEFT JOIN "
                        + SweepView.DENSITIES
                        + " r ON m.trial_id = r.trial_id AND m.scope = concat('region:', r.region) LEFT JOIN ("
                        + " SELECT trial_id, step, scope, value FROM measurements WHERE metric = '"
                        + predicted + "') p"
                        + " ON m.trial_id = p.trial_id AND m.step = p.step AND m.scope = p.scope WHERE "
                        + String.join(" AND ", conditions))
                .collectAsList()
                .stream()
                .map(SparkCurves::value)
                .sorted(Comparator.comparing((Value value) -> value.measured().trialId())
                        .thenComparing(value -> value.measured().step())
                        .thenComparing(value -> value.measured().scope())
                        .thenComparing(value -> value.measured().index()))
                .toList();
    }

    private static Value value(Row row) {
        int density = row.length() - 2;
        int predicted = row.length() - 1;
        return new Value(
                Table.MEASUREMENTS.fromRow(row),
                row.isNullAt(density) ? Double.NaN : row.getDouble(density),
                row.isNullAt(predicted) ? null : (Double) row.getDouble(predicted));
    }

    private static Optional<String> window(FitSpec fit, String column, String sql) {
        return Optional.ofNullable(fit.where().get(column))
                .map(ends -> sql + " BETWEEN " + sql(ends.get(0)) + " AND " + sql(ends.get(1)));
    }

    private static String sql(double number) {
        return Double.isInfinite(number) ? "double('" + number + "')" : String.format(Locale.ROOT, "%sD", number);
    }
}
