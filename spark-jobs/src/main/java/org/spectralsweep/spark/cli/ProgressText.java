package org.spectralsweep.spark.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import org.spectralsweep.spark.job.RemainingTime;
import org.spectralsweep.spark.job.RunCourse;
import org.spectralsweep.spark.job.StatusWords;

/**
 * How much of a run is done, since when, and how long the rest takes, in one line.
 *
 * @param name the sweep
 * @param course what is known of the run
 */
record ProgressText(String name, RunCourse course) {
    /** The counts, such as {@code 21 converged, 1 failed}. */
    String counts() {
        return StatusWords.counts(course.byStatus());
    }

    /** A line of a log file, such as {@code quickstart: 7 of 21 trials (7 converged), about 12 s left}. */
    String sentence() {
        String when = course.isOver()
                ? "in " + Text.duration(course.elapsed().toMillis() / 1e3)
                : left(time -> Text.duration(time.toMillis() / 1e3));
        return String.format(
                Locale.ROOT, "%s: %d of %d trials (%s), %s", name, course.done(), course.planned(), counts(), when);
    }

    /** A terminal's line, such as {@code quickstart  7/21  0:05, about 0:12 left  7 converged  [#####..........]}. */
    String line(int columns) {
        String clock = Text.clock(course.elapsed());
        String time = course.isOver() ? clock : clock + ", " + left(Text::clockLeft);
        int done = course.done();
        StatusText line = new StatusText(name, done + "/" + course.planned() + "  " + time);
        if (done > 0) {
            line = line.with(counts());
        }
        return line.with(done / (double) course.planned()).fitted(columns);
    }

    /** The time that is left, such as {@code about 12 s left}. */
    String left(Function<Duration, String> words) {
        RemainingTime.Estimate estimate = course.left();
        return switch (estimate.certainty()) {
            case ABOUT -> "about " + words.apply(estimate.time()) + " left";
            case MORE_THAN -> "more than " + words.apply(estimate.time()) + " left";
            case UNKNOWN -> "time left unknown";
        };
    }
}
