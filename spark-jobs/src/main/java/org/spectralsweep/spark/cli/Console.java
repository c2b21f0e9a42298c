package org.spectralsweep.spark.cli;

import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * What the program's two output streams are attached to. Each stream has colours by what itself is: on a terminal that knows them, unless
 * NO_COLOR is set. The error stream has a line that is updated in place where it is such a terminal.
 *
 * @param out whether text for standard output is coloured
 * @param err whether text for the error stream is coloured
 * @param screen where a status line is shown; null where there is none
 */
record Console(Ansi out, Ansi err, @Nullable Screen screen) {
    /** System properties of the launcher, which knows what the streams are. */
    private static final String OUT = "sweep.terminal.out";

    private static final String ERR = "sweep.terminal.err";

    /** A terminal with a status line. */
    record Screen(ErrorStream stream, TerminalWidth width) {}

    /** Neither colours nor a status line, as for a file. */
    static Console plain() {
        return new Console(Ansi.OFF, Ansi.OFF, null);
    }

    /** Of this process, whose error stream is to be the given one. */
    static Console ofProcess(ErrorStream stream) {
        UnaryOperator<@Nullable String> environment = System::getenv;
        boolean err = Boolean.getBoolean(ERR) && movesItsCursor(environment);
        return new Console(
                colours(Boolean.getBoolean(OUT), environment),
                colours(Boolean.getBoolean(ERR), environment),
                err ? new Screen(stream, TerminalWidth.ofProcess()) : null);
    }

    /** Colours for a stream. */
    static Ansi colours(boolean terminal, UnaryOperator<@Nullable String> environment) {
        String refused = environment.apply("NO_COLOR");
        boolean wanted = refused == null || refused.isEmpty();
        return terminal && wanted && movesItsCursor(environment) ? Ansi.ON : Ansi.OFF;
    }

    /** Whether a terminal is more than one that prints line after line. */
    static boolean movesItsCursor(UnaryOperator<@Nullable String> environment) {
        String kind = environment.apply("TERM");
        return kind != null && !kind.isEmpty() && !kind.equals("dumb");
    }

    /**
     * Shows a line that is updated until it is closed.
     *
     * @param text the line for a number of columns
     * @return null where there is no terminal to show it on
     */
    @Nullable
    StatusLine status(IntFunction<String> text) {
        return screen == null ? null : new StatusLine(screen.stream(), screen.width(), text);
    }
}
