package org.spectralsweep.spark.cli;

import java.util.function.IntFunction;

/**
 * A line at the end of a terminal that a thread of its own keeps up to date until it is closed. The thread asks for the
 * text without holding a lock, and closing does not wait for the thread.
 */
final class StatusLine implements AutoCloseable {
    private static final long PERIOD_MILLIS = 500;

    /**
     * A thread that slept this much longer than it should was suspended, and the terminal may have changed meanwhile.
     */
    private static final long SUSPENDED_NANOS = 3_000_000_000L;

    private final ErrorStream stream;
    private final TerminalWidth width;
    private final IntFunction<String> text;
    private final Thread thread;
    private boolean open = true;

    /**
     * Shows a line at once.
     *
     * @param text gives the line for a number of columns, all of which it may fill
     */
    StatusLine(ErrorStream stream, TerminalWidth width, IntFunction<String> text) {
        this.stream = stream;
        this.width = width;
        this.text = text;
        thread = new Thread(this::keepUpToDate, "status line");
        thread.setDaemon(true);
        thread.start();
    }

    private void keepUpToDate() {
        long last = System.nanoTime();
        try {
            while (true) {
                redraw();
                Thread.sleep(PERIOD_MILLIS);
                long now = System.nanoTime();
                if (now - last > SUSPENDED_NANOS) {
                    width.mayHaveChanged();
                }
                last = now;
            }
        } catch (InterruptedException e) {
            // The line was closed.
            Thread.currentThread().interrupt();
        }
    }

    private void redraw() {
        String line = line();
        synchronized (this) {
            if (open) {
                stream.show(line);
            }
        }
    }

    /** The last column stays free, because terminals differ in what they do after a character there. */
    private String line() {
        return text.apply(Math.max(1, width.columns() - 1));
    }

    /** Updates the line a last time and leaves it there. */
    @Override
    public void close() {
        String line = line();
        synchronized (this) {
            if (!open) {
                return;
            }
            open = false;
            stream.show(line);
            stream.leaveStatus();
        }
        thread.interrupt();
    }
}
