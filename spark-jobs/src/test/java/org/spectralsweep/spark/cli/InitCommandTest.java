package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.job.PlantedTrials;

class InitCommandTest {
    @TempDir
    Path folder;

    private Typed sweep(String... arguments) {
        return Typed.into(new SweepCommand(new PlantedLoader(), new PlantedTrials(folder.toString())), arguments);
    }

    @Test
    void writesASpecAndNeverOverAnother() throws IOException {
        String name = folder.resolve("mine").toString();
        Path file = folder.resolve("mine.yaml");
        Typed init = sweep("init", name, "--like", "theory");
        assertThat(init.code()).as(init.err()).isZero();
        assertThat(init.out()).contains("sweep plan " + file);
        assertThat(file).content().contains("sweep: \"mine\"\n").contains("max-steps: 0");
        Files.writeString(file, "changed");
        Typed again = sweep("init", name);
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err().lines()).hasSize(1);
        assertThat(again.err()).contains(file + " is there already");
        assertThat(file).content().isEqualTo("changed");
    }

    @Test
    void refusesAnUnusableName() {
        assertThat(sweep("init", folder + "/two words").code()).isEqualTo(2);
        assertThat(sweep("init", folder.resolve("none/mine").toString()).err()).contains("cannot write");
        assertThat(sweep("init", folder.resolve("mine").toString(), "--like", "rumour")
                        .code())
                .isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void explainsKeysAndSuggestsOthers() {
        assertThat(sweep("spec", "target.harmonic").out()).contains("Example: {type: harmonic");
        Typed wrong = sweep("spec", "target.harmonik");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("did you mean 'target.harmonic'?");
        assertThat(sweep("spec", "--schema").out()).startsWith("{").contains("2020-12");
        assertThat(sweep("spec", "--schema", "target").code()).isEqualTo(2);
    }
}
