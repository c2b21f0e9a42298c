package org.spectralsweep.spark.job;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.HitRow;
import org.spectralsweep.spark.table.TrialsTable;

/**
 * A hit and the columns of its trial. {@code density}, {@code region} and what defines the threshold are the hit's, {@code cell} is the
 * plan's, every other column the trial's.
 *
 * @param hit when the threshold was reached
 * @param trial its row
 * @param cell what replicates share: the bootstrap draws it as one
 */
record ConvergenceTime(HitRow hit, Row trial, String cell) {
    /** Column of a threshold's level. */
    static final String DELTA = "delta";

    /** Column of what a threshold compares. */
    static final String CONVENTION = "convention";

    private static final String DENSITY = "density";
    private static final String REGION = "region";
    private static final String CELL = "cell";
    private static final StructType COLUMNS = TrialsTable.SCHEMA;

    /** Columns that a fit may name. */
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

    /** A numeric column's value, NaN for null. */
    double number(String column) {
        return value(column) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** Id of everything that changes the weights. */
    String trajectory() {
        return trial.getString(COLUMNS.fieldIndex("trajectory_id"));
    }

    /** Whether the trial was given up because its loss ran away: then "not reached" says nothing about a later time. */
    boolean isLost() {
        return hit.stepUpper() == null && "DIVERGED".equals(value("status"));
    }

    /** Whether nothing was trained, so that only the kernel has a time. */
    boolean isPredictedOnly() {
        return "PREDICTED".equals(value("status"));
    }

    /** Whether the optimiser has a gradient-flow time. */
    boolean hasFlowTime() {
        return hit.timeLower() != null;
    }

    double lower(boolean flowTime) {
        Double time = hit.timeLower();
        return flowTime && time != null ? time : hit.stepLower();
    }

    /** The time of one update. */
    double oneStep(boolean flowTime) {
        return flowTime ? number("time_per_step") : 1;
    }

    /** Null where right-censored. */
    @Nullable
    Double upper(boolean flowTime) {
        Long step = hit.stepUpper();
        if (step == null) {
            return null;
        }
        Double time = hit.timeUpper();
        return flowTime && time != null ? time : Double.valueOf(step);
    }

    /** The kernel's own time on the same samples, in the same unit; null where it was not computed. */
    @Nullable
    Double predicted(boolean flowTime) {
        Long step = hit.predictedStep();
        if (step == null) {
            return null;
        }
        return oneStep(flowTime) * step;
    }
}
