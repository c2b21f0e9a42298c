package org.spectralsweep.spark.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.spectralsweep.spark.job.NetworkTrials;
import org.spectralsweep.spark.job.YamlSweeps;
import picocli.CommandLine;

/** Commands of the program in a notebook, whose own virtual machine and session of Spark they use. */
public final class NotebookCommands {
    private NotebookCommands() {}

    /**
     * Runs a command, and waits for its end.
     *
     * @param words what follows {@code sweep} in a shell, such as {@code "plan", "my-sweep.yaml"}
     * @return what it printed
     * @throws IllegalStateException with what it said, if its exit code is not 0
     */
    public static String sweep(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = new SweepCommand(new YamlSweeps(), new NetworkTrials()).commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        int code = line.execute(words);
        if (code != SweepCommand.DONE) {
            throw new IllegalStateException(
                    "sweep " + String.join(" ", words) + ": " + err.toString().strip());
        }
        return out.toString();
    }
}
