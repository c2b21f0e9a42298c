package org.spectralsweep.spark.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * The program's error stream. On a terminal, a status line may stand at its end, and other output appears above it,
 * such as a warning of Spark's log. The cursor rests at the beginning of the status line. Erasing from there removes
 * the whole line, even if the terminal has become narrower and has broken it in two.
 */
final class ErrorStream extends OutputStream {
    private static final String ERASE_BELOW = "\u001b[J";

    private final PrintStream target;
    private @Nullable String status;
    private boolean insideALine;
    private boolean silent;

    ErrorStream(PrintStream target) {
        this.target = target;
    }

    /** A print stream on this stream, in the encoding that the process was given for its error stream. */
    PrintStream printing() {
        return new PrintStream(this, true, encoding());
    }

    private static Charset encoding() {
        String name = System.getProperty("stderr.encoding", System.getProperty("sun.stderr.encoding"));
        return name != null && Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
    }

    /** Shows the line, in place of the one that is shown. It must be narrower than the terminal. */
    synchronized void show(String line) {
        if (silent || line.equals(status)) {
            return;
        }
        status = line;
        draw();
    }

    /** Ends the updating. The status line stays as an ordinary line. */
    synchronized void leaveStatus() {
        if (!silent && status != null) {
            endStatus();
        }
    }

    /**
     * Ends the status line and writes one last sentence. Nothing is written after it: what a program says while it is
     * ending is of no interest.
     *
     * @param echoed whether the terminal may have shown the key that was pressed
     */
    synchronized void lastWords(String sentence, boolean echoed) {
        if (silent) {
            return;
        }
        if (status != null) {
            endStatus();
        } else if (echoed || insideALine) {
            target.println();
        }
        target.println(sentence);
        target.flush();
        silent = true;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        if (silent || length == 0) {
            return;
        }
        if (status != null && !insideALine) {
            target.print(ERASE_BELOW);
        }
        target.write(bytes, from, length);
        insideALine = bytes[from + length - 1] != '\n';
        draw();
    }

    @Override
    public synchronized void flush() {
        target.flush();
    }

    private void draw() {
        if (status != null && !insideALine) {
            target.print("\r" + status + ERASE_BELOW + "\r");
            target.flush();
        }
    }

    private void endStatus() {
        if (insideALine) {
            target.println();
            insideALine = false;
        }
        draw();
        status = null;
        target.println();
        target.flush();
    }
}
