package org.spectralsweep.spark.job;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.fit.HitTime;
import org.spectralsweep.fit.LawTime;
import org.spectralsweep.spark.table.HitRow;
import org.spectralsweep.spark.table.Table;

/**
 * A hit and the columns of its trial. {@code density}, {@code region} and what defines the threshold come from the hit,
 * {@code cell} from the plan, and every other column from the trial.
 *
 * @param hit the threshold, reached or not, and its time
 * @param trial the row of its trial
 * @param cell what replicates share: the bootstrap draws it as a whole
 */
record ConvergenceTime(HitRow hit, Row trial, String cell) implements LawTime {
    /** The column of a threshold's level. */
    static final String DELTA = "delta";

    /** The column of what a threshold compares. */
    static final String CONVENTION = "convention";

    private static final String DENSITY = "density";
    private static final String REGION = "region";
    private static final String CELL = "cell";
    private static final StructType COLUMNS = Table.TRIALS.schema();

    /** The columns that a fit may name. */
    static Set<String> columns() {
        Set<String> names = new HashSet<>(Arrays.asList(COLUMNS.fieldNames()));
        names.addAll(List.of(DENSITY, REGION));
        return names;
    }

    /** Whether a column can be a covariate or have a window. */
    static boolean isNumber(String column) {
        return column.equals(DENSITY)
                || column.equals(REGION)
                || COLUMNS.apply(column).dataType() instanceof NumericType;
    }

    /** A column's value, or null. */
    @Nullable
    Object value(String column) {
        return switch (column) {
            case DENSITY -> hit.density();
            case REGION -> hit.region();
            case DELTA -> hit.delta();
            case CONVENTION -> hit.convention();
            case CELL -> cell;
            default -> trial.get(COLUMNS.fieldIndex(column));
        };
    }

    /** The value of a numeric column, or NaN for null. */
    @Override
    public double number(String column) {
        return value(column) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** The id of everything that changes the weights. */
    String trajectory() {
        return trial.getString(COLUMNS.fieldIndex("trajectory_id"));
    }

    @Override
    public HitTime hitTime() {
        return new HitTime(
                hit.stepLower(),
                hit.stepUpper(),
                hit.timeLower(),
                hit.timeUpper(),
                number("time_per_step"),
                hit.predictedStep(),
                "DIVERGED".equals(value("status"))
                        ? HitTime.Ending.DIVERGED
                        : "PREDICTED".equals(value("status")) ? HitTime.Ending.UNTRAINED : HitTime.Ending.ORDERLY);
    }

    @Override
    public int region() {
        return hit.region();
    }
}
