package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.spectralsweep.fit.HitTime;
import org.spectralsweep.spark.table.HitRow;
import org.spectralsweep.spark.table.PlannedTrial;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.UnitStore;

/**
 * The times in a folder, separated by the trials that they belong to.
 *
 * @param planned the sweep's own times, one for each trajectory, threshold and region
 * @param repeated the sweep's own times that another trial of the same trajectory has as well
 * @param others times of trials that are in the folder but not in the sweep
 * @param trials how many trials the sweep has
 * @param absent how many of them have no row yet
 */
record ConvergenceTimes(
        List<ConvergenceTime> planned, List<ConvergenceTime> repeated, List<HitRow> others, int trials, int absent) {

    /** What a time is about. Times that agree in this are one observation. */
    private record Event(String trajectory, String threshold, String convention, double delta, int region) {
        static Event of(ConvergenceTime time) {
            HitRow hit = time.hit();
            return new Event(time.trajectory(), hit.threshold(), hit.convention(), hit.delta(), hit.region());
        }
    }

    /** Copies the lists. */
    ConvergenceTimes {
        planned = List.copyOf(planned);
        repeated = List.copyOf(repeated);
        others = List.copyOf(others);
    }

    /** Reads the times of committed trials. */
    static ConvergenceTimes of(UnitStore store, Plan plan) throws IOException {
        Map<String, StoredRow> trials = new HashMap<>();
        for (Row trial : store.rows(Table.TRIALS.name(), Table.TRIALS.schema())) {
            trials.put(trial.getString(Table.TRIALS.schema().fieldIndex("trial_id")), new StoredRow(trial));
        }
        Map<String, PlannedTrial> byRows = plan.byRows();
        List<ConvergenceTime> own = new ArrayList<>();
        List<HitRow> others = new ArrayList<>();
        for (Row row : store.rows(Table.HITS.name(), Table.HITS.schema())) {
            HitRow hit = Table.HITS.fromRow(row);
            StoredRow trial = trials.get(hit.trialId());
            PlannedTrial planned = byRows.get(hit.trialId());
            if (trial != null && planned != null) {
                own.add(new ConvergenceTime(hit, trial, planned.cell()));
            } else if (trial != null) {
                others.add(hit);
            }
        }
        int absent = (int) plan.trials().stream()
                .filter(trial -> !trials.containsKey(trial.trialId()))
                .count();
        return of(own, others, plan.trials().size(), absent);
    }

    /**
     * Separates the times. If two trials share a trajectory, the one that was trained longer says more and is kept.
     * Otherwise the id decides, so the choice is never random.
     */
    static ConvergenceTimes of(List<ConvergenceTime> own, List<HitRow> others, int trials, int absent) {
        Comparator<ConvergenceTime> first = Comparator.comparing(ConvergenceTime::hitTime, HitTime.MOST_TOLD_FIRST)
                .thenComparing(time -> time.hit().trialId());
        Map<Event, ConvergenceTime> best = new HashMap<>();
        own.forEach(
                time -> best.merge(Event.of(time), time, (one, other) -> first.compare(one, other) <= 0 ? one : other));
        Set<ConvergenceTime> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        kept.addAll(best.values());
        return new ConvergenceTimes(
                own.stream().filter(kept::contains).toList(),
                own.stream().filter(time -> !kept.contains(time)).toList(),
                others,
                trials,
                absent);
    }
}
