package org.spectralsweep.spark.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.spectralsweep.spark.job.LoginUser;
import org.spectralsweep.spark.job.NetworkTrials;
import org.spectralsweep.spark.job.YamlSweeps;

/**
 * Runs the commands once on a tiny sweep, so that Java meets the classes of the libraries that they need. The launcher
 * has Java keep these in an archive, which later starts map instead of reading and checking jars.
 */
public final class Rehearsal {
    private static final List<String> TINY = List.of(
            "--set", "network.width=16",
            "--set", "max-steps=40",
            "--set", "replicates=2",
            "--set", "target.frequency={from: 2, to: 6}");

    private Rehearsal() {}

    /**
     * Exits with the code of the first command that fails, or with 0.
     *
     * @param arguments a spec file, and the folder for its results
     */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        LoginUser.ensure();
        System.exit(run(arguments[0], arguments[1]));
    }

    /** The exit code of the first command that fails. */
    static int run(String spec, String results) {
        return commands(spec, results).stream()
                .mapToInt(Rehearsal::run)
                .filter(code -> code != SweepCommand.DONE)
                .findFirst()
                .orElse(SweepCommand.DONE);
    }

    private static List<List<String>> commands(String spec, String results) {
        return List.of(
                with("plan", spec, results),
                with("run", spec, results),
                List.of("show", results),
                List.of("fit", results),
                List.of("sql", results, "--format", "csv", "SELECT status, count(*) FROM trials GROUP BY 1 ORDER BY 2"),
                List.of("sql", results, "SELECT frequency, avg(time_upper) AS T FROM convergence GROUP BY 1"));
    }

    private static List<String> with(String command, String spec, String results) {
        return Stream.concat(Stream.of(command, spec, "--out", results), TINY.stream())
                .toList();
    }

    private static int run(List<String> command) {
        return new SweepCommand(new YamlSweeps(), new NetworkTrials())
                .commandLine()
                .execute(command.toArray(String[]::new));
    }
}
