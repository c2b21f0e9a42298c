package org.spectralsweep.spark.job;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.spectralsweep.trial.TrialStatus;

/**
 * How far a run is: its trials by state, and the time left. Spark's threads tell it what happens, while others ask for
 * the console and for the status file.
 */
public final class RunCourse implements Progress {
    private final LongSupplier clock;
    private final Map<TrialStatus, Integer> byStatus = new EnumMap<>(TrialStatus.class);
    private RemainingTime rest = new RemainingTime(List.of(), 1);
    private long start;
    private int total;
    private int committedBefore;
    private int planned;
    private int done;
    private int cores;

    /** A run that has not been planned yet. */
    public RunCourse() {
        this(System::nanoTime);
    }

    /** @param clock gives nanoseconds */
    public RunCourse(LongSupplier clock) {
        this.clock = clock;
        this.start = clock.getAsLong();
    }

    @Override
    public synchronized void planned(int trials, int committed, List<WorkUnit> units, int number) {
        total = trials;
        committedBefore = committed;
        cores = number;
        planned = units.stream().mapToInt(unit -> unit.work().size()).sum();
        done = 0;
        byStatus.clear();
        rest = new RemainingTime(units, number);
        start = clock.getAsLong();
    }

    @Override
    public synchronized void started(String unit) {
        rest.started(unit, elapsed());
    }

    @Override
    public synchronized void lost(String unit) {
        rest.lost(unit);
    }

    @Override
    public synchronized void cores(int number) {
        cores = number;
        rest.cores(number);
    }

    @Override
    public synchronized void finished(UnitReport report) {
        for (UnitReport.Trial trial : report.trials()) {
            byStatus.merge(trial.status(), 1, Integer::sum);
            done++;
        }
        rest.ended(report, elapsed());
    }

    /** The time since the stage was about to start. */
    public synchronized Duration elapsed() {
        return Duration.ofNanos(clock.getAsLong() - start);
    }

    /** How long the rest takes. */
    public synchronized RemainingTime.Estimate left() {
        return rest.at(elapsed());
    }

    /** How many trials of this run have ended, by state. */
    public synchronized Map<TrialStatus, Integer> byStatus() {
        return Map.copyOf(byStatus);
    }

    /** How many trials of this run have ended. */
    public synchronized int done() {
        return done;
    }

    /** How many trials this run has to do. */
    public synchronized int planned() {
        return planned;
    }

    /** Whether all of them have ended. */
    public synchronized boolean isOver() {
        return done >= planned;
    }

    /** The counts of this moment. */
    synchronized RunStatus.Trials trials(int running) {
        return new RunStatus.Trials(total, committedBefore, byStatus, running, cores);
    }
}
