package org.spectralsweep.spark.job;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.spectralsweep.trial.TrialStatus;

/**
 * How long the rest of a run takes. Predictions are wrong by factors, which finished trials tell. Each trial that is
 * left is corrected by what its replicates took, by what trials took whose updates cost alike, those of about its
 * length above all, and by what all took, as far as there are any. Then the work units that are left are laid out in
 * their order on the cores that are there. If a work unit takes longer than expected, the answer is a lower bound.
 */
public final class RemainingTime {
    /** Groups of lengths: trials whose predictions are within this factor of one another. */
    private static final double LENGTH = 2;

    /** How many trials' worth of a wider group stand beside those of a narrower one. */
    private static final double WIDER = 1;

    /** An answer stands for a share of the time that has passed, so that many work units are not laid out anew. */
    private static final double STANDS = 1.0 / 400;

    private static final double STANDS_AT_MOST = 1;
    private static final int MANY = 500;

    /** How many of the last work units say what one takes beside its trials. */
    private static final int OVERHEADS = 31;

    private final Map<String, WorkUnit> waiting = new LinkedHashMap<>();
    private final Map<String, Running> running = new LinkedHashMap<>();
    private final Map<Object, Ratio> ratios = new HashMap<>();
    private int cores;
    private final Set<Speed> warm = new HashSet<>();
    private final ArrayDeque<Double> overheads = new ArrayDeque<>(List.of(0.0, 0.0, 0.0));
    private double overhead;
    private double unitSeconds;
    private Estimate last = new Estimate(Certainty.UNKNOWN, Duration.ZERO);
    private double lastAt = Double.NaN;

    private record Running(WorkUnit unit, double startSeconds) {}

    /** Trials of one engine whose updates cost alike. */
    private record Speed(String engine, int group) {
        static Speed of(CostedTrial trial) {
            return new Speed(trial.engine(), trial.speed());
        }

        boolean isKnown() {
            return group != 0;
        }
    }

    /** Those of about one length. */
    private record Kind(Speed speed, long length) {}

    /** What some finished trials were predicted to take, and what they took. */
    private static final class Ratio {
        private double predicted;
        private double measured;
        private int trials;

        void add(double predictedSeconds, double measuredSeconds) {
            predicted += predictedSeconds;
            measured += measuredSeconds;
            trials++;
        }

        /** Measured over predicted, with some trials' worth of a wider group's ratio. */
        double within(double wider) {
            double prior = trials == 0 ? 1 : WIDER * predicted / trials;
            return predicted + prior > 0 ? (measured + prior * wider) / (predicted + prior) : wider;
        }
    }

    /** How much is known about the rest. */
    public enum Certainty {
        /** Every running work unit is within its expected time. */
        ABOUT,
        /** Some work unit takes longer than expected, so only the others count. */
        MORE_THAN,
        /** All work units that are left take longer than expected. */
        UNKNOWN
    }

    /**
     * An answer.
     *
     * @param time the time that is left, or zero if it is unknown
     */
    public record Estimate(Certainty certainty, Duration time) {}

    /** Starts with all work units to be done. */
    public RemainingTime(List<WorkUnit> units, int cores) {
        this.cores = cores;
        units.forEach(unit -> waiting.put(unit.name(), unit));
    }

    /** Records how many tasks can run at a time from now on. */
    public void cores(int number) {
        cores = number;
        lastAt = Double.NaN;
    }

    /** Records that a work unit has been started, or started again elsewhere. */
    public void started(String unit, Duration elapsed) {
        WorkUnit work = waiting.remove(unit);
        Running before = running.get(unit);
        if (work != null) {
            running.put(unit, new Running(work, seconds(elapsed)));
        } else if (before != null) {
            running.put(unit, new Running(before.unit(), seconds(elapsed)));
        }
        changed();
    }

    /** Records that a work unit's task was lost, so that it waits again. */
    public void lost(String unit) {
        Running before = running.remove(unit);
        if (before != null) {
            waiting.put(unit, before.unit());
        }
        lastAt = Double.NaN;
    }

    /** Records that a work unit has ended. */
    public void ended(UnitReport report, Duration elapsed) {
        Running was = running.remove(report.unit());
        WorkUnit unit = was == null ? waiting.remove(report.unit()) : was.unit();
        changed();
        if (unit == null) {
            return;
        }
        Map<String, CostedTrial> work = new HashMap<>();
        unit.work().forEach(trial -> work.put(trial.trialId(), trial));
        double own = 0;
        for (UnitReport.Trial trial : report.trials()) {
            CostedTrial costed = work.get(trial.trialId());
            own += trial.wallSeconds();
            // A trial that threw an exception says nothing about the cost of the others.
            if (costed != null && trial.status() != TrialStatus.FAILED) {
                double seconds = warm(costed, trial.wallSeconds());
                for (Object group : groups(costed)) {
                    ratios.computeIfAbsent(group, key -> new Ratio()).add(costed.predictedSeconds(), seconds);
                }
            }
        }
        if (was != null) {
            double whole = Math.max(own, seconds(elapsed) - was.startSeconds());
            unitSeconds += whole;
            overhead(whole - own);
        }
    }

    /** What a trial would have taken if Java had compiled before what the first one of its group needs. */
    private double warm(CostedTrial trial, double seconds) {
        Speed speed = Speed.of(trial);
        return speed.isKnown() && warm.add(speed)
                ? Math.max(seconds / 2, seconds - CostPrediction.WARM_UP_SECONDS)
                : seconds;
    }

    /**
     * Records what a work unit took beside its trials. The first ones take seconds longer, until Java has compiled what
     * starts a task. So the median counts, and it begins with three that took no time.
     */
    private void overhead(double seconds) {
        overheads.addLast(seconds);
        if (overheads.size() > OVERHEADS) {
            overheads.removeFirst();
        }
        double[] sorted =
                overheads.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        overhead = sorted[(sorted.length - 1) / 2];
    }

    /** An answer about many work units stands for a moment even so. */
    private void changed() {
        if (waiting.size() < MANY) {
            lastAt = Double.NaN;
        }
    }

    /** From the widest to the narrowest. */
    private static List<Object> groups(CostedTrial trial) {
        long length = Math.round(Math.log(Math.max(1e-6, trial.predictedSeconds())) / Math.log(LENGTH));
        Speed speed = Speed.of(trial);
        Kind kind = new Kind(speed, length);
        return speed.isKnown() ? List.of("all", speed, kind, trial.cell()) : List.of("all", kind, trial.cell());
    }

    /** What a work unit is expected to take from its start. */
    private double expected(WorkUnit unit) {
        double sum = 0;
        for (CostedTrial trial : unit.work()) {
            double ratio = 1;
            for (Object group : groups(trial)) {
                Ratio known = ratios.get(group);
                ratio = known == null ? ratio : known.within(ratio);
            }
            sum += ratio * trial.predictedSeconds();
        }
        return sum + overhead;
    }

    /** What is left at the given time after the start. */
    public Estimate at(Duration elapsed) {
        double now = seconds(elapsed);
        double since = now - lastAt;
        if (!(since >= 0 && since <= Math.min(STANDS_AT_MOST, STANDS * now))) {
            last = estimate(now);
            lastAt = now;
        }
        return last;
    }

    private Estimate estimate(double now) {
        PriorityQueue<Double> free = new PriorityQueue<>();
        boolean late = false;
        double end = 0;
        double taken = unitSeconds;
        double expected = unitSeconds;
        for (Running one : running.values()) {
            double whole = expected(one.unit());
            double left = one.startSeconds() + whole - now;
            late |= left <= 0;
            taken += now - one.startSeconds();
            expected += whole;
            end = Math.max(end, left);
            free.add(Math.max(0, left));
        }
        // What runs longer than expected says that the rest may do so, too.
        double longer = expected > 0 ? Math.max(1, taken / expected) : 1;
        while (free.size() < cores) {
            free.add(0.0);
        }
        for (WorkUnit unit : waiting.values()) {
            double at = free.remove() + longer * expected(unit);
            end = Math.max(end, at);
            free.add(at);
        }
        if (late && end < 1) {
            return new Estimate(Certainty.UNKNOWN, Duration.ZERO);
        }
        return new Estimate(late ? Certainty.MORE_THAN : Certainty.ABOUT, Duration.ofMillis(Math.round(1000 * end)));
    }

    private static double seconds(Duration elapsed) {
        return elapsed.toNanos() / 1e9;
    }
}
