package org.spectralsweep.spark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.job.DriverState;
import org.spectralsweep.spark.job.RunStatus;
import org.spectralsweep.spark.job.WatchedRun;

/**
 * Shows a run's status until the run ends. A terminal shows it in one place. Elsewhere a line is printed when trials
 * have ended, at most every ten seconds.
 */
final class StatusWatch {
    private static final String UP = "\u001b[%dA";
    private static final String ERASE_BELOW = "\u001b[J";
    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** A status this old makes one ask whether the driver lives. A driver writes one at least every 20 seconds. */
    private static final Duration OLD = Duration.ofSeconds(5);

    /** A folder that cannot be read for so long is gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration PLAIN = Duration.ofSeconds(10);

    private final Console console;
    private final PrintWriter out;
    private final WatchedRun run;
    private Optional<Instant> read = Optional.empty();
    private Instant asked = Instant.now();
    private int drawn;
    private String printed = "";
    private Instant lastLine = Instant.EPOCH;

    StatusWatch(Console console, PrintWriter out, WatchedRun run) {
        this.console = console;
        this.out = out;
        this.run = run;
    }

    /**
     * Shows the status, and what becomes of it. Returns whether the run finished.
     *
     * @throws IOException if the folder cannot be read for half a minute
     */
    boolean untilItEnds(RunStatusText first) throws IOException {
        RunStatusText text = first;
        Instant lastRead = Instant.now();
        while (true) {
            show(text);
            if (text.isOver()) {
                return text.status().phase() == RunStatus.Phase.FINISHED;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PERIOD.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            try {
                text = next(text);
                lastRead = Instant.now();
            } catch (IOException e) {
                // A network disk may be away for a moment.
                if (Duration.between(lastRead, Instant.now()).compareTo(PATIENCE) > 0) {
                    throw e;
                }
            }
        }
    }

    /** What is so now. The driver is asked for only if its status is old. */
    private RunStatusText next(RunStatusText text) throws IOException {
        RunStatus status = text.status();
        DriverState driver = text.driver();
        Optional<Instant> written = run.written();
        if (!written.equals(read)) {
            Optional<RunStatus> next = run.status();
            read = written;
            if (next.isPresent()) {
                status = next.get();
                // What has just been written shows that somebody is at work.
                driver = status.phase().isLast() ? DriverState.GONE : DriverState.AT_WORK;
                asked = Instant.now();
            }
        } else if (Duration.between(asked, Instant.now()).compareTo(OLD) >= 0) {
            driver = run.driver(status);
            asked = Instant.now();
            if (driver != DriverState.AT_WORK) {
                // It may have written its last status since, within the resolution of the file's time.
                status = run.status().orElse(status);
            }
        }
        return new RunStatusText(status, driver, run.now(status));
    }

    private void show(RunStatusText text) {
        Console.@Nullable Screen screen = console.screen();
        if (screen != null && console.redraws()) {
            draw(text, screen.width().columns() - 1);
        } else {
            print(text);
        }
    }

    /** Lines are cut, because one that a terminal breaks in two would take two rows. */
    private void draw(RunStatusText text, int columns) {
        List<String> lines = text.lines();
        StringBuilder frame = new StringBuilder();
        if (drawn > 0) {
            frame.append(String.format(Locale.ROOT, UP, drawn));
        }
        frame.append(ERASE_BELOW);
        lines.forEach(line -> frame.append(StatusText.cut(StatusText.printable(line), Math.max(1, columns)))
                .append('\n'));
        drawn = lines.size();
        out.print(frame);
        out.flush();
    }

    private void print(RunStatusText text) {
        boolean due = Duration.between(lastLine, text.now()).compareTo(PLAIN) >= 0;
        if (!text.course().equals(printed) && (due || text.isOver())) {
            out.println(text.line());
            out.flush();
            printed = text.course();
            lastLine = text.now();
        }
    }
}
