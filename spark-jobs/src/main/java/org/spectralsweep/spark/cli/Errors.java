package org.spectralsweep.spark.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.spectralsweep.spark.job.BadInput;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** One sentence on the error stream and the documented exit code. */
final class Errors {
    private Errors() {}

    static int badCommandLine(ParameterException error, Ansi colours) {
        CommandLine command = error.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(Text.red(colours, "error: " + firstLine(error)));
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

    static int failed(Exception error, CommandLine command, Ansi colours, boolean debug) {
        boolean badInput = error instanceof BadInput || error instanceof AnalysisException;
        command.getErr().println(Text.red(colours, "error: " + firstLine(badInput ? error : rootCause(error))));
        if (debug) {
            StringWriter trace = new StringWriter();
            error.printStackTrace(new PrintWriter(trace));
            command.getErr().print(trace);
        } else if (!badInput) {
            command.getErr().println("--debug shows where; what is committed stays, the same command goes on.");
        }
        command.getErr().flush();
        return badInput ? SweepCommand.BAD_INPUT : SweepCommand.FAILED;
    }

    private static Throwable rootCause(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String firstLine(Throwable error) {
        String message = error.getMessage();
        // Spark begins the message of a statement that it cannot parse with an empty line.
        return message == null
                ? error.toString()
                : message.lines().filter(line -> !line.isBlank()).findFirst().orElse(error.toString());
    }
}
