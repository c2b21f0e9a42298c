package org.spectralsweep.spark.cli;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.spectralsweep.spark.job.RemainingTime;
import org.spectralsweep.spark.job.UnitReport;
import org.spectralsweep.spark.job.WorkUnit;
import org.spectralsweep.trial.TrialStatus;

/** How much of a run is done, since when, and how long the rest takes, in one line. */
final class ProgressText {
    private final String name;
    private final Map<TrialStatus, Integer> byStatus = new EnumMap<>(TrialStatus.class);
    private final RemainingTime rest;
    private final int planned;
    private int done;

    ProgressText(String name, List<WorkUnit> units, int cores) {
        this.name = name;
        this.planned = units.stream().mapToInt(unit -> unit.work().size()).sum();
        this.rest = new RemainingTime(units, cores);
    }

    void add(UnitReport report, Duration elapsed) {
        for (UnitReport.Trial trial : report.trials()) {
            byStatus.merge(trial.status(), 1, Integer::sum);
            done++;
        }
        rest.ended(report, elapsed);
    }

    void started(String unit, Duration elapsed) {
        rest.started(unit, elapsed);
    }

    void lost(String unit) {
        rest.lost(unit);
    }

    void cores(int number) {
        rest.cores(number);
    }

    int planned() {
        return planned;
    }

    boolean isOver() {
        return done >= planned;
    }

    /** The counts, such as {@code 21 converged, 1 failed}. */
    String counts() {
        return Summaries.counts(byStatus);
    }

    /** A line of a log file, such as {@code quickstart: 7 of 21 trials (7 converged), about 12 s left}. */
    String sentence(Duration elapsed) {
        String when = isOver()
                ? "in " + Text.duration(elapsed.toMillis() / 1e3)
                : left(elapsed, time -> Text.duration(time.toMillis() / 1e3));
        return String.format(Locale.ROOT, "%s: %d of %d trials (%s), %s", name, done, planned, counts(), when);
    }

    /** A terminal's line, such as {@code quickstart  7/21  0:05, about 0:12 left  7 converged  [#####..........]}. */
    String line(Duration elapsed, int columns) {
        String time = isOver() ? Text.clock(elapsed) : Text.clock(elapsed) + ", " + left(elapsed, Text::clockLeft);
        StatusText line = new StatusText(name, done + "/" + planned + "  " + time);
        if (done > 0) {
            line = line.with(counts());
        }
        return line.with(done / (double) planned).fitted(columns);
    }

    /** The time that is left, such as {@code about 12 s left}. */
    String left(Duration elapsed, Function<Duration, String> words) {
        RemainingTime.Estimate estimate = rest.at(elapsed);
        return switch (estimate.certainty()) {
            case ABOUT -> "about " + words.apply(estimate.time()) + " left";
            case MORE_THAN -> "more than " + words.apply(estimate.time()) + " left";
            case UNKNOWN -> "time left unknown";
        };
    }
}
