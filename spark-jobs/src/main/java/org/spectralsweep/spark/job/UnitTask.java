package org.spectralsweep.spark.job;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.spark.table.FolderLost;
import org.spectralsweep.spark.table.HitRow;
import org.spectralsweep.spark.table.MeasurementRow;
import org.spectralsweep.spark.table.Place;
import org.spectralsweep.spark.table.SpecColumns;
import org.spectralsweep.spark.table.Token;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.train.WeightStore;
import org.spectralsweep.trial.TrialResult;
import org.spectralsweep.trial.TrialStatus;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/**
 * Runs one work unit and commits it. It may run twice, because Spark repeats tasks of a lost executor even if they had
 * ended. A work unit that is committed is reported as it stands, and two attempts that meet write the same rows.
 */
final class UnitTask extends AbstractFunction2<TaskContext, Iterator<byte[]>, byte[]> implements Serializable {
    private static final long serialVersionUID = 1;

    private final Place place;
    private final @Nullable Token token;
    private final String runId;
    private final Set<String> superseded;
    private final Map<String, StoredTrial> sources;
    private final TrialFunction trial;

    /**
     * A task of a run.
     *
     * @param token what the task must find in the results folder; null if it asks nobody
     * @param superseded work units whose rows of an earlier run are replaced
     * @param sources committed trials, by the trials that lack only spectra and are completed from them
     */
    UnitTask(
            Place place,
            @Nullable Token token,
            String runId,
            Set<String> superseded,
            Map<String, StoredTrial> sources,
            TrialFunction trial) {
        this.place = place;
        this.token = token;
        this.runId = runId;
        this.superseded = Set.copyOf(superseded);
        this.sources = Map.copyOf(sources);
        this.trial = trial;
    }

    @Override
    public byte[] apply(TaskContext context, Iterator<byte[]> units) {
        return Marshalled.bytes(done(context, Marshalled.value(units.next(), WorkUnit.class)));
    }

    private UnitReport done(TaskContext context, WorkUnit unit) {
        try {
            UnitStore store = new UnitStore(place).behind(Optional.ofNullable(token));
            // This comes before hours of training, and before rows there are taken for this sweep's.
            store.check();
            boolean replace = superseded.contains(unit.name());
            if (store.isCommitted(unit.name()) && !(replace && isOfAnEarlierRun(store, unit.name()))) {
                return report(
                        unit,
                        store.trials(
                                unit.name(),
                                unit.work().stream().map(CostedTrial::trialId).toList()));
            }
            String attempt = runId + "-" + context.stageId() + "-" + context.taskAttemptId();
            TrialStates states = new TrialStates(store, attempt);
            UnitStore.Unit rows =
                    rows(context, store, unit, states, trial -> store.weights().of(trial, attempt));
            store.commit(unit.name(), rows, attempt, replace);
            states.removeDone(rows.trials());
            return report(unit, rows.trials());
        } catch (FolderLost e) {
            // This is reported and not thrown: Spark would try again, and print a trace each time.
            return UnitReport.lost(unit.name(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot commit work unit " + unit.name() + " to " + place, e);
        }
    }

    private boolean isOfAnEarlierRun(UnitStore store, String unit) {
        return Ledger.entries(store, unit).values().stream()
                .anyMatch(entry -> !entry.runId().equals(runId));
    }

    private UnitStore.Unit rows(
            TaskContext context,
            UnitStore store,
            WorkUnit unit,
            TrialStates states,
            Function<String, WeightStore> weights)
            throws IOException {
        String host = HostName.local();
        List<TrialRow> trials = new ArrayList<>();
        List<HitRow> hits = new ArrayList<>();
        List<MeasurementRow> measurements = new ArrayList<>();
        for (CostedTrial work : unit.work()) {
            Optional<UnitStore.Unit> completed = completed(store, work);
            TrialFunction.Outcome outcome = completed.isPresent() ? null : run(work, states, weights);
            // A trial that Spark cut short has no result, whatever it returned.
            if (context.isInterrupted() || Thread.currentThread().isInterrupted()) {
                throw new TaskKilledException("interrupted");
            }
            if (outcome == null) {
                trials.addAll(completed.orElseThrow().trials());
                hits.addAll(completed.orElseThrow().hits());
                measurements.addAll(completed.orElseThrow().measurements());
                continue;
            }
            TrialResult result = outcome.result();
            Optional<UnitStore.Unit> before = betterRows(store, work, result);
            if (before.isPresent()) {
                trials.addAll(before.get().trials());
                hits.addAll(before.get().hits());
                measurements.addAll(before.get().measurements());
                continue;
            }
            trials.add(row(work, outcome, runId, host, context.attemptNumber()));
            result.hits().forEach(hit -> hits.add(HitRow.of(work.trialId(), hit)));
            result.measurements().forEach(m -> measurements.add(MeasurementRow.of(work.trialId(), m)));
        }
        return new UnitStore.Unit(trials, hits, measurements);
    }

    /**
     * The committed rows of a trial that ran again although they serve it, for its weights, and then failed or timed
     * out. They are not given up for that. A later run tries again.
     */
    private Optional<UnitStore.Unit> betterRows(UnitStore store, CostedTrial work, TrialResult result)
            throws IOException {
        TrialStatus status = result.course().status();
        if (status != TrialStatus.FAILED && status != TrialStatus.TIMED_OUT || !superseded.contains(work.trialId())) {
            return Optional.empty();
        }
        String warning = "trained again to keep weights, it " + (status == TrialStatus.FAILED ? "failed" : "timed out")
                + ", so that these rows are those of the training before";
        return store.stored(work.trialId(), work.trialId())
                .filter(stored -> serves(stored.trials().get(0).outcome().course(), work))
                .map(stored -> new UnitStore.Unit(
                        List.of(stored.trials().get(0).keptBy(runId, warning)), stored.hits(), stored.measurements()));
    }

    private static boolean serves(TrialRow.Course course, CostedTrial work) {
        Long budget = work.maxSteps();
        return switch (course.status()) {
            case CONVERGED, DIVERGED -> true;
            case BUDGET_EXHAUSTED -> budget != null && course.steps() >= budget;
            case PREDICTED, TIMED_OUT, FAILED -> false;
        };
    }

    /**
     * The rows of a trial that lacks spectra alone. If the spectra cannot be computed, the trial is run. It begins
     * with its spectra, so its row will say what is wrong with them.
     */
    private Optional<UnitStore.Unit> completed(UnitStore store, CostedTrial work) throws IOException {
        StoredTrial source = sources.get(work.trialId());
        Optional<UnitStore.Unit> stored = source == null ? Optional.empty() : source.rows(store);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        List<Measurement> theory;
        try {
            theory = SharedMemory.run(() -> trial.spectra(work.specJson()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TaskKilledException("interrupted");
        } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError e) {
            return Optional.empty();
        }
        return Optional.of(StoredTrial.completed(stored.get(), work, runId, theory));
    }

    // An error of the trial is that trial's result, even a lack of memory while it ran alone. If a native library does
    // not load, that is the host's fault. This error is thrown: Spark tries elsewhere and finally stops with it.
    @SuppressWarnings("CatchAndPrintStackTrace")
    private TrialFunction.Outcome run(CostedTrial work, TrialStates states, Function<String, WeightStore> weights) {
        long start = System.nanoTime();
        try {
            return SharedMemory.run(
                    () -> trial.run(work.specJson(), states.of(work.trialId()), weights.apply(work.trialId())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TaskKilledException("interrupted");
        } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError e) {
            double seconds = (System.nanoTime() - start) / 1e9;
            return new TrialFunction.Outcome(
                    null, TrialResult.failed(work.trialId(), work.trajectoryId(), "none", e, seconds));
        }
    }

    static TrialRow row(CostedTrial work, TrialFunction.Outcome outcome, String runId, String host, int attempt) {
        TrialResult result = outcome.result();
        TrialResult.Model model = result.model();
        TrialResult.Kernel kernel = result.kernel();
        TrialResult.Course course = result.course();
        return new TrialRow(
                work.trialId(),
                work.trajectoryId(),
                runId,
                work.cell(),
                outcome.spec() == null ? null : SpecColumns.of(outcome.spec()),
                new TrialRow.Outcome(
                        new TrialRow.Model(
                                model.samples(),
                                model.inputDimension(),
                                model.parameters(),
                                model.engine(),
                                model.simd(),
                                model.vectorBits(),
                                model.productLibrary()),
                        new TrialRow.Kernel(
                                kernel.learningRate(),
                                kernel.timePerStep(),
                                kernel.lambdaMax(),
                                product(kernel.learningRate(), kernel.lambdaMax()),
                                kernel.kernelSource(),
                                kernel.predictedSteps()),
                        new TrialRow.Course(
                                course.status(),
                                course.steps(),
                                course.maxSteps() == null ? work.maxSteps() : course.maxSteps(),
                                course.initialLoss(),
                                course.finalLoss(),
                                course.targetEnergy()),
                        new TrialRow.Cost(
                                result.cost().seconds(),
                                result.cost().trainingSeconds(),
                                work.predictedSeconds(),
                                result.cost().gflops(),
                                result.cost().setupSeconds(),
                                result.cost().metricSeconds(),
                                result.cost().cpuSeconds()),
                        course.warnings(),
                        course.error(),
                        host,
                        attempt),
                work.specJson());
    }

    private static @Nullable Double product(@Nullable Double rate, @Nullable Double lambdaMax) {
        return rate == null || lambdaMax == null ? null : Double.valueOf(rate * lambdaMax);
    }

    private static UnitReport report(WorkUnit unit, List<TrialRow> rows) {
        Map<String, TrialRow> byId = new HashMap<>();
        rows.forEach(row -> byId.put(row.trialId(), row));
        return new UnitReport(
                unit.name(),
                unit.work().stream()
                        .map(work -> byId.get(work.trialId()))
                        .map(row -> new UnitReport.Trial(
                                row.trialId(),
                                row.outcome().status(),
                                row.outcome().cost().predictedSeconds(),
                                row.outcome().cost().wallSeconds(),
                                cpuSeconds(row.outcome().cost()),
                                row.outcome().error()))
                        .toList());
    }

    private static double cpuSeconds(TrialRow.Cost cost) {
        Double own = cost.cpuSeconds();
        return own == null ? 0 : own;
    }
}
