package org.spectralsweep.spark.cli;

import java.util.ArrayList;
import java.util.List;
import org.spectralsweep.spark.job.PastCosts;
import picocli.CommandLine.Option;

/** The option that says which earlier runs tell what trials cost. */
final class CostOptions {
    @Option(
            names = "--costs-from",
            paramLabel = "RESULTS",
            description = "Predict costs by what trials took in this results folder, too. May be given several times."
                    + " Those beside the sweep's own are always asked.")
    private List<String> folders = new ArrayList<>();

    /** What earlier runs tell about a sweep whose results are at a location. */
    PastCosts past(String location) {
        return PastCosts.of(location, folders);
    }
}
