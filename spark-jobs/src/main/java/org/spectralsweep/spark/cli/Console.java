package org.spectralsweep.spark.cli;

import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * What the program's two output streams are attached to. A stream is coloured if it is a terminal that knows colours
 * and NO_COLOR is not set. If the error stream is such a terminal, it also has a status line that is updated in place.
 *
 * @param out whether text for standard output is coloured
 * @param err whether text for the error stream is coloured
 * @param screen where a status line is shown, or null if there is no such place
 */
record Console(Ansi out, Ansi err, @Nullable Screen screen) {
    /** The launcher knows what the streams are, and says so in these system properties. */
    private static final String OUT = "sweep.terminal.out";

    private static final String ERR = "sweep.terminal.err";

    /** A terminal with a status line. */
    record Screen(ErrorStream stream, TerminalWidth width) {}

    /** A console without colours and without a status line, as for a file. */
    static Console plain() {
        return new Console(Ansi.OFF, Ansi.OFF, null);
    }

    /** The console of this process, whose error stream is the given one. */
    static Console ofProcess(ErrorStream stream) {
        UnaryOperator<@Nullable String> environment = System::getenv;
        boolean err = Boolean.getBoolean(ERR) && movesItsCursor(environment);
        return new Console(
                colours(Boolean.getBoolean(OUT), environment),
                colours(Boolean.getBoolean(ERR), environment),
                err ? new Screen(stream, TerminalWidth.ofProcess()) : null);
    }

    /** Whether standard output is a terminal, on which text can be drawn again in its place. */
    boolean redraws() {
        return screen != null && Boolean.getBoolean(OUT);
    }

    /** Whether a stream gets colours. */
    static Ansi colours(boolean terminal, UnaryOperator<@Nullable String> environment) {
        String refused = environment.apply("NO_COLOR");
        boolean wanted = refused == null || refused.isEmpty();
        return terminal && wanted && movesItsCursor(environment) ? Ansi.ON : Ansi.OFF;
    }

    /** Whether a terminal can move its cursor, instead of only printing one line after another. */
    static boolean movesItsCursor(UnaryOperator<@Nullable String> environment) {
        String kind = environment.apply("TERM");
        return kind != null && !kind.isEmpty() && !kind.equals("dumb");
    }

    /**
     * Shows a line that is updated until it is closed.
     *
     * @param text gives the line for a number of columns
     * @return the line, or null if there is no terminal to show it on
     */
    @Nullable
    StatusLine status(IntFunction<String> text) {
        return screen == null ? null : new StatusLine(screen.stream(), screen.width(), text);
    }
}
