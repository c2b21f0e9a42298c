package org.spectralsweep.spark.cli;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.spectralsweep.spark.job.UnitReport;
import org.spectralsweep.spark.job.WorkUnit;
import org.spectralsweep.trial.TrialStatus;

/**
 * What is done and how long the rest takes. The cost model is off by some factor; the trials that ended say by which, and the rest is
 * corrected by it.
 */
final class ProgressText {
    private final Map<TrialStatus, Integer> byStatus = new EnumMap<>(TrialStatus.class);
    private final int cores;
    private final int planned;
    private double remainingSeconds;
    private double predictedSeconds;
    private double measuredSeconds;
    private int done;

    ProgressText(List<WorkUnit> units, int cores) {
        this.cores = cores;
        this.planned = units.stream().mapToInt(unit -> unit.work().size()).sum();
        this.remainingSeconds =
                units.stream().mapToDouble(WorkUnit::predictedSeconds).sum();
    }

    void add(UnitReport report) {
        for (UnitReport.Trial trial : report.trials()) {
            byStatus.merge(trial.status(), 1, Integer::sum);
            done++;
            remainingSeconds -= trial.predictedSeconds();
            // A trial that threw says nothing about the cost of those that do not.
            if (trial.status() != TrialStatus.FAILED) {
                predictedSeconds += trial.predictedSeconds();
                measuredSeconds += trial.wallSeconds();
            }
        }
    }

    int planned() {
        return planned;
    }

    int done() {
        return done;
    }

    /** Such as {@code 21 converged, 1 failed}. */
    String counts() {
        return Summaries.counts(byStatus);
    }

    /**
     * All work, corrected, over the cores, less what has passed, but at least the time of half of what has not ended: units that
     * are being done are half done on average.
     */
    Duration remaining(Duration elapsed) {
        double correction = predictedSeconds > 0 && measuredSeconds > 0 ? measuredSeconds / predictedSeconds : 1;
        double rest = Math.max(0, remainingSeconds) * correction;
        int busy = Math.max(1, Math.min(cores, planned));
        double left = (measuredSeconds + rest) / busy - elapsed.toMillis() / 1e3;
        return Duration.ofMillis(Math.round(1000 * Math.max(left, rest / busy / 2)));
    }
}
