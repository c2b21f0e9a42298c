package org.spectralsweep.spark.cli;

import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.job.SparkSessions;
import picocli.CommandLine.Option;

/** Where Spark runs. */
final class SparkOptions {
    @Option(
            names = "--master",
            paramLabel = "URL",
            description =
                    "Spark's master, such as local[4] or spark://host:7077 (default: local[*], or what spark-submit says).")
    private @Nullable String master;

    SparkSessions.Session open(String name) {
        return SparkSessions.open(name, master);
    }
}
