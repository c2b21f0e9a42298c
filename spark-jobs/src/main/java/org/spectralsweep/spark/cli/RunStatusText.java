package org.spectralsweep.spark.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.spectralsweep.spark.job.DriverState;
import org.spectralsweep.spark.job.RemainingTime;
import org.spectralsweep.spark.job.RunStatus;
import org.spectralsweep.spark.job.StatusWords;

/**
 * A run's status in words.
 *
 * @param status what the run's driver wrote last
 * @param driver whether that driver still works
 * @param now the time for which this is said
 */
record RunStatusText(RunStatus status, DriverState driver, Instant now) {
    /** With all parts the lines fit a terminal of 24 rows. */
    private static final int MOST_RUNNING = 6;

    private static final int MOST_FAILURES = 3;
    private static final int MOST_LAWS = 3;

    /** What the driver does, or how it ended. */
    String state() {
        if (status.phase() == RunStatus.Phase.FINISHED) {
            return "finished";
        }
        if (status.phase() == RunStatus.Phase.FAILED) {
            return "failed";
        }
        return switch (driver) {
            case GONE -> "interrupted";
            case KILLED -> "killed";
            case SILENT -> "dead, or cut off from the folder";
            case AT_WORK, UNKNOWN ->
                switch (status.phase()) {
                    case PREPARING -> "preparing";
                    case FITTING -> "fitting its laws";
                    default -> "training";
                };
        };
    }

    /** Whether nothing more is to come. */
    boolean isOver() {
        return status.phase().isLast() || driver.isOver();
    }

    /** Some lines, the first of which names the sweep. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(status.driver().sweep() + "  " + state());
        lines.add("");
        RunStatus.Trials trials = status.trials();
        if (status.phase() != RunStatus.Phase.PREPARING) {
            lines.add(String.format(Locale.ROOT, "  trials   %s%s", counts(), inWork(trials)));
        }
        if (!isOver() && status.phase() == RunStatus.Phase.TRAINING) {
            lines.add("  left     " + left() + ", on " + trials.cores() + (trials.cores() == 1 ? " core" : " cores"));
            running(lines);
        }
        failures(lines);
        laws(lines);
        if (status.problem() != null) {
            lines.add("  error    " + status.problem());
        } else if (isOver() && status.phase() != RunStatus.Phase.FINISHED) {
            lines.add("           Committed trials are kept; the same command resumes.");
        } else if (driver == DriverState.UNKNOWN && !isOver()) {
            lines.add("           Whether the driver still works cannot be told, as the folder is only read.");
        }
        lines.add("  driver   host " + status.driver().host() + ", process "
                + status.driver().process() + ", since "
                + status.driver().started().truncatedTo(ChronoUnit.SECONDS)
                + (status.driver().run() == null
                        ? ""
                        : ", run " + status.driver().run()));
        long seconds = age().toSeconds();
        lines.add("  written  " + (seconds < 60 ? seconds + " s" : Text.duration(seconds)) + " ago");
        return lines;
    }

    /** All in one line, such as {@code quickstart: training, 7 of 21 trials (7 converged), about 12 s left}. */
    String line() {
        String line = status.driver().sweep() + ": " + state();
        if (status.phase() != RunStatus.Phase.PREPARING) {
            line += ", " + counts();
        }
        return !isOver() && status.phase() == RunStatus.Phase.TRAINING ? line + ", " + left() : line;
    }

    /** What changes only when trials end or the driver does something else. */
    String course() {
        return state() + counts();
    }

    private String counts() {
        RunStatus.Trials trials = status.trials();
        return trials.done() + " of " + trials.planned() + " trials (" + StatusWords.counts(trials.byStatus()) + ")";
    }

    private String inWork(RunStatus.Trials trials) {
        String text = "";
        if (!isOver() && status.phase() == RunStatus.Phase.TRAINING) {
            text += ", " + trials.running() + " in work, " + trials.waiting() + " waiting";
        }
        return trials.committedBefore() == 0 ? text : text + "; " + trials.committedBefore() + " committed before";
    }

    private void running(List<String> lines) {
        String heading = "running";
        for (RunStatus.Running one :
                status.running().stream().limit(MOST_RUNNING).toList()) {
            Duration time = Duration.between(one.since(), status.written()).plus(age());
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-7s  %s  %s%s",
                    heading,
                    Text.clock(time.isNegative() ? Duration.ZERO : time),
                    one.label(),
                    one.trials() == 1
                            ? ""
                            : " and " + (one.trials() - 1) + (one.trials() == 2 ? " more trial" : " more trials")));
            heading = "";
        }
        int others = status.running().size() - MOST_RUNNING;
        if (others > 0) {
            lines.add("           and " + others + " more work units");
        }
    }

    private void failures(List<String> lines) {
        String heading = "failed";
        for (RunStatus.Failure one :
                status.failures().stream().limit(MOST_FAILURES).toList()) {
            lines.add(String.format(
                    Locale.ROOT, "  %-7s  %d x %s (first: %s)", heading, one.trials(), one.error(), one.label()));
            heading = "";
        }
        if (status.failures().size() > MOST_FAILURES) {
            lines.add("           and other errors");
        }
    }

    /** The estimates, such as {@code law  a = 1.98, b = 0.97 by 34 times so far, 3 of them censored}. */
    private void laws(List<String> lines) {
        String heading = "law";
        for (RunStatus.Law one : status.laws().stream().limit(MOST_LAWS).toList()) {
            lines.add(String.format(Locale.ROOT, "  %-7s  %s", heading, law(one)));
            heading = "";
        }
        if (status.laws().size() > MOST_LAWS) {
            lines.add("           and others");
        }
    }

    private String law(RunStatus.Law law) {
        String group = law.group().isEmpty() ? "" : law.group() + ": ";
        String name = status.laws().stream().map(RunStatus.Law::fit).distinct().count() > 1 ? law.fit() + ", " : "";
        String censored = law.censored() == 0 ? "" : ", " + law.censored() + " of them censored";
        String times = law.times()
                + (law.times() == 1 ? " time" : " times")
                + (status.phase().isLast() ? "" : " so far")
                + censored;
        return name
                + group
                + (law.estimates().isEmpty()
                        ? "no estimate yet by " + times
                        : law.estimates().entrySet().stream()
                                        .map(one ->
                                                String.format(Locale.ROOT, "%s = %.3g", one.getKey(), one.getValue()))
                                        .collect(Collectors.joining(", "))
                                + " by " + times);
    }

    /** What is left by now: the driver's estimate, less the time since. */
    private String left() {
        Duration time = status.left().time().minus(age());
        if (status.left().certainty() == RemainingTime.Certainty.UNKNOWN || time.isNegative()) {
            return "time left unknown";
        }
        return (status.left().certainty() == RemainingTime.Certainty.ABOUT ? "about " : "more than ")
                + Text.duration(time.toMillis() / 1e3) + " left";
    }

    /** How old the status is. The clocks of two hosts may differ, so it is not negative. */
    Duration age() {
        Duration age = Duration.between(status.written(), now);
        return age.isNegative() ? Duration.ZERO : age;
    }
}
