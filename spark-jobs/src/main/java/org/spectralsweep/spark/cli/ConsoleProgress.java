package org.spectralsweep.spark.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.job.Progress;
import org.spectralsweep.spark.job.UnitReport;
import org.spectralsweep.spark.job.WorkUnit;

/** One updating line on a terminal; elsewhere, as in a log file, a plain line at most every ten seconds. */
final class ConsoleProgress implements Progress, AutoCloseable {
    /** System property of the launcher, which knows whether the error stream is a terminal. */
    private static final String TERMINAL = "sweep.terminal";

    private static final long PLAIN_NANOS = 10_000_000_000L;

    private final PrintWriter err;
    private final String name;
    private final boolean terminal;
    private long start = System.nanoTime();
    private long lastLine = start;
    private @Nullable ProgressText text;
    private @Nullable ProgressBar bar;

    ConsoleProgress(PrintWriter err, String name, boolean terminal) {
        this.err = err;
        this.name = name;
        this.terminal = terminal;
    }

    static ConsoleProgress on(PrintWriter err, String name) {
        return new ConsoleProgress(err, name, isTerminal());
    }

    /** Whether the error stream is a terminal. */
    static boolean isTerminal() {
        return Boolean.getBoolean(TERMINAL);
    }

    /** For a log file. */
    static ConsoleProgress plain(PrintWriter err, String name) {
        return new ConsoleProgress(err, name, false);
    }

    @Override
    public synchronized void planned(int trials, int committed, List<WorkUnit> units, int cores) {
        ProgressText fresh = new ProgressText(units, cores);
        text = fresh;
        start = System.nanoTime();
        lastLine = start;
        if (committed > 0) {
            err.println(committed + " of " + trials + " trials are committed, " + fresh.planned() + " are to run");
        }
        if (fresh.planned() == 0) {
            return;
        }
        if (terminal) {
            boolean unicode = Charset.defaultCharset().equals(StandardCharsets.UTF_8);
            bar = new ProgressBarBuilder()
                    .setTaskName(name)
                    .setInitialMax(fresh.planned())
                    .setStyle(unicode ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .setUpdateIntervalMillis(500)
                    .setEtaFunction(state -> Optional.of(remaining()))
                    .build();
        } else {
            err.println(name + ": " + fresh.planned() + " trials on " + cores + (cores == 1 ? " core" : " cores")
                    + ", about " + Text.duration(remaining().toMillis() / 1000.0) + " by the cost model");
            err.flush();
        }
    }

    @Override
    public synchronized void finished(UnitReport report) {
        ProgressText current = text;
        if (current == null) {
            return;
        }
        current.add(report);
        if (bar != null) {
            bar.stepTo(current.done());
            bar.setExtraMessage(" " + current.counts());
        } else if (System.nanoTime() - lastLine >= PLAIN_NANOS || current.done() == current.planned()) {
            lastLine = System.nanoTime();
            boolean over = current.done() == current.planned();
            String when = over
                    ? "in " + Text.duration((System.nanoTime() - start) / 1e9)
                    : "about " + Text.duration(remaining().toMillis() / 1000.0) + " left";
            err.printf(
                    "%s: %d of %d trials (%s), %s%n", name, current.done(), current.planned(), current.counts(), when);
            err.flush();
        }
    }

    private synchronized Duration remaining() {
        ProgressText current = text;
        return current == null ? Duration.ZERO : current.remaining(Duration.ofNanos(System.nanoTime() - start));
    }

    @Override
    public void close() {
        // Outside the lock: the bar's close waits for the bar's thread, which may be waiting for the lock in
        // remaining().
        ProgressBar open = takeBar();
        if (open != null) {
            open.close();
        }
    }

    private synchronized @Nullable ProgressBar takeBar() {
        ProgressBar open = bar;
        bar = null;
        return open;
    }
}
