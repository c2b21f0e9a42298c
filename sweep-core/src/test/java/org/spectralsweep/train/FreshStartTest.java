package org.spectralsweep.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** When ND4J is loaded, and what that changes. Each test starts a virtual machine in which it is not loaded yet. */
class FreshStartTest {
    @TempDir
    Path folder;

    /** Runs {@link FreshStart} where ND4J would give OpenBLAS three threads. */
    private List<String> start(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                // A heap that is resident from the start, so that what grows lies outside.
                "-Xms300m",
                "-Xmx300m",
                "-XX:+AlwaysPreTouch",
                "-Xlog:class+load:file=" + folder.resolve("classes"),
                "-cp",
                System.getProperty("java.class.path"),
                FreshStart.class.getName()));
        command.addAll(List.of(arguments));
        File out = folder.resolve("out").toFile();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out);
        builder.environment().put("OMP_NUM_THREADS", "3");
        int code = builder.start().waitFor();
        List<String> lines = Files.readAllLines(out.toPath());
        assertThat(code).as(String.join("\n", lines)).isZero();
        return lines.stream()
                .filter(line -> line.matches("(dense|shallow|circle|nd4j|resident) .*"))
                .toList();
    }

    private long loadedOfNd4j() throws IOException {
        try (var lines = Files.lines(folder.resolve("classes"))) {
            return lines.filter(line -> line.contains(" org.nd4j.")).count();
        }
    }

    @Test
    void theOtherEnginesLoadNoClassOfNd4j() throws Exception {
        assertThat(start("dense", "shallow", "circle")).hasSize(3);
        assertThat(loadedOfNd4j()).isZero();
    }

    @Test
    void matrixProductsStayOnOneThreadAfterNd4j() throws Exception {
        List<String> lines = start("dense", "nd4j", "dense", "nd4j");
        assertThat(loadedOfNd4j()).isPositive();
        assertThat(lines).hasSize(4).allMatch(line -> line.split(" ")[1].equals("1"));
        assertThat(lines.get(2)).isEqualTo(lines.get(0));
        assertThat(lines.get(3)).isEqualTo(lines.get(1));
    }

    /**
     * A step makes two dozen arrays of up to 128 kB. If none were freed, 2,000 steps would hold 4 GB, and 100 trainings
     * half a GB.
     */
    @Test
    @EnabledOnOs(OS.LINUX)
    void memoryDoesNotGrowWithTheSteps() throws Exception {
        List<Long> resident = start("memory").stream()
                .map(line -> Long.valueOf(line.substring("resident ".length())))
                .toList();
        assertThat(resident).hasSize(3);
        // What the JIT compiles in between takes some ten MB.
        assertThat(resident.get(1)).isLessThan(resident.get(0) + 200_000);
        assertThat(resident.get(2)).isLessThan(resident.get(1) + 150_000);
    }
}
