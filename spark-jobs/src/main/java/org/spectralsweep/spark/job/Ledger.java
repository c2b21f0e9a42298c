package org.spectralsweep.spark.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.trial.StepBudget;
import org.spectralsweep.trial.TrialStatus;

/** What is committed. Only the rows of {@code trials} decide what a run still has to do. */
public final class Ledger {
    private static final StructType COLUMNS = new StructType(
            Stream.of("trial_id", "run_id", "status", "max_steps", "predicted_steps", "trajectory_id", "steps")
                    .map(Table.TRIALS.schema()::apply)
                    .toArray(StructField[]::new));

    private final Map<String, Entry> entries;
    private final Set<String> contradicted;
    private final Set<String> besideSegments;

    private Ledger(Map<String, Entry> entries, Set<String> contradicted, Set<String> besideSegments) {
        this.entries = Map.copyOf(entries);
        this.contradicted = contradicted;
        this.besideSegments = besideSegments;
    }

    /**
     * A committed trial.
     *
     * @param unit the work unit whose files hold it
     * @param runId the run that committed it
     * @param status how it ended
     * @param maxSteps its budget at that time; null if it failed before the budget was known
     * @param predictedSteps steps that the kernel predicts
     * @param trajectoryId id of what changes the weights
     * @param steps updates done
     */
    public record Entry(
            String unit,
            String runId,
            TrialStatus status,
            @Nullable Long maxSteps,
            @Nullable Long predictedSteps,
            String trajectoryId,
            long steps) {}

    /** Reads a store. A folder that does not exist holds nothing. */
    public static Ledger of(UnitStore store) throws IOException {
        Map<String, Map<String, Entry>> byUnit = new TreeMap<>();
        store.trialsByUnit(COLUMNS).forEach((unit, rows) -> byUnit.put(unit, entries(unit, rows)));
        Map<String, Entry> entries = new HashMap<>();
        Set<String> contradicted = new TreeSet<>();
        Set<String> besideSegments = new TreeSet<>();
        byUnit.forEach((unitName, unit) -> unit.forEach((trial, entry) -> {
            Entry other = entries.get(trial);
            if (other != null && UnitStore.isSegment(other.unit()) && UnitStore.supersedes(unitName)) {
                entries.put(trial, entry);
                return;
            }
            if (other != null && UnitStore.isSegment(unitName) && UnitStore.supersedes(other.unit())) {
                return;
            }
            if (other != null && UnitStore.isSegment(other.unit()) != UnitStore.isSegment(unitName)) {
                besideSegments.add(UnitStore.isSegment(unitName) ? other.unit() : unitName);
                if (UnitStore.isSegment(unitName)) {
                    entries.put(trial, entry);
                }
                return;
            }
            if (other != null) {
                contradicted.addAll(List.of(entry.unit(), other.unit()));
                contradicted.remove(trial);
            }
            if (other == null || entry.unit().equals(trial)) {
                entries.put(trial, entry);
            }
        }));
        contradicted.removeAll(besideSegments);
        return new Ledger(entries, contradicted, besideSegments);
    }

    static Map<String, Entry> entries(UnitStore store, String unit) {
        try {
            return entries(unit, store.trials(unit, COLUMNS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Entry> entries(String unit, List<Row> rows) {
        Map<String, Entry> entries = new HashMap<>();
        for (Row row : rows) {
            entries.put(
                    row.getString(0),
                    new Entry(
                            unit,
                            row.getString(1),
                            TrialStatus.valueOf(row.getString(2)),
                            row.<Long>getAs(3),
                            row.<Long>getAs(4),
                            row.getString(5),
                            row.getLong(6)));
        }
        return entries;
    }

    /** Committed trials by id. */
    public Map<String, Entry> entries() {
        return entries;
    }

    /** The work unit that holds a committed trial. */
    String unitOf(String trial) {
        return Objects.requireNonNull(entries.get(trial)).unit();
    }

    /** Packs that hold a trial which another work unit holds as well. If they are split, each trial is there once. */
    public Set<String> contradicted() {
        return Set.copyOf(contradicted);
    }

    /** The number of work units of committed trials, apart from segments. */
    int unitsBesideSegments() {
        return (int) entries.values().stream()
                .map(Entry::unit)
                .filter(unit -> !UnitStore.isSegment(unit))
                .distinct()
                .count();
    }

    /**
     * Work units that hold a trial which a segment holds as well, although their names do not say that they take its
     * place. Somebody copied them here, since no run leaves such.
     */
    Set<String> besideSegments() {
        return Set.copyOf(besideSegments);
    }

    /**
     * Whether a trial is still to be done. This is so without a row, if its budget ran out and is larger now, and if it
     * trained nothing but may train now. With {@code retry}, it is also so if the trial failed or ran out of time.
     */
    boolean isMissing(CostedTrial work, boolean retry) {
        Entry entry = entries.get(work.trialId());
        if (entry == null) {
            return true;
        }
        return switch (entry.status()) {
            case CONVERGED, DIVERGED -> false;
            case BUDGET_EXHAUSTED -> entry.maxSteps() == null || budget(work, entry) > entry.maxSteps();
            case PREDICTED -> budget(work, entry) > 0;
            case TIMED_OUT, FAILED -> retry;
        };
    }

    /** Whether another committed trial of the same trajectory got as far as this one may. */
    boolean serves(String other, CostedTrial work) {
        Entry entry = entries.get(other);
        return entry != null
                && switch (entry.status()) {
                    case CONVERGED, DIVERGED -> true;
                    case BUDGET_EXHAUSTED -> entry.maxSteps() != null && budget(work, entry) <= entry.maxSteps();
                    case PREDICTED -> budget(work, entry) == 0;
                    // A metric may have failed or taken too long, and this trial may not have that metric.
                    case TIMED_OUT, FAILED -> false;
                };
    }

    /** Why a trial that has a row is to be run again, as a clause. */
    static String reason(TrialStatus status) {
        return switch (status) {
            case CONVERGED, DIVERGED -> "they are asked for again";
            case BUDGET_EXHAUSTED -> "their budget had run out and is larger now";
            case PREDICTED -> "they were only predicted before";
            case TIMED_OUT -> "they ran out of time before";
            case FAILED -> "they failed before";
        };
    }

    /** The step budget. An automatic one follows from what the trial's own row says about the kernel. */
    static long budget(CostedTrial work, Entry entry) {
        return StepBudget.resolve(work.maxSteps(), work.budgetFactor(), entry.predictedSteps());
    }

    /** Whether a committed trial is in a segment, so that rows of a new run count in the place of its own. */
    boolean isInSegment(String trial) {
        Entry entry = entries.get(trial);
        return entry != null && UnitStore.isSegment(entry.unit());
    }

    /** Packs that hold one of the given trials, apart from segments. */
    public Set<String> packsWith(Collection<CostedTrial> trials) {
        Set<String> packs = new TreeSet<>();
        for (CostedTrial work : trials) {
            Entry entry = entries.get(work.trialId());
            if (entry != null && !entry.unit().equals(work.trialId()) && !UnitStore.isSegment(entry.unit())) {
                packs.add(entry.unit());
            }
        }
        return packs;
    }
}
