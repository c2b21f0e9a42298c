package org.spectralsweep.spark.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * A command as somebody types it, and its result.
 *
 * @param code its exit code
 * @param out what it printed
 * @param err what it printed on the error stream
 */
record Typed(int code, String out, String err) {
    /** Runs the command. */
    static Typed into(SweepCommand sweep, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = sweep.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        int code = line.execute(arguments);
        return new Typed(code, out.toString(), err.toString());
    }
}
