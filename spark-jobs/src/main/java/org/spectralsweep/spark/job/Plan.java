package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.spectralsweep.spark.table.PlanRow;
import org.spectralsweep.spark.table.PlanStore;
import org.spectralsweep.spark.table.PlannedTrial;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.trial.TrialId;
import org.spectralsweep.trial.TrialJson;

/**
 * Which rows of a folder belong to one sweep. The folder may hold more: trials with other settings, or with the same
 * settings but other measurements.
 *
 * @param trials the sweep's trials, whether their rows are committed yet or not
 */
public record Plan(List<PlannedTrial> trials) {
    private static final StructType COLUMNS = new StructType(Stream.of("trial_id", "trajectory_id", "cell", "spec_json")
            .map(Table.TRIALS.schema()::apply)
            .toArray(StructField[]::new));

    /** Copies the trials. */
    public Plan {
        trials = List.copyOf(trials);
    }

    /** The trials of a sweep, each with rows of its own. */
    public static Plan of(List<CostedTrial> sweep) {
        return new Plan(sweep.stream()
                .map(work -> PlannedTrial.ofItself(work.trialId(), work.trajectoryId(), work.fitCell()))
                .toList());
    }

    /**
     * The trials of a sweep, each with rows of its own, or with those that a former version of its engine wrote.
     *
     * @param there ids of committed trials
     */
    static Plan of(List<CostedTrial> sweep, Set<String> there) {
        return new Plan(sweep.stream()
                .map(work -> {
                    TrialId.Former former = work.former();
                    return former != null && there.contains(former.trial()) && !there.contains(work.trialId())
                            ? work.planned(former)
                            : PlannedTrial.ofItself(work.trialId(), work.trajectoryId(), work.fitCell());
                })
                .toList());
    }

    /** The last plan that a run wrote. It is empty in a folder from before runs wrote plans. */
    public static Optional<Plan> last(UnitStore store) throws IOException {
        return new PlanStore(store).last().map(Plan::ofRows);
    }

    /** The plan of one run. */
    static Plan ofRows(List<PlanRow> rows) {
        return new Plan(rows.stream().map(PlanRow::trial).toList());
    }

    /** All rows of a folder, as if they belonged to one sweep. */
    public static Plan everything(UnitStore store) throws IOException {
        List<PlannedTrial> trials = new ArrayList<>();
        for (Row row : store.rows(Table.TRIALS.name(), COLUMNS)) {
            trials.add(PlannedTrial.ofItself(
                    row.getString(0), row.getString(1), cell(row.getString(3), row.getString(2))));
        }
        return new Plan(trials);
    }

    /** The last plan, or everything if no run wrote one. */
    public static Plan lastOrEverything(UnitStore store) throws IOException {
        Optional<Plan> last = last(store);
        return last.isPresent() ? last.get() : everything(store);
    }

    /** The cell for fits. If this version cannot read the spec, it is the cell in {@code trials}. */
    private static String cell(String specJson, String stored) {
        try {
            return TrialId.fitCell(TrialJson.read(specJson));
        } catch (IllegalArgumentException e) {
            return stored;
        }
    }

    /**
     * The trials by the id of their rows. Two trials that share rows count as one here, which has the names in
     * {@code measurements} of both.
     */
    Map<String, PlannedTrial> byRows() {
        Map<String, PlannedTrial> byRows = new LinkedHashMap<>();
        trials.forEach(trial -> byRows.merge(trial.trialId(), trial, Plan::both));
        return byRows;
    }

    /** Whether rows with different ids have the same trajectory. */
    boolean repeatsTrajectories() {
        Map<String, PlannedTrial> byRows = byRows();
        return byRows.values().stream()
                        .map(PlannedTrial::trajectoryId)
                        .distinct()
                        .count()
                < byRows.size();
    }

    private static PlannedTrial both(PlannedTrial one, PlannedTrial other) {
        if (one.metrics() == null || other.metrics() == null) {
            return PlannedTrial.ofItself(one.trialId(), one.trajectoryId(), one.cell());
        }
        TreeSet<String> metrics = new TreeSet<>(one.metrics());
        metrics.addAll(other.metrics());
        return new PlannedTrial(one.trialId(), one.trajectoryId(), one.cell(), one.specTrialId(), List.copyOf(metrics));
    }
}
