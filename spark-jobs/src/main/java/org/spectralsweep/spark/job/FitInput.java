package org.spectralsweep.spark.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
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

    /** The specs of several trials, which are read together when the first one is asked for. */
    static final class Specs {
        private static final StructType COLUMNS = new StructType(new StructField[] {
            Table.TRIALS.schema().apply("trial_id"), Table.TRIALS.schema().apply("spec_json")
        });

        /** Reads some columns of their rows. */
        interface Rows {
            Iterable<Row> of(StructType columns) throws IOException;
        }

        private final Rows rows;
        private @Nullable Map<String, String> specs;

        /** Those of rows that are read when they are asked for. */
        Specs(Rows rows) {
            this.rows = rows;
        }

        /** Those of a folder. */
        static Specs of(UnitStore store) {
            return new Specs(columns -> store.rows(Table.TRIALS.name(), columns));
        }

        /** Lets go of what was read, which is read again if it is asked for once more. */
        synchronized void forget() {
            specs = null;
        }

        /** The spec of a trial. Laws are fitted by several threads. */
        synchronized String of(String trial) {
            Map<String, String> known = specs;
            if (known == null) {
                known = new HashMap<>();
                try {
                    for (Row row : rows.of(COLUMNS)) {
                        known.put(row.getString(0), row.getString(1));
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                specs = known;
            }
            return known.getOrDefault(trial, "{}");
        }
    }

    /** Reads what the fits of a sweep find. The tables of trials and times are read once. */
    static final class Reader {
        private final Plan plan;
        private final StoredCurves curves;
        private final Map<String, StoredRow> trials;
        private final ConvergenceTimes times;

        /**
         * Reads the tables.
         *
         * @param curves answers what is not in the table of times
         */
        Reader(UnitStore store, Plan plan, StoredCurves curves) throws IOException {
            this(plan, curves, trials(store), store.rows(Table.HITS));
        }

        /**
         * Takes rows that were read before.
         *
         * @param trials by their ids
         */
        Reader(Plan plan, StoredCurves curves, Map<String, StoredRow> trials, List<HitRow> hits) {
            this.plan = plan;
            this.curves = curves;
            this.trials = trials;
            this.times = times(hits);
        }

        private static Map<String, StoredRow> trials(UnitStore store) throws IOException {
            Specs specs = Specs.of(store);
            Map<String, StoredRow> trials = new HashMap<>();
            int id = StoredRow.COLUMNS.fieldIndex("trial_id");
            for (Row trial : store.rows(Table.TRIALS.name(), StoredRow.COLUMNS)) {
                trials.put(trial.getString(id), new StoredRow(trial, specs::of));
            }
            return trials;
        }

        FitInput read(SweepFit fit) throws IOException {
            FitSpec spec = fit.spec();
            if (!spec.response().isTime()) {
                List<MeasuredPoint> values = values(spec, scope(fit).local());
                long lost = values.stream()
                        .filter(value -> value.response().isLost())
                        .count();
                return new FitInput(
                        fit, values, LeftOut.ofValues(lost, plan.trials().size(), times.absent()));
            }
            List<Double> levels = spec.response().delta();
            ConvergenceTimes asked = levels.isEmpty() ? times : times(curves.times(levels));
            return new FitInput(
                    fit,
                    asked.planned().stream()
                            .filter(time -> time.hit().threshold().equals(spec.threshold()))
                            .toList(),
                    levels.isEmpty()
                            ? LeftOut.of(spec, scope(fit), times)
                            : LeftOut.ofLevels(spec, scope(fit), times, asked));
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

        /**
         * The values of the plan's trials. Of trials that share a trajectory and measured this, the one that was
         * trained longest has them.
         */
        private List<MeasuredPoint> values(FitSpec spec, boolean local) throws IOException {
            Map<String, PlannedTrial> byRows = plan.byRows();
            List<MeasuredPoint> points = new ArrayList<>();
            Map<String, String> longest = new HashMap<>();
            Comparator<String> longer =
                    Comparator.comparingLong(this::steps).reversed().thenComparing(Comparator.naturalOrder());
            for (StoredCurves.Value value : curves.values(spec, local)) {
                String trial = value.measured().trialId();
                StoredRow row = trials.get(trial);
                PlannedTrial planned = byRows.get(trial);
                if (row != null && planned != null) {
                    points.add(new MeasuredPoint(value, row, planned.cell()));
                    longest.merge(
                            trajectory(row), trial, (one, other) -> longer.compare(one, other) <= 0 ? one : other);
                }
            }
            return points.stream()
                    .filter(point -> point.value().measured().trialId().equals(longest.get(trajectory(point.trial()))))
                    .toList();
        }

        private static String trajectory(StoredRow trial) {
            return String.valueOf(trial.value("trajectory_id"));
        }

        private long steps(String trial) {
            StoredRow row = trials.get(trial);
            return row != null && row.value("steps") instanceof Long steps ? steps : 0;
        }
    }
}
