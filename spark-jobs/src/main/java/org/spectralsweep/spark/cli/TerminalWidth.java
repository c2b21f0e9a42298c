package org.spectralsweep.spark.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import sun.misc.Signal;

/**
 * The width of the terminal that the error stream writes to. It is asked for again when the window may have changed.
 */
final class TerminalWidth {
    private static final int USUAL = 80;

    /** The terminal is found through the error stream, because standard input may be a file. */
    private static final String SIZE = "exec 3<&2 2>/dev/null; stty size <&3";

    private final IntSupplier ask;
    private final AtomicBoolean stale = new AtomicBoolean(true);
    private volatile int columns = USUAL;

    /** @param ask asks for the number of columns; 0 or less if it is unknown */
    TerminalWidth(IntSupplier ask) {
        this.ask = ask;
    }

    /** The width of this process's terminal, which follows the width of the window. */
    static TerminalWidth ofProcess() {
        TerminalWidth width = new TerminalWidth(TerminalWidth::sttyColumns);
        try {
            Signal.handle(new Signal("WINCH"), signal -> width.mayHaveChanged());
        } catch (IllegalArgumentException e) {
            width.mayHaveChanged(); // This system lacks the signal, so the width stays that at the start.
        }
        return width;
    }

    /** Makes the next call of {@link #columns} ask the terminal. */
    void mayHaveChanged() {
        stale.set(true);
    }

    int columns() {
        if (stale.getAndSet(false)) {
            int asked = ask.getAsInt();
            columns = asked > 0 ? asked : USUAL;
        }
        return columns;
    }

    private static int sttyColumns() {
        try {
            Process stty = new ProcessBuilder("sh", "-c", SIZE)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            stty.getOutputStream().close();
            try (Scanner size = new Scanner(stty.getInputStream(), StandardCharsets.US_ASCII)) {
                // The output is the number of rows, then of columns.
                size.nextInt();
                return size.nextInt();
            } finally {
                stty.waitFor(1, TimeUnit.SECONDS);
            }
        } catch (IOException | java.util.NoSuchElementException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
