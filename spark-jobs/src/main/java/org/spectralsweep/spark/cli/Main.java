package org.spectralsweep.spark.cli;

import org.spectralsweep.spark.job.NetworkTrials;
import org.spectralsweep.spark.job.YamlSweeps;

/** The program: sweeps are YAML files, trials are networks. */
public final class Main {
    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] arguments) {
        int code = new SweepCommand(new YamlSweeps(), new NetworkTrials())
                .commandLine()
                .execute(arguments);
        if (Errors.shuttingDown()) {
            // After Ctrl-C the signal decides the exit code.
            return;
        }
        System.exit(code);
    }
}
