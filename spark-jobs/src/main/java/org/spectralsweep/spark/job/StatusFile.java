package org.spectralsweep.spark.job;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.conf.SweepFit;
import org.spectralsweep.spark.table.FolderLost;
import org.spectralsweep.spark.table.UnitStore;

/**
 * Keeps the {@link RunStatus} of a run in its results folder. A thread of its own writes it every two seconds if
 * something has changed, and otherwise every 20. It is for people to look at, so a failure to write it ends nothing.
 */
public final class StatusFile implements Progress, AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final Duration UNCHANGED = Duration.ofSeconds(20);
    /** A file system that hangs for longer must not keep the run from ending. */
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(10);

    private static final int MOST_RUNNING = 64;

    private final UnitStore store;
    private final String sweep;
    private final RunCourse course = new RunCourse();
    private final LawSoFar soFar;
    private final Instant started = now();
    private final ScheduledExecutorService writer;
    private final Object writing = new Object();
    private final Map<String, RunStatus.Running> running = new LinkedHashMap<>();
    private final CommonFailures failures = new CommonFailures();
    private final Map<String, WorkUnit> units = new HashMap<>();
    private RunStatus.Phase phase = RunStatus.Phase.PREPARING;
    private List<RunStatus.Law> fitted = List.of();
    private @Nullable String run;
    private @Nullable String problem;
    private boolean changed = true;
    private long writtenNanos = System.nanoTime();

    private StatusFile(UnitStore store, String sweep, List<SweepFit> fits) {
        this.store = store;
        this.sweep = sweep;
        this.soFar = new LawSoFar(store, fits, this::change);
        this.writer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "status file");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Says that a run begins in a folder that this process has locked, and keeps its status until it is closed.
     *
     * @param fits the laws whose estimates the status has
     */
    public static StatusFile begin(ResultsFolder results, List<SweepFit> fits) {
        StatusFile file = new StatusFile(results.store(), results.sweep(), fits);
        file.write();
        file.writer.scheduleWithFixedDelay(
                file::writeIfDue, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        return file;
    }

    /** How far the run is, for others that show it. */
    public RunCourse course() {
        return course;
    }

    @Override
    public synchronized void began(String runId) {
        soFar.began(runId);
        run = runId;
        changed = true;
    }

    @Override
    public synchronized void planned(int trials, int committed, List<WorkUnit> work, int number) {
        phase = RunStatus.Phase.TRAINING;
        course.planned(trials, committed, work, number);
        soFar.planned(trials, committed, work, number);
        work.forEach(unit -> units.put(unit.name(), unit));
        changed = true;
    }

    @Override
    public synchronized void started(String unit) {
        WorkUnit work = units.get(unit);
        if (work != null) {
            running.put(
                    unit,
                    new RunStatus.Running(
                            unit, work.work().size(), work.work().get(0).label(), now()));
        }
        course.started(unit);
        changed = true;
    }

    @Override
    public synchronized void lost(String unit) {
        running.remove(unit);
        course.lost(unit);
        changed = true;
    }

    @Override
    public synchronized void cores(int number) {
        course.cores(number);
        changed = true;
    }

    @Override
    public synchronized void finished(UnitReport report) {
        running.remove(report.unit());
        // What Spark tells of a task's start may come after its end.
        WorkUnit work = units.remove(report.unit());
        failures.add(report, work);
        course.finished(report);
        soFar.finished(report);
        changed = true;
    }

    private synchronized void change() {
        changed = true;
    }

    /** Says that all trials are committed and that laws are fitted now. They need what the estimates took. */
    public void fitting() {
        soFar.close();
        become(RunStatus.Phase.FITTING, null);
    }

    /** Takes the fitted laws in the place of the estimates so far. */
    public synchronized void fitted(List<FitJob.Fitted> laws) {
        fitted = laws.stream()
                .map(law -> LawSoFar.law(law.group(), law.measured()))
                .toList();
        changed = true;
    }

    /** Says that the run is over. */
    public void finished() {
        become(RunStatus.Phase.FINISHED, null);
        write();
    }

    /** Says that the run has ended with an error. */
    public void failed(String sentence) {
        become(RunStatus.Phase.FAILED, sentence);
        write();
    }

    private synchronized void become(RunStatus.Phase next, @Nullable String why) {
        phase = next;
        problem = why;
        running.clear();
        changed = true;
    }

    private void writeIfDue() {
        boolean due;
        synchronized (this) {
            due = changed || System.nanoTime() - writtenNanos >= UNCHANGED.toNanos();
        }
        if (due) {
            write();
        }
    }

    /** Writes what is so now. Two threads do it one after the other, so that the later status stays. */
    private void write() {
        synchronized (writing) {
            RunStatus status;
            synchronized (this) {
                status = status();
                changed = false;
                writtenNanos = System.nanoTime();
            }
            try {
                store.check();
                store.publish(RunStatus.FILE, status.json());
            } catch (FolderLost e) {
                // The folder is another run's, or gone.
                writer.shutdown();
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                synchronized (this) {
                    changed = true;
                }
            }
        }
    }

    private synchronized RunStatus status() {
        return new RunStatus(
                new RunStatus.Driver(
                        sweep, run, HostName.local(), ProcessHandle.current().pid(), started),
                phase,
                now(),
                course.trials(running.values().stream()
                        .mapToInt(RunStatus.Running::trials)
                        .sum()),
                phase == RunStatus.Phase.TRAINING
                        ? course.left()
                        : new RemainingTime.Estimate(RemainingTime.Certainty.UNKNOWN, Duration.ZERO),
                running.values().stream()
                        .sorted(Comparator.comparing(RunStatus.Running::since))
                        .limit(MOST_RUNNING)
                        .toList(),
                new RunStatus.Found(failures.commonest(), fitted.isEmpty() ? soFar.laws() : fitted),
                problem);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Ends the writing, and waits for a status that is being written: the folder's lease is given back next. A run that
     * did not say how it ended keeps its last status.
     */
    @Override
    public void close() {
        soFar.close();
        writer.shutdown();
        try {
            writer.awaitTermination(LONGEST_WRITE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
