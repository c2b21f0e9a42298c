package org.spectralsweep.spark.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.job.Progress;
import org.spectralsweep.spark.job.UnitReport;
import org.spectralsweep.spark.job.WorkUnit;

/**
 * The progress of a run. A terminal shows one line that is updated. A log file gets a plain line at most every ten
 * seconds.
 */
final class ConsoleProgress implements Progress, AutoCloseable {
    private static final long PLAIN_NANOS = 10_000_000_000L;

    private final Console console;
    private final PrintWriter err;
    private final String name;
    private volatile @Nullable Course course;
    private @Nullable StatusLine line;
    private long lastLine;

    ConsoleProgress(Console console, PrintWriter err, String name) {
        this.console = console;
        this.err = err;
        this.name = name;
    }

    /**
     * What is known about a run that has begun. Spark's thread adds to it while the thread of the status line reads it.
     */
    private static final class Course {
        private final long start = System.nanoTime();
        private final ProgressText text;

        Course(ProgressText text) {
            this.text = text;
        }

        private Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - start);
        }

        synchronized void add(UnitReport report) {
            text.add(report, elapsed());
        }

        synchronized void started(String unit) {
            text.started(unit, elapsed());
        }

        synchronized void lost(String unit) {
            text.lost(unit);
        }

        synchronized void cores(int number) {
            text.cores(number);
        }

        synchronized String line(int columns) {
            return text.line(elapsed(), columns);
        }

        synchronized String sentence() {
            return text.sentence(elapsed());
        }

        synchronized boolean isOver() {
            return text.isOver();
        }
    }

    @Override
    public void planned(int trials, int committed, List<WorkUnit> units, int cores) {
        ProgressText text = new ProgressText(name, units, cores);
        if (committed > 0) {
            err.println(committed + " of " + trials + " trials are committed, " + text.planned() + " are to run");
        }
        if (text.planned() == 0) {
            return;
        }
        Course begun = new Course(text);
        course = begun;
        lastLine = System.nanoTime();
        line = console.status(begun::line);
        if (line == null) {
            String left = text.left(Duration.ZERO, time -> Text.duration(time.toMillis() / 1e3));
            err.println(name + ": " + text.planned() + " trials on " + cores + (cores == 1 ? " core, " : " cores, ")
                    + left + ", as predicted");
        }
        err.flush();
    }

    @Override
    public void finished(UnitReport report) {
        Course begun = course;
        if (begun == null) {
            return;
        }
        begun.add(report);
        if (line == null && (System.nanoTime() - lastLine >= PLAIN_NANOS || begun.isOver())) {
            lastLine = System.nanoTime();
            err.println(begun.sentence());
            err.flush();
        }
    }

    @Override
    public void started(String unit) {
        Course begun = course;
        if (begun != null) {
            begun.started(unit);
        }
    }

    @Override
    public void lost(String unit) {
        Course begun = course;
        if (begun != null) {
            begun.lost(unit);
        }
    }

    @Override
    public void cores(int number) {
        Course begun = course;
        if (begun != null) {
            begun.cores(number);
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
