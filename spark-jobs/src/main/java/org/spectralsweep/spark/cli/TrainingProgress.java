package org.spectralsweep.spark.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one training. A terminal shows one line that is updated. A log file gets a plain line at most every ten
 * seconds.
 */
final class TrainingProgress implements LongConsumer, AutoCloseable {
    private static final long PLAIN_NANOS = 10_000_000_000L;

    private final PrintWriter err;
    private final @Nullable Long steps;
    private final @Nullable StatusLine line;
    private final long start = System.nanoTime();
    private long lastLine = start;
    private volatile long done;

    /** @param steps the most steps of the training, or null if the kernel decides */
    TrainingProgress(Console console, PrintWriter err, @Nullable Long steps) {
        this.err = err;
        this.steps = steps;
        line = steps != null && steps == 0 ? null : console.status(this::line);
    }

    private String line(int columns) {
        return line(done, steps, Duration.ofNanos(System.nanoTime() - start), columns);
    }

    /**
     * The line, such as {@code training  step 1200 of 20000  0:05, at most 1:20 left  [##........]}. Training may end
     * before its last step.
     */
    static String line(long done, @Nullable Long steps, Duration elapsed, int columns) {
        if (steps == null) {
            return new StatusText("training", "step " + done + "  " + Text.clock(elapsed)).fitted(columns);
        }
        String left = done >= steps ? "" : ", " + left(done, steps, elapsed);
        return new StatusText("training", "step " + done + " of " + steps + "  " + Text.clock(elapsed) + left)
                .with(done / (double) steps)
                .fitted(columns);
    }

    private static String left(long done, long steps, Duration elapsed) {
        if (done == 0) {
            return "time left unknown";
        }
        double seconds = elapsed.toNanos() / 1e9 / done * (steps - done);
        return "at most " + Text.clockLeft(Duration.ofMillis(Math.round(1000 * seconds))) + " left";
    }

    @Override
    public void accept(long step) {
        done = step;
        if (line == null && System.nanoTime() - lastLine >= PLAIN_NANOS) {
            lastLine = System.nanoTime();
            err.println("training: step " + step + (steps == null ? "" : " of " + steps));
            err.flush();
        }
    }

    @Override
    public void close() {
        if (line != null) {
            line.close();
        }
    }
}
