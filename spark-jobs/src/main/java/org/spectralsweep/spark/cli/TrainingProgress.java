package org.spectralsweep.spark.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** The steps of one training: one updating line on a terminal; elsewhere a plain line at most every ten seconds. */
final class TrainingProgress implements LongConsumer, AutoCloseable {
    private static final long PLAIN_NANOS = 10_000_000_000L;

    private final PrintWriter err;
    private final String of;
    private final @Nullable ProgressBar bar;
    private long lastLine = System.nanoTime();

    /** @param steps that training does at most, or null where the kernel decides */
    TrainingProgress(PrintWriter err, @Nullable Long steps) {
        this.err = err;
        of = steps == null ? "" : " of " + steps;
        bar = ConsoleProgress.isTerminal() && (steps == null || steps > 0) ? bar(steps) : null;
    }

    private static ProgressBar bar(@Nullable Long steps) {
        boolean unicode = Charset.defaultCharset().equals(StandardCharsets.UTF_8);
        return new ProgressBarBuilder()
                .setTaskName("training")
                .setInitialMax(steps == null ? -1 : steps)
                .setStyle(unicode ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .setUpdateIntervalMillis(500)
                .build();
    }

    @Override
    public void accept(long step) {
        if (bar != null) {
            bar.stepTo(step);
        } else if (System.nanoTime() - lastLine >= PLAIN_NANOS) {
            lastLine = System.nanoTime();
            err.println("training: step " + step + of);
            err.flush();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
