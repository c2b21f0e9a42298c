package org.spectralsweep.spark.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.job.BadInput;
import org.spectralsweep.spark.job.CostedTrial;
import org.spectralsweep.train.EngineName;
import org.spectralsweep.trial.AllowedBackend;
import org.spectralsweep.trial.TrialJson;
import picocli.CommandLine.Option;

/** The option that says which backend of ND4J may train. */
final class BackendOptions {
    @Option(
            names = "--allow-backend",
            paramLabel = "NAME",
            description = "For `engine: nd4j`: also compute with this backend of ND4J, such as nd4j-cuda."
                    + " Ids and equal bits are promised for nd4j-native alone.")
    private @Nullable String name;

    AllowedBackend allowed() {
        return new AllowedBackend(name);
    }

    /** Refuses trials that ND4J would train here with a backend that is not allowed. */
    void check(List<CostedTrial> work) {
        try {
            work.stream()
                    .filter(one -> one.engine().equals(EngineName.ND4J.key()))
                    .findFirst()
                    .ifPresent(one -> allowed().require(TrialJson.read(one.specJson())));
        } catch (IllegalArgumentException e) {
            throw new BadInput(String.valueOf(e.getMessage()), e);
        }
    }
}
