package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep does not depend on what Spark's settings say; see {@link SparkSettings} for the list. */
class SparkSettingsTest {
    @TempDir
    private Path folder;

    @Test
    void givesTheSameTablesUnderMostAtOnce() throws Exception {
        assertEqualTables(List.of(SparkSettings.AT_ONCE));
    }

    @Test
    @Tag("slow")
    void givesTheSameTablesUnderEverySetting() throws Exception {
        assertEqualTables(SparkSettings.ALL.keySet());
    }

    private void assertEqualTables(Collection<String> settings) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of("..", "conf", "jvm.options"),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=160m",
                "-Djava.awt.headless=true",
                "-Dlog4j2.configurationFile="
                        + Path.of("..", "conf", "log4j2.properties")
                                .toAbsolutePath()
                                .toUri(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SparkSettings.class.getName(),
                folder.toString()));
        command.addAll(settings);
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
    }
}
