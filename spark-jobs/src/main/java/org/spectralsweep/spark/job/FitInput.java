package org.spectralsweep.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.spectralsweep.fit.LawScope;
import org.spectralsweep.spark.conf.SweepFit;
import org.spectralsweep.spark.table.HitRow;
import org.spectralsweep.spark.table.PlannedTrial;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.sweep.FitSpec;

/**
 * What one fit finds in a folder.
 *
 * @param fit the fit
 * @param points the times or values that it is about, of all its groups, before its windows
 * @param leftOut what it leaves out
 */
record FitInput(SweepFit fit, List<? extends StoredPoint> points, LeftOut leftOut) {
    /** Which regions and windows a fit is about. */
    static LawScope scope(SweepFit fit) {
        Set<String> columns = new HashSet<>(fit.spec().groupBy());
        columns.addAll(fit.law().columns());
        columns.addAll(fit.law().levelColumns());
        return LawScope.of(columns, fit.spec().where());
    }

    /** Reads what the fits of a sweep find. The tables of trials and times are read once. */
    static final class Reader {
        private final Plan plan;
        private final StoredCurves curves;
        private final Map<String, StoredRow> trials = new HashMap<>();
        private final ConvergenceTimes times;

        /**
         * Reads the tables.
         *
         * @param curves answers what is not in the table of times
         */
        Reader(UnitStore store, Plan plan, StoredCurves curves) throws IOException {
            this.plan = plan;
            this.curves = curves;
            int id = Table.TRIALS.schema().fieldIndex("trial_id");
            for (Row trial : store.rows(Table.TRIALS.name(), Table.TRIALS.schema())) {
                trials.put(trial.getString(id), new StoredRow(trial));
            }
            this.times = times(store.rows(Table.HITS));
        }

        FitInput read(SweepFit fit) throws IOException {
            FitSpec spec = fit.spec();
            if (!spec.response().isTime()) {
                return new FitInput(
                        fit, values(spec), LeftOut.ofValues(plan.trials().size(), times.absent()));
            }
            List<Double> levels = spec.response().delta();
            List<ConvergenceTime> points = levels.isEmpty()
                    ? times.planned()
                    : times(curves.times(levels)).planned();
            return new FitInput(
                    fit,
                    points.stream()
                            .filter(time -> time.hit().threshold().equals(spec.threshold()))
                            .toList(),
                    LeftOut.of(spec, scope(fit), times));
        }

        private ConvergenceTimes times(List<HitRow> hits) {
            Map<String, PlannedTrial> byRows = plan.byRows();
            List<ConvergenceTime> own = new ArrayList<>();
            List<HitRow> others = new ArrayList<>();
            for (HitRow hit : hits) {
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
            return ConvergenceTimes.of(own, others, plan.trials().size(), absent);
        }

        /** The values of the plan's trials; of those that share a trajectory, of the one that was trained longest. */
        private List<MeasuredPoint> values(FitSpec spec) throws IOException {
            Map<String, PlannedTrial> byRows = plan.byRows();
            Map<Object, String> longest = new HashMap<>();
            Comparator<String> longer =
                    Comparator.comparingLong(this::steps).reversed().thenComparing(Comparator.naturalOrder());
            trials.forEach((trial, row) -> {
                if (byRows.containsKey(trial)) {
                    longest.merge(
                            String.valueOf(row.value("trajectory_id")),
                            trial,
                            (one, other) -> longer.compare(one, other) <= 0 ? one : other);
                }
            });
            Set<String> kept = new HashSet<>(longest.values());
            List<MeasuredPoint> points = new ArrayList<>();
            for (StoredCurves.Value value : curves.values(spec)) {
                String trial = value.measured().trialId();
                StoredRow row = trials.get(trial);
                PlannedTrial planned = byRows.get(trial);
                if (kept.contains(trial) && row != null && planned != null) {
                    points.add(new MeasuredPoint(value, row, planned.cell()));
                }
            }
            return points;
        }

        private long steps(String trial) {
            StoredRow row = trials.get(trial);
            return row != null && row.value("steps") instanceof Long steps ? steps : 0;
        }
    }
}
