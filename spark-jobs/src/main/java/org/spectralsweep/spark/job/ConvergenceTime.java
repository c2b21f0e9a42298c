package org.spectralsweep.spark.job;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.fit.HitTime;
import org.spectralsweep.fit.LawTimes;
import org.spectralsweep.fit.Response;
import org.spectralsweep.spark.table.HitRow;
import org.spectralsweep.spark.table.Table;

/**
 * A hit and the columns of its trial. {@code density}, {@code region} and what defines the threshold come from the hit,
 * {@code cell} from the plan, and every other column from the trial.
 *
 * @param hit the threshold, reached or not, and its time
 * @param trial its trial
 * @param cell what replicates share: intervals treat it as one
 * @param hitTime when the threshold was reached
 */
record ConvergenceTime(HitRow hit, StoredRow trial, String cell, HitTime hitTime) implements StoredPoint {
    /** The column of a threshold's level. */
    static final String DELTA = "delta";

    /** The column of what a threshold compares. */
    static final String CONVENTION = "convention";

    static final String DENSITY = "density";
    static final String REGION = "region";
    static final String CELL = "cell";
    static final String PREDICTED_TIME = LawTimes.PREDICTED_TIME;
    private static final StructType COLUMNS = Table.TRIALS.schema();

    /** A hit of a trial. */
    ConvergenceTime(HitRow hit, StoredRow trial, String cell) {
        this(hit, trial, cell, hitTime(hit, trial));
    }

    private static HitTime hitTime(HitRow hit, StoredRow trial) {
        String status = trial.status();
        return new HitTime(
                hit.stepLower(),
                hit.stepUpper(),
                hit.timeLower(),
                hit.timeUpper(),
                trial.timePerStep(),
                hit.predictedStep(),
                hit.predictedTime(),
                "DIVERGED".equals(status)
                        ? HitTime.Ending.DIVERGED
                        : "PREDICTED".equals(status) ? HitTime.Ending.UNTRAINED : HitTime.Ending.ORDERLY);
    }

    /** The columns that a fit may name. */
    static Set<String> columns() {
        Set<String> names = new HashSet<>(Arrays.asList(COLUMNS.fieldNames()));
        names.addAll(List.of(DENSITY, REGION, DELTA, PREDICTED_TIME));
        return names;
    }

    /** Whether a column can be a covariate or have a window. */
    static boolean isNumber(String column) {
        return List.of(DENSITY, REGION, DELTA, PREDICTED_TIME).contains(column)
                || !Arrays.asList(COLUMNS.fieldNames()).contains(column)
                || COLUMNS.apply(column).dataType() instanceof NumericType;
    }

    /** Whether a column differs between the times or the values of a trial. */
    static boolean differsInTrial(String column) {
        return List.of(
                        DENSITY,
                        REGION,
                        DELTA,
                        PREDICTED_TIME,
                        MeasuredPoint.STEP,
                        MeasuredPoint.TIME,
                        MeasuredPoint.COMPONENT)
                .contains(column);
    }

    /** A column's value, or null. */
    @Override
    public @Nullable Object value(String column) {
        return switch (column) {
            case DENSITY -> hit.density();
            case REGION -> hit.region();
            case DELTA -> hit.delta();
            case CONVENTION -> hit.convention();
            case CELL -> cell;
            case PREDICTED_TIME -> hitTime.predicted(hitTime.hasFlowTime());
            default -> trial.value(column);
        };
    }

    /** The id of everything that changes the weights. */
    String trajectory() {
        return String.valueOf(trial.value("trajectory_id"));
    }

    @Override
    public Response response() {
        return hitTime;
    }

    @Override
    public double density() {
        return hit.density();
    }

    @Override
    public int region() {
        return hit.region();
    }
}
