package org.spectralsweep.spark.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spectralsweep.spark.job.UnitReport;
import org.spectralsweep.spark.job.WorkUnit;
import org.spectralsweep.trial.TrialStatus;

/**
 * How long the rest of a run takes. The cost model is off by some factor; the units that ended say by which, and the others are corrected
 * by it. Units start in their order, as many at a time as there are cores, so that it is known which are being done and since when. One
 * that takes longer than expected makes the answer a lower bound.
 */
final class RemainingTime {
    private final int cores;
    private final Map<String, Double> waiting = new LinkedHashMap<>();
    private final Map<String, Running> running = new LinkedHashMap<>();
    private double predictedSeconds;
    private double measuredSeconds;

    private record Running(double predictedSeconds, double startSeconds) {}

    /** What can be said of the rest. */
    enum Certainty {
        /** Every unit that is being done is within its expected time. */
        ABOUT,
        /** Some unit takes longer than expected; the others alone take the time. */
        MORE_THAN,
        /** Only units are left that take longer than expected. */
        UNKNOWN
    }

    /**
     * An answer.
     *
     * @param time that is left; zero where it is unknown
     */
    record Estimate(Certainty certainty, Duration time) {}

    /** All units are to be done, beginning now. */
    RemainingTime(List<WorkUnit> units, int cores) {
        this.cores = cores;
        units.forEach(unit -> waiting.put(unit.name(), unit.predictedSeconds()));
        start(0);
    }

    /** A unit has ended. */
    void ended(UnitReport report, Duration elapsed) {
        double now = seconds(elapsed);
        Running unit = running.remove(report.unit());
        waiting.remove(report.unit());
        // A trial that threw says nothing about the cost of those that do not.
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

    /** What is left at a time after the start. */
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

    /** Measured over predicted time of the units that ended; 1 before. */
    private double factorOfEnded() {
        return predictedSeconds > 0 ? measuredSeconds / predictedSeconds : 1;
    }

    /** At least that ratio with the units counted that are being done, since they take what they have taken or more. */
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
