package org.spectralsweep.spark.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spectralsweep.spark.job.UnitReport;
import org.spectralsweep.spark.job.WorkUnit;
import org.spectralsweep.trial.TrialStatus;

/**
 * How long the rest of a run takes. The cost model is wrong by some factor, which the finished work units tell; the
 * other predictions are corrected by it. Work units start in their order, as many at a time as there are cores, so it
 * is known which ones are running and since when. If a work unit takes longer than expected, the answer is a lower
 * bound.
 */
final class RemainingTime {
    private final int cores;
    private final Map<String, Double> waiting = new LinkedHashMap<>();
    private final Map<String, Running> running = new LinkedHashMap<>();
    private double predictedSeconds;
    private double measuredSeconds;

    private record Running(double predictedSeconds, double startSeconds) {}

    /** How much is known about the rest. */
    enum Certainty {
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
    record Estimate(Certainty certainty, Duration time) {}

    /** Starts with all work units to be done. */
    RemainingTime(List<WorkUnit> units, int cores) {
        this.cores = cores;
        units.forEach(unit -> waiting.put(unit.name(), unit.predictedSeconds()));
        start(0);
    }

    /** Records that a work unit has ended. */
    void ended(UnitReport report, Duration elapsed) {
        double now = seconds(elapsed);
        Running unit = running.remove(report.unit());
        waiting.remove(report.unit());
        // A trial that threw an exception says nothing about the cost of the others.
        if (unit != null && report.trials().stream().noneMatch(trial -> trial.status() == TrialStatus.FAILED)) {
            predictedSeconds += unit.predictedSeconds();
            measuredSeconds += now - unit.startSeconds();
        }
        start(now);
    }

    private void start(double now) {
        while (running.size() < cores && !waiting.isEmpty()) {
            String next = waiting.keySet().iterator().next();
            running.put(next, new Running(waiting.remove(next), now));
        }
    }

    /** What is left at the given time after the start. */
    Estimate at(Duration elapsed) {
        double now = seconds(elapsed);
        double factor = factor(now);
        double rest = factor
                * waiting.values().stream().mapToDouble(Double::doubleValue).sum();
        double longest = 0;
        boolean late = false;
        for (Running unit : running.values()) {
            double taken = now - unit.startSeconds();
            if (taken >= factorOfEnded() * unit.predictedSeconds()) {
                late = true;
            } else {
                double left = factor * unit.predictedSeconds() - taken;
                longest = Math.max(longest, left);
                rest += left;
            }
        }
        double left = Math.max(longest, rest / Math.max(1, running.size()));
        if (late && left < 1) {
            return new Estimate(Certainty.UNKNOWN, Duration.ZERO);
        }
        return new Estimate(late ? Certainty.MORE_THAN : Certainty.ABOUT, Duration.ofMillis(Math.round(1000 * left)));
    }

    /** Measured over predicted time of the finished work units, or 1 before the first. */
    private double factorOfEnded() {
        return predictedSeconds > 0 ? measuredSeconds / predictedSeconds : 1;
    }

    /**
     * At least that ratio with the running work units included: they take as long as they have taken already, or
     * longer.
     */
    private double factor(double now) {
        double predicted = predictedSeconds;
        double taken = measuredSeconds;
        for (Running unit : running.values()) {
            predicted += unit.predictedSeconds();
            taken += now - unit.startSeconds();
        }
        return predicted > 0 ? Math.max(factorOfEnded(), taken / predicted) : factorOfEnded();
    }

    private static double seconds(Duration elapsed) {
        return elapsed.toNanos() / 1e9;
    }
}
