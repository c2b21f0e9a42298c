package org.spectralsweep.spark.job;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.FolderLost;
import org.spectralsweep.spark.table.PlanStore;
import org.spectralsweep.spark.table.RunRow;
import org.spectralsweep.spark.table.SegmentWriter;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.sweep.CostInterval;
import org.spectralsweep.trial.TrialStatus;

/**
 * Runs the missing trials of a sweep as one Spark stage, with one partition a work unit and the longest first. Each
 * work unit's rows are committed as it ends. If the driver is killed, only the work units in flight are lost.
 */
public final class RunSweep {
    private final JavaSparkContext context;
    private final UnitStore store;
    private final Progress progress;
    private final PassingCompaction.Limits limits;

    /** Prepares a run on the given context into the given store, whose lock the caller holds. */
    public RunSweep(JavaSparkContext context, UnitStore store, Progress progress) {
        this(context, store, progress, PassingCompaction.Limits.USUAL);
    }

    RunSweep(JavaSparkContext context, UnitStore store, Progress progress, PassingCompaction.Limits limits) {
        this.limits = limits;
        this.context = context;
        this.store = store;
        this.progress = progress;
    }

    /**
     * What a run did.
     *
     * @param runId its row in {@code runs}
     * @param plan the plan that it wrote, with every trial of the sweep
     * @param skipped how many of them were committed before
     * @param byStatus number of trials that were done, by state
     * @param trialCpuSeconds processor time of these trials
     * @param predicted what it was predicted to be; null if nobody asked
     */
    public record Summary(
            String runId,
            Plan plan,
            int skipped,
            Map<TrialStatus, Integer> byStatus,
            double trialCpuSeconds,
            @Nullable CostInterval predicted) {
        /** Copies the counts. */
        public Summary {
            byStatus = Map.copyOf(byStatus);
        }

        /** The number of trials in the sweep. */
        public int trials() {
            return plan.trials().size();
        }

        /** The number of trials that ended with this state in this run. */
        public int count(TrialStatus status) {
            return byStatus.getOrDefault(status, 0);
        }
    }

    /**
     * Runs the missing trials.
     *
     * @param run describes the run
     * @param sweep every trial of the sweep
     * @param trial runs one trial
     * @param retry whether trials that failed or timed out are run again
     */
    public Summary run(RunDescription run, List<CostedTrial> sweep, TrialFunction trial, boolean retry)
            throws IOException {
        Instant started = Instant.now();
        String runId = RunDescription.newRunId(started);
        store.begin(runId, !context.isLocal());
        progress.began(runId);
        SegmentWriter segments = store.segments(limits.inMemory(), new SparkSegments(session(), store));
        Ledger ledger = tidied(sweep, segments);
        RunPlan decided = RunPlan.of(ledger, store, sweep, retry);
        Plan plan = decided.trials();
        List<CostedTrial> missing = decided.missing();
        Set<String> packs = new HashSet<>(ledger.contradicted());
        packs.addAll(ledger.packsWith(missing));
        for (String pack : packs) {
            store.split(pack);
        }
        TaskSlots slots = new TaskSlots(context.sc());
        int cores = missing.isEmpty() ? slots.now() : slots.awaited();
        // A trial that is run again stays a work unit of its own, so that its old and its new rows have the same file.
        List<WorkUnit> units = WorkUnit.scoutsFirst(WorkUnit.plan(
                missing,
                cores,
                work -> ledger.entries().containsKey(work.trialId()),
                work -> ledger.isInSegment(work.trialId())));
        progress.planned(sweep.size(), sweep.size() - missing.size(), units, cores);

        if (!isTheLast(plan)) {
            Conclusions.discard(store);
        }
        TrainingStage stage = new TrainingStage(context, slots, progress, run.sweep(), runId);
        Summary begun = new Summary(runId, plan, sweep.size() - missing.size(), Map.of(), 0, run.predicted());
        store.write(row(run, begun, started, null, cores));
        // The plan comes after the run's own row, which says what the plan is about, and before anything is trained.
        new PlanStore(store).write(runId, plan.trials());
        ViewFiles.write(store);
        if (!units.isEmpty()) {
            train(stage, units, trial, decided, ledger, segments);
        }
        PassingCompaction.finish(limits, store, segments, progress);
        Summary summary = new Summary(
                runId, plan, sweep.size() - missing.size(), stage.byStatus(), stage.cpuSeconds(), run.predicted());
        store.write(row(run, summary, started, Instant.now(), cores));
        return summary;
    }

    /** Repairs and removes what earlier runs left. Returns what is committed. */
    private Ledger tidied(List<CostedTrial> sweep, SegmentWriter segments) throws IOException {
        store.repair();
        store.setAside();
        PassingCompaction.begin(store, segments);
        Ledger ledger = ledger();
        TrialStates.tidy(store, ledger);
        if (sweep.stream().anyMatch(work -> !work.keepWeights().isEmpty())) {
            store.weights().tidy();
        }
        return ledger;
    }

    /** Runs work units, and merges what is committed in the meantime. */
    private void train(
            TrainingStage stage,
            List<WorkUnit> units,
            TrialFunction trial,
            RunPlan decided,
            Ledger ledger,
            SegmentWriter segments)
            throws IOException {
        Set<String> superseded = new HashSet<>();
        units.forEach(unit -> unit.work().forEach(work -> superseded.add(work.trialId())));
        superseded.retainAll(ledger.entries().keySet());
        Map<String, StoredTrial> sources = decided.sources(ledger);
        UnitTask task =
                new UnitTask(store.place(), store.token().orElse(null), stage.runId(), superseded, sources, trial);
        Set<String> spared = new HashSet<>(superseded);
        sources.values().forEach(source -> spared.addAll(List.of(source.unit(), source.trialId())));
        PassingCompaction compaction =
                new PassingCompaction(limits, store, segments, ledger.unitsBesideSegments(), spared);
        try {
            stage.run(units, task, compaction);
        } finally {
            compaction.await();
        }
        requireCommitted(units, stage.runId());
    }

    private boolean isTheLast(Plan plan) throws IOException {
        Optional<Plan> last = Plan.last(store);
        return last.isPresent() && Set.copyOf(last.get().trials()).equals(Set.copyOf(plan.trials()));
    }

    /**
     * Checks that the reported trials are committed. A task only believes that it has committed, and rows of an earlier
     * run do not prove that a trial was run again.
     */
    private void requireCommitted(List<WorkUnit> units, String runId) throws IOException {
        store.check();
        Map<String, Ledger.Entry> entries = Ledger.of(store).entries();
        List<CostedTrial> reported =
                units.stream().flatMap(unit -> unit.work().stream()).toList();
        long missing = reported.stream()
                .map(work -> entries.get(work.trialId()))
                .filter(entry -> entry == null || !entry.runId().equals(runId))
                .count();
        if (missing > 0) {
            throw new FolderLost(String.format(
                    Locale.ROOT,
                    "of the %d trials that tasks report as done, %d are not in %s: give --out a folder that the driver and all executors share",
                    reported.size(),
                    missing,
                    store.place().absolute()));
        }
    }

    /** What is committed, once work units are moved away that hold trials of a segment for no reason. */
    private Ledger ledger() throws IOException {
        Ledger ledger = Ledger.of(store);
        if (ledger.besideSegments().isEmpty()) {
            return ledger;
        }
        store.setAside(ledger.besideSegments());
        return Ledger.of(store);
    }

    private SparkSession session() {
        return org.apache.spark.sql.classic.SparkSession.builder()
                .sparkContext(context.sc())
                .getOrCreate();
    }

    private RunRow row(RunDescription run, Summary summary, Instant started, @Nullable Instant finished, int cores) {
        return run.row(summary, context.version(), context.master(), cores, started, finished);
    }
}
