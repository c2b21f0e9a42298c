package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.job.NetworkTrials;
import org.spectralsweep.spark.job.YamlSweeps;

/** What tests share that type commands about one results folder: the folder, and what the last command printed. */
class TypedCommands {
    @TempDir
    Path folder;

    String results;
    String out = "";
    String err = "";

    @BeforeEach
    void nameResults() {
        results = folder.resolve("results").toString();
    }

    /** Types a command, and returns its exit code. */
    int sweep(String... arguments) {
        Typed typed = Typed.into(new SweepCommand(new YamlSweeps(), new NetworkTrials()), arguments);
        out = typed.out();
        err = typed.err();
        return typed.code();
    }

    /** Writes a spec, and returns its file. */
    String spec(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "spec", ".yaml"), text)
                .toString();
    }

    /** Runs a spec's file into the results folder. */
    void run(String file, String... more) {
        String[] all = Stream.concat(Stream.of("run", file, "--out", results, "-q"), Stream.of(more))
                .toArray(String[]::new);
        assertThat(sweep(all)).as(err).isZero();
    }
}
