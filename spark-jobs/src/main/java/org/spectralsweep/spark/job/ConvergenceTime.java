package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.HitRow;
import org.spectralsweep.spark.table.HitsTable;
import org.spectralsweep.spark.table.TrialsTable;
import org.spectralsweep.spark.table.UnitStore;

/**
 * A hit and the columns of its trial. {@code density} and {@code region} are the hit's, every other column the trial's.
 *
 * @param hit when the threshold was reached
 * @param trial its row
 */
record ConvergenceTime(HitRow hit, Row trial) {
    private static final String DENSITY = "density";
    private static final String REGION = "region";
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

    /** All hits of committed trials. */
    static List<ConvergenceTime> all(UnitStore store) throws IOException {
        Map<String, Row> trials = new HashMap<>();
        for (Row trial : store.rows(TrialsTable.NAME, COLUMNS)) {
            trials.put(trial.getString(COLUMNS.fieldIndex("trial_id")), trial);
        }
        List<ConvergenceTime> times = new ArrayList<>();
        for (Row row : store.rows(HitsTable.NAME, HitsTable.SCHEMA)) {
            HitRow hit = HitsTable.fromRow(row);
            Row trial = trials.get(hit.trialId());
            if (trial != null) {
                times.add(new ConvergenceTime(hit, trial));
            }
        }
        return times;
    }

    /** A column's value, or null. */
    @Nullable
    Object value(String column) {
        return switch (column) {
            case DENSITY -> hit.density();
            case REGION -> hit.region();
            default -> trial.get(COLUMNS.fieldIndex(column));
        };
    }

    /** A numeric column's value, NaN for null. */
    double number(String column) {
        return value(column) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** What replicates share: the bootstrap draws it as one. */
    String cell() {
        return trial.getString(COLUMNS.fieldIndex("cell"));
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
