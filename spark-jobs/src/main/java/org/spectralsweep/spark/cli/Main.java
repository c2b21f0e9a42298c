package org.spectralsweep.spark.cli;

import java.util.Locale;
import org.spectralsweep.spark.job.LoginUser;
import org.spectralsweep.spark.job.NetworkTrials;
import org.spectralsweep.spark.job.YamlSweeps;
import picocli.CommandLine;

/** The program. It reads sweeps from YAML files, and its trials train networks. */
public final class Main {
    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] arguments) {
        // Our own texts name their locale, but those of libraries follow the default.
        Locale.setDefault(Locale.ROOT);
        LoginUser.ensure();
        ErrorStream err = new ErrorStream(System.err);
        // This must happen before Spark's log takes the stream, so that warnings appear above the status line.
        System.setErr(err.printing());
        Console console = Console.ofProcess(err);
        Interruption interruption = new Interruption(err, console.screen() != null);
        interruption.listen();
        CommandLine line =
                new SweepCommand(new YamlSweeps(), new NetworkTrials(), console, interruption).commandLine(arguments);
        line.setOut(Output.standard());
        int code = line.execute(arguments);
        interruption.exit(code);
    }
}
