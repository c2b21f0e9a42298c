package org.spectralsweep.spark.cli;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.spectralsweep.spark.job.LoginUser;
import org.spectralsweep.spark.job.NetworkTrials;
import org.spectralsweep.spark.job.YamlSweeps;
import picocli.CommandLine;

/**
 * Runs each kind of command once on a tiny sweep, so that the virtual machine can keep the classes that they need in an
 * archive. The launcher starts it after a build; later starts map the archive instead of reading and checking jars.
 */
public final class Rehearsal {
    private static final List<String> TINY = List.of(
            "--set", "network.width=16", "--set", "max-steps=40", "--set", "replicates=2", "--set", "target.frequency={from: 2, to: 6}");

    private Rehearsal() {}

    /**
     * Exits with code 0 if every command did.
     *
     * @param arguments a spec file, and the folder for its results
     */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        LoginUser.ensure();
        String spec = arguments[0];
        String results = arguments[1];
        List<List<String>> commands = List.of(
                List.of("--help"),
                List.of("spec"),
                with("plan", spec, results),
                Stream.concat(with("run", spec, results).stream(), Stream.of("--master", "local[2]")).toList(),
                List.of("show", results),
                List.of("fit", results),
                List.of("compare", results, results),
                List.of("sql", results),
                List.of("sql", results, "--format", "csv", "SELECT status, count(*) FROM trials GROUP BY status ORDER BY 2"),
                List.of("sql", results, "SELECT frequency, avg(time_upper) AS T FROM convergence GROUP BY 1 ORDER BY 1"));
        for (List<String> command : commands) {
            int code = run(command);
            if (code != SweepCommand.DONE) {
                System.exit(code);
            }
        }
        System.exit(SweepCommand.DONE);
    }

    private static List<String> with(String command, String spec, String results) {
        return Stream.concat(Stream.of(command, spec, "--out", results), TINY.stream()).toList();
    }

    private static int run(List<String> command) {
        ErrorStream err = new ErrorStream(System.err);
        CommandLine line = new SweepCommand(new YamlSweeps(), new NetworkTrials(), Console.plain(), new Interruption(err, false)).commandLine();
        line.setOut(Output.standard());
        return line.execute(command.toArray(String[]::new));
    }
}
