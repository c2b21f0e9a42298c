package org.spectralsweep.spark.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints one sentence on the error stream and returns the documented exit code. */
final class Errors {
    private Errors() {}

    static int badCommandLine(ParameterException error, Ansi colours) {
        CommandLine command = error.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(Text.red(colours, "error: " + Failure.firstLine(error)));
        if (error instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions =
                    unmatched.getSuggestions().stream().distinct().limit(3).toList();
            if (!suggestions.isEmpty()) {
                err.println("Did you mean " + String.join(" or ", suggestions) + "?");
            }
        }
        err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return SweepCommand.BAD_INPUT;
    }

    /** Reports any exception or error that ended a command. */
    static int failed(Throwable error, CommandLine command, Ansi colours, boolean debug) {
        Throwable cause = error instanceof ExecutionException && error.getCause() != null ? error.getCause() : error;
        Failure failure = Failure.of(cause);
        PrintWriter err = command.getErr();
        err.println(Text.red(colours, "error: " + failure.sentence()));
        if (debug) {
            StringWriter trace = new StringWriter();
            cause.printStackTrace(new PrintWriter(trace));
            err.print(trace);
        } else if (!failure.badInput()) {
            err.println("Run again with --debug for a stack trace."
                    + (failure.resumable() ? " Committed trials are kept; the same command resumes." : ""));
        }
        err.flush();
        return failure.badInput() ? SweepCommand.BAD_INPUT : SweepCommand.FAILED;
    }

    /**
     * The exit code of a command after all its output was written.
     *
     * @param code exit code of the command itself
     */
    static int written(int code, CommandLine command, Ansi colours) {
        PrintWriter out = command.getOut();
        if (!out.checkError() || Output.isLeftByItsReader(out)) {
            return code;
        }
        String reason = Output.reason(out);
        command.getErr()
                .println(Text.red(
                        colours,
                        "error: the output could not be written" + (reason.isEmpty() ? "" : ": " + reason)
                                + "; it is incomplete"));
        command.getErr().flush();
        return code == SweepCommand.DONE ? SweepCommand.FAILED : code;
    }
}
