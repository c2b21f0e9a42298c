package org.spectralsweep.spark.job;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.FolderLost;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.trial.TrialStatus;

/**
 * Keeps the {@link RunStatus} of a run in its results folder. A thread of its own writes it every two seconds if
 * something has changed, and otherwise every 20. It is for people to look at, so a failure to write it ends nothing.
 */
public final class StatusFile implements Progress, AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final Duration UNCHANGED = Duration.ofSeconds(20);
    private static final int MOST_RUNNING = 64;
    private static final int MOST_FAILURES = 10;
    private static final int LONGEST_ERROR = 500;
    private static final int KNOWN_FAILURES = 200;
    private static final String OTHERS = "other errors";

    private final UnitStore store;
    private final String sweep;
    private final Instant started = now();
    private final ScheduledExecutorService writer;
    private final Object writing = new Object();
    private final Map<String, RunStatus.Running> running = new LinkedHashMap<>();
    private final Map<String, RunStatus.Failure> failures = new LinkedHashMap<>();
    private final Map<TrialStatus, Integer> byStatus = new EnumMap<>(TrialStatus.class);
    private final Map<String, WorkUnit> units = new HashMap<>();
    private RunStatus.Phase phase = RunStatus.Phase.PREPARING;
    private RemainingTime rest = new RemainingTime(List.of(), 1);
    private long trainingNanos = System.nanoTime();
    private @Nullable String run;
    private @Nullable String problem;
    private int total;
    private int committedBefore;
    private int cores;
    private boolean changed = true;
    private long writtenNanos = System.nanoTime();

    private StatusFile(UnitStore store, String sweep) {
        this.store = store;
        this.sweep = sweep;
        this.writer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "status file");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Says that a run begins in a folder that this process has locked, and keeps its status until it is closed. */
    public static StatusFile begin(ResultsFolder results) {
        StatusFile file = new StatusFile(results.store(), results.sweep());
        file.write();
        file.writer.scheduleWithFixedDelay(
                file::writeIfDue, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        return file;
    }

    @Override
    public synchronized void began(String runId) {
        run = runId;
        changed = true;
    }

    @Override
    public synchronized void planned(int trials, int committed, List<WorkUnit> work, int number) {
        phase = RunStatus.Phase.TRAINING;
        total = trials;
        committedBefore = committed;
        cores = number;
        rest = new RemainingTime(work, number);
        trainingNanos = System.nanoTime();
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
        rest.started(unit, elapsed());
        changed = true;
    }

    @Override
    public synchronized void lost(String unit) {
        running.remove(unit);
        rest.lost(unit);
        changed = true;
    }

    @Override
    public synchronized void cores(int number) {
        changed |= number != cores;
        cores = number;
        rest.cores(number);
    }

    @Override
    public synchronized void finished(UnitReport report) {
        running.remove(report.unit());
        // What Spark tells of a task's start may come after its end.
        WorkUnit work = units.remove(report.unit());
        for (UnitReport.Trial trial : report.trials()) {
            byStatus.merge(trial.status(), 1, Integer::sum);
            if (trial.error() != null) {
                String first = firstLine(trial.error());
                String error = failures.size() < KNOWN_FAILURES || failures.containsKey(first) ? first : OTHERS;
                failures.merge(
                        error,
                        new RunStatus.Failure(error, 1, label(work, trial.trialId())),
                        (all, one) -> new RunStatus.Failure(error, all.trials() + 1, all.label()));
            }
        }
        rest.ended(report, elapsed());
        changed = true;
    }

    private static String firstLine(String error) {
        String line = error.lines().findFirst().orElse("");
        return line.length() <= LONGEST_ERROR ? line : line.substring(0, LONGEST_ERROR) + "...";
    }

    private static String label(@Nullable WorkUnit unit, String trial) {
        return unit == null
                ? trial
                : unit.work().stream()
                        .filter(work -> work.trialId().equals(trial))
                        .map(CostedTrial::label)
                        .findFirst()
                        .orElse(trial);
    }

    /** Says that all trials are committed and that laws are fitted now. */
    public void fitting() {
        become(RunStatus.Phase.FITTING, null);
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
                new RunStatus.Trials(
                        total,
                        committedBefore,
                        byStatus,
                        running.values().stream()
                                .mapToInt(RunStatus.Running::trials)
                                .sum(),
                        cores),
                phase == RunStatus.Phase.TRAINING
                        ? rest.at(elapsed())
                        : new RemainingTime.Estimate(RemainingTime.Certainty.UNKNOWN, Duration.ZERO),
                running.values().stream()
                        .sorted(Comparator.comparing(RunStatus.Running::since))
                        .limit(MOST_RUNNING)
                        .toList(),
                failures.values().stream()
                        .sorted(Comparator.comparingInt(RunStatus.Failure::trials)
                                .reversed())
                        .limit(MOST_FAILURES)
                        .toList(),
                problem);
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - trainingNanos);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Ends the writing. A run that did not say how it ended keeps its last status. */
    @Override
    public void close() {
        writer.shutdown();
    }
}
