package org.spectralsweep.spark.cli;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.job.Progress;
import org.spectralsweep.spark.job.RunCourse;
import org.spectralsweep.spark.job.UnitReport;
import org.spectralsweep.spark.job.WorkUnit;

/**
 * Prints the progress of a run. A terminal shows one line that is updated. A log file gets a plain line at most every
 * ten seconds.
 */
final class ConsoleProgress implements Progress, AutoCloseable {
    private static final long PLAIN_NANOS = 10_000_000_000L;

    private final Console console;
    private final PrintWriter err;
    private final RunCourse course;
    private final ProgressText text;
    private @Nullable StatusLine line;
    private long lastLine;

    /** @param course is told first of all that this is told */
    ConsoleProgress(Console console, PrintWriter err, String name, RunCourse course) {
        this.console = console;
        this.err = err;
        this.course = course;
        this.text = new ProgressText(name, course);
    }

    @Override
    public void planned(int trials, int committed, List<WorkUnit> units, int cores) {
        if (committed > 0) {
            err.println(committed + " of " + trials + " trials are committed, " + course.planned() + " are to run");
        }
        if (course.planned() == 0) {
            return;
        }
        lastLine = System.nanoTime();
        line = console.status(text::line);
        if (line == null) {
            String left = text.left(time -> Text.duration(time.toMillis() / 1e3));
            err.println(text.name() + ": " + course.planned() + " trials on " + cores
                    + (cores == 1 ? " core, " : " cores, ") + left + ", as predicted");
        }
        err.flush();
    }

    @Override
    public void finished(UnitReport report) {
        boolean due = System.nanoTime() - lastLine >= PLAIN_NANOS || course.isOver();
        if (line == null && course.planned() > 0 && due) {
            lastLine = System.nanoTime();
            err.println(text.sentence());
            err.flush();
        }
    }

    @Override
    public void remark(String sentence) {
        err.println("warning: " + sentence);
        err.flush();
    }

    @Override
    public void close() {
        if (line != null) {
            line.close();
        }
    }
}
