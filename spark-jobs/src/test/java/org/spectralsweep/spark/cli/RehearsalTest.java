package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands by whose classes an archive is made. */
final class RehearsalTest {
    @TempDir
    Path folder;

    @Test
    void everyCommandWorksOnTheQuickstart() {
        assertThat(Rehearsal.run(
                        "../conf/quickstart.yaml", folder.resolve("results").toString()))
                .isEqualTo(SweepCommand.DONE);
    }
}
