package org.spectralsweep.spark.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.fit.FitResult;
import org.spectralsweep.fit.LawFit;
import org.spectralsweep.fit.NoIntervals;
import org.spectralsweep.fit.ParameterEstimate;
import org.spectralsweep.spark.conf.SweepFit;
import org.spectralsweep.spark.table.HitRow;
import org.spectralsweep.spark.table.PlanStore;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.UnitStore;

/**
 * Estimates a sweep's laws while it runs, by the times that are committed. A thread of its own reads the rows of each
 * work unit once, at a low priority. It rests for a hundred times as long as it has worked, so that it takes at most
 * one percent of a core. The estimates are those of maximum likelihood, with censored times and without intervals.
 */
final class LawSoFar implements Progress, AutoCloseable {
    private static final Duration SHORTEST_REST = Duration.ofSeconds(2);
    private static final int REST = 100;
    private static final int MOST_LAWS = 12;
    private static final StructType SPEC =
            new StructType(new StructField[] {Table.TRIALS.schema().apply("spec_json")});

    private final UnitStore store;
    private final List<SweepFit> fits;
    private final Runnable changed;
    private final BlockingQueue<UnitReport> committed = new LinkedBlockingQueue<>();
    private final Map<String, StoredRow> trials = new HashMap<>();
    private final Map<String, List<HitRow>> hits = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable String run;
    private volatile boolean everything;
    private volatile List<RunStatus.Law> laws = List.of();

    /**
     * Estimates those laws of times that need no stored curve.
     *
     * @param changed is called when there are other estimates
     */
    LawSoFar(UnitStore store, List<SweepFit> fits, Runnable changed) {
        this.store = store;
        this.changed = changed;
        this.fits = fits.stream()
                .filter(fit -> fit.spec().response().isTime()
                        && fit.spec().response().delta().isEmpty())
                .toList();
        this.thread = new Thread(this::work, "laws so far");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
    }

    @Override
    public void began(String runId) {
        run = runId;
    }

    @Override
    public void planned(int trials, int committedBefore, List<WorkUnit> units, int cores) {
        everything = committedBefore > 0;
        if (!fits.isEmpty() && !units.isEmpty() && thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    @Override
    public void finished(UnitReport report) {
        if (!fits.isEmpty()) {
            committed.add(report);
        }
    }

    /** The laws by the times that were read last. */
    List<RunStatus.Law> laws() {
        return laws;
    }

    private void work() {
        boolean first = true;
        try {
            while (closed.getCount() > 0) {
                UnitReport report = committed.poll(SHORTEST_REST.toMillis(), TimeUnit.MILLISECONDS);
                if (report == null) {
                    continue;
                }
                List<UnitReport> reports = new ArrayList<>(List.of(report));
                committed.drainTo(reports);
                long start = System.nanoTime();
                try {
                    read(reports);
                    laws = estimated();
                    changed.run();
                } catch (IOException | RuntimeException e) {
                    // A compaction may have moved what was to be read. It is all read again with the next work unit.
                    everything = true;
                }
                // The first time, classes are loaded, which says nothing about the next.
                long rest = first ? 0 : REST * (System.nanoTime() - start);
                first = false;
                if (closed.await(Math.max(SHORTEST_REST.toNanos(), rest), TimeUnit.NANOSECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(List<UnitReport> reports) throws IOException {
        if (everything) {
            trials.clear();
            hits.clear();
            store.trialsByUnit(StoredRow.COLUMNS).forEach(this::addTrials);
            addHits(store.rows(Table.HITS));
            everything = false;
            return;
        }
        for (UnitReport report : reports) {
            addTrials(report.unit(), store.trials(report.unit(), StoredRow.COLUMNS));
            addHits(store.hits(report.unit()));
        }
    }

    private void addTrials(String unit, List<Row> rows) {
        int id = StoredRow.COLUMNS.fieldIndex("trial_id");
        for (Row row : rows) {
            trials.put(row.getString(id), new StoredRow(row, trial -> spec(unit, trial)));
            hits.put(row.getString(id), new ArrayList<>());
        }
    }

    private void addHits(List<HitRow> times) {
        times.forEach(time ->
                hits.computeIfAbsent(time.trialId(), trial -> new ArrayList<>()).add(time));
    }

    /** The spec of a trial. Only laws with keys that are not columns ask for it. */
    private String spec(String unit, String trial) {
        try {
            return store.trials(unit, SPEC, trial).stream()
                    .findFirst()
                    .map(row -> row.getString(0))
                    .orElse("{}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<RunStatus.Law> estimated() throws IOException {
        String id = run;
        if (id == null) {
            return List.of();
        }
        Plan plan = Plan.ofRows(new PlanStore(store).of(id));
        FitInput.Reader reader = new FitInput.Reader(
                plan,
                StoredCurves.NONE,
                trials,
                hits.values().stream().flatMap(List::stream).toList());
        List<RunStatus.Law> estimated = new ArrayList<>();
        for (SweepFit fit : fits) {
            for (FitGroup group : FitGroup.of(reader.read(fit))) {
                if (estimated.size() < MOST_LAWS) {
                    FitResult result = new LawFit(group.law(), fit.spec().errors(), new NoIntervals())
                            .to(group.lawTimes().measured())
                            .result();
                    estimated.add(law(group, result));
                }
            }
        }
        return estimated;
    }

    /** A fitted law, without its intervals. */
    static RunStatus.Law law(FitGroup group, FitResult result) {
        Map<String, Double> estimates = new LinkedHashMap<>();
        for (ParameterEstimate parameter : result.parameters()) {
            Double estimate = parameter.estimate();
            if (estimate != null && Double.isFinite(estimate)) {
                estimates.put(parameter.name(), estimate);
            }
        }
        return new RunStatus.Law(group.spec().name(), group.keyText(), estimates, result.points(), result.censored());
    }

    /** Ends the estimating after what is read now. An interrupt would close the files that the thread reads. */
    @Override
    public void close() {
        closed.countDown();
    }
}
