package org.spectralsweep.spark.cli;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.job.BadInput;
import org.spectralsweep.spark.job.SparkSessions;
import picocli.CommandLine.Option;

/** Options that say where Spark runs. */
final class SparkOptions {
    private static final Pattern MASTER = Pattern.compile(
            "local|local\\[([1-9][0-9]*|\\*)(,[1-9][0-9]*)?]|local-cluster\\[.*]|spark://.+:[0-9]+.*|yarn|k8s://.+");

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "Spark's master, such as local[4] or spark://host:7077"
                    + " (default: the one given to spark-submit, else local[*]).")
    private @Nullable String master;

    /** Refuses a master that Spark does not know, before anything is changed. */
    void check() {
        if (master != null && !MASTER.matcher(master).matches()) {
            throw new BadInput(
                    "--master must be local, local[N], local[*], spark://host:port, yarn or k8s://... but was "
                            + master);
        }
    }

    /** The master that the user gave, or null if spark-submit decides. */
    @Nullable
    String master() {
        return master;
    }

    SparkSessions.Session open(String name) {
        check();
        return SparkSessions.open(name, master);
    }
}
