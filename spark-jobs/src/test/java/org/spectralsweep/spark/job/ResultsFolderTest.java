package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFolderTest {
    @TempDir
    Path folder;

    @Test
    void belongsToTheSweepThatMadeIt() throws IOException {
        String location = folder.resolve("a/b").toString();
        ResultsFolder.lock(location, "mine").close();
        assertThat(ResultsFolder.open(location).sweep()).isEqualTo("mine");
        ResultsFolder.lock(location, "mine").close();
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> ResultsFolder.lock(location, "yours"))
                .withMessageContaining("holds the sweep 'mine', not 'yours'");
    }

    @Test
    void letsInOneRunAtATime() throws IOException {
        String location = folder.resolve("a").toString();
        try (ResultsFolder first = ResultsFolder.lock(location, "mine")) {
            assertThat(first.sweep()).isEqualTo("mine");
            assertThatExceptionOfType(BadInput.class)
                    .isThrownBy(() -> ResultsFolder.lock(location, "mine"))
                    .withMessageContaining("another run is writing to");
            assertThat(ResultsFolder.open(location).sweep()).isEqualTo("mine");
        }
        ResultsFolder.lock(location, "mine").close();
    }

    @Test
    void touchesNoFolderWithOtherThings() throws IOException {
        Files.writeString(folder.resolve("thesis.tex"), "...");
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> ResultsFolder.lock(folder.toString(), "mine"))
                .withMessageContaining("holds other files");
        assertThat(folder.resolve("sweep.json")).doesNotExist();
    }

    @Test
    void saysWhyItCannotWrite() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "...");
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> ResultsFolder.lock(file.resolve("below").toString(), "mine"))
                .withMessageContaining("file is a file");
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> ResultsFolder.lock("/proc/sweep/results", "mine"))
                .withMessageStartingWith("cannot write to /proc/sweep/results");
    }

    @Test
    void saysThatThereAreNoResults() {
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> ResultsFolder.open(folder.resolve("none").toString()))
                .withMessageContaining("there are no results in");
    }

    /** Folders as a machine that lost its power, or a folder that was moved away, leaves them. */
    @Test
    void takesAFolderThatHoldsNothingButARunsBeginning() throws IOException {
        Files.createFile(folder.resolve("sweep.json"));
        Files.createDirectory(folder.resolve("trials"));
        try (ResultsFolder results = ResultsFolder.lock(folder.toString(), "mine")) {
            assertThat(results.sweep()).isEqualTo("mine");
        }
        assertThat(ResultsFolder.open(folder.toString()).sweep()).isEqualTo("mine");
    }

    @Test
    void refusesADamagedMarker() throws IOException {
        Files.writeString(folder.resolve("sweep.json"), "{");
        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> ResultsFolder.open(folder.toString()))
                .withMessageContaining("is damaged");
    }
}
