package org.spectralsweep.spark.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of {@code sweep show} about one trial. */
final class TrialOptions {
    @Option(
            names = "--trial",
            paramLabel = "TRIAL",
            description = "Show one trial and draw what its network learned: its number in the last run, counted from"
                    + " 1, or the start of its id.")
    private @Nullable String trial;

    @Option(
            names = "--steps",
            paramLabel = "K,...",
            split = ",",
            description = "With --trial: the kept steps to draw, such as 0,100,end (default: up to six of them).")
    private List<String> steps = new ArrayList<>();

    @Option(
            names = "--pictures",
            paramLabel = "FOLDER",
            description = "With --trial: where its pictures go (default: results/<name of the sweep>-learned).")
    private @Nullable String pictures;

    @Nullable
    String trial() {
        return trial;
    }

    List<String> steps() {
        return List.copyOf(steps);
    }

    @Nullable
    String pictures() {
        return pictures;
    }

    /** An option that says nothing without a trial; null if there is none. */
    @Nullable
    String stray() {
        return trial != null ? null : !steps.isEmpty() ? "--steps" : pictures != null ? "--pictures" : null;
    }
}
