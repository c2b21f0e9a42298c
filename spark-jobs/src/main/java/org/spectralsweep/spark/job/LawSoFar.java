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
 * work unit once, at a low priority. After its first pass it rests for a hundred times as long as it has worked, so
 * that it takes at most one percent of a core. The estimates are those of maximum likelihood, with censored times and
 * without intervals. All rows are in memory, so that sweeps of more than 20,000 trials have none.
 */
final class LawSoFar implements Progress, AutoCloseable {
    private static final Duration SHORTEST_REST = Duration.ofSeconds(2);
    private static final int REST = 100;
    private static final int MOST_LAWS = 12;
    private static final int MOST_TRIALS = 20_000;

    private final UnitStore store;
    private final List<SweepFit> fits;
    private final Runnable changed;
    private final BlockingQueue<UnitReport> committed = new LinkedBlockingQueue<>();
    private final Map<String, StoredRow> trials = new HashMap<>();
    private final Map<String, List<HitRow>> hits = new HashMap<>();
    private final List<FitInput.Specs> specs = new ArrayList<>();
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
        boolean worth = !fits.isEmpty() && !units.isEmpty() && trials <= MOST_TRIALS;
        if (worth && thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    @Override
    public void finished(UnitReport report) {
        // Otherwise nobody would take it from the queue.
        if (thread.isAlive()) {
            committed.add(report);
        }
    }

    /** The laws by the times that were read last. */
    List<RunStatus.Law> laws() {
        return laws;
    }

    private void work() {
        try {
            pass();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // The run goes on without estimates, and has the memory. Nobody else would catch this.
            laws = List.of();
            changed.run();
        } finally {
            trials.clear();
            hits.clear();
            specs.clear();
            committed.clear();
        }
    }

    /** Reads and estimates until this is closed or there are too many trials. */
    private void pass() throws InterruptedException {
        boolean first = true;
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
                if (closed.getCount() == 0) {
                    return;
                }
                if (trials.size() > MOST_TRIALS) {
                    laws = List.of();
                    return;
                }
                laws = estimated();
                changed.run();
            } catch (IOException | UncheckedIOException e) {
                // A compaction may have moved what was to be read. It is all read again with the next work unit.
                everything = true;
            }
            specs.forEach(FitInput.Specs::forget);
            specs.clear();
            // The first time, classes are loaded, which says nothing about the next.
            long rest = first ? 0 : REST * (System.nanoTime() - start);
            first = false;
            if (closed.await(Math.max(SHORTEST_REST.toNanos(), rest), TimeUnit.NANOSECONDS)) {
                return;
            }
        }
    }

    private void read(List<UnitReport> reports) throws IOException {
        if (everything) {
            trials.clear();
            hits.clear();
            FitInput.Specs all = specs(FitInput.Specs.of(store));
            store.trialsByUnit(StoredRow.COLUMNS).values().forEach(rows -> addTrials(rows, all));
            addHits(store.rows(Table.HITS));
            everything = false;
            return;
        }
        for (UnitReport report : reports) {
            String unit = report.unit();
            addTrials(
                    store.trials(unit, StoredRow.COLUMNS),
                    specs(new FitInput.Specs(columns -> store.trials(unit, columns))));
            addHits(store.hits(report.unit()));
        }
    }

    /** Specs that are held for this pass. Only laws with keys that are not columns ask for them. */
    private FitInput.Specs specs(FitInput.Specs read) {
        specs.add(read);
        return read;
    }

    private void addTrials(List<Row> rows, FitInput.Specs specsOfRows) {
        int id = StoredRow.COLUMNS.fieldIndex("trial_id");
        for (Row row : rows) {
            trials.put(row.getString(id), new StoredRow(row, specsOfRows::of));
            hits.put(row.getString(id), new ArrayList<>());
        }
    }

    private void addHits(List<HitRow> times) {
        times.forEach(time ->
                hits.computeIfAbsent(time.trialId(), trial -> new ArrayList<>()).add(time));
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
            try {
                for (FitGroup group : FitGroup.of(reader.read(fit))) {
                    if (estimated.size() < MOST_LAWS && closed.getCount() > 0) {
                        estimated.add(law(group, estimate(fit, group)));
                    }
                }
            } catch (UncheckedIOException e) {
                throw e;
            } catch (RuntimeException e) {
                // The trials so far may lack what this law needs. The fit at the end says so; other laws go on.
            }
        }
        return estimated;
    }

    private static FitResult estimate(SweepFit fit, FitGroup group) {
        return new LawFit(group.law(), fit.spec().errors(), new NoIntervals())
                .to(group.lawTimes().measured())
                .result();
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
