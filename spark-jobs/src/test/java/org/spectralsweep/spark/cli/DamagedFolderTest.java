package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.spark.job.PlantedTrials;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.job.SharedSpark;

/** Whatever happens to a committed file, readers name it and continue, and a run sets it aside and makes it again. */
class DamagedFolderTest {
    @TempDir
    Path folder;

    private PlantedTrials trials;
    private Path spec;
    private String results;
    private String out = "";
    private String err = "";

    /** Three work units of one trial each, so that one can be damaged and two stay. */
    @BeforeEach
    void run() throws IOException {
        assertThat(SharedSpark.session()).isNotNull();
        trials = new PlantedTrials(
                Files.createDirectory(folder.resolve("journal")).toString());
        results = folder.resolve("results").toString();
        spec = Files.writeString(
                folder.resolve("planted.yaml"), "planted\n0 10 50 plain 3\n1 20 50 plain 3\n2 30 50 plain 3\n");
        assertThat(sweep("run", spec.toString(), "--out", results, "-q"))
                .as(err)
                .isZero();
        trials.ran();
    }

    @ParameterizedTest
    @CsvSource({"hits, missing", "trials, empty", "measurements, foreign"})
    void isNamedByReadersAndMadeAgainByARun(String table, String how) throws IOException {
        damage(table, how);
        Set<String> before = files();

        for (List<String> command : List.of(
                List.of("plan", spec.toString(), "--out", results),
                List.of("show", results),
                List.of("sql", results, "--format", "csv", "SELECT count(DISTINCT trial_id) AS n FROM " + table))) {
            assertThat(sweep(command.toArray(String[]::new))).as(err).isZero();
            assertThat(err).contains("the work unit " + PlantedTrials.id(0) + " is damaged (" + table + "/");
            assertThat(err.lines()).hasSize(1);
            switch (command.get(0)) {
                case "plan" -> assertThat(out).contains("2 committed, 1 to run");
                case "show" -> assertThat(out).contains("trials  2 (2 converged)");
                default -> assertThat(out.lines()).containsExactly("n", "2");
            }
        }
        assertThat(files()).isEqualTo(before);

        assertThat(sweep("run", spec.toString(), "--out", results, "-q"))
                .as(err)
                .isZero();
        assertThat(err).contains("moved to " + results + "/damaged, and its trials run again");
        assertThat(out).contains("3 trials: 2 committed before, 1 run now");
        assertThat(trials.ran()).containsExactly(PlantedTrials.id(0));
        assertThat(Path.of(results, "damaged", "trials")).isDirectoryContaining("glob:**" + PlantedTrials.id(0) + "*");

        assertThat(sweep("run", spec.toString(), "--out", results, "-q"))
                .as(err)
                .isZero();
        assertThat(err).isEmpty();
        assertThat(trials.ran()).isEmpty();
        assertThat(ResultsFolder.open(results).store().committed()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"runs", "fits", "comparisons"})
    void otherTablesMayBeDamagedToo(String table) throws IOException {
        Path file = Path.of(results, table, table + ".parquet");
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[0]);
        assertThat(sweep("show", results)).as(err).isZero();
        assertThat(err).contains(table + "/" + table + ".parquet is empty");
        assertThat(sweep("sql", results, "--format", "csv", "SELECT count(*) AS n FROM " + table))
                .as(err)
                .isZero();
        assertThat(out.lines()).containsExactly("n", table.equals("runs") ? "1" : "0");
        assertThat(sweep("run", spec.toString(), "--out", results, "-q"))
                .as(err)
                .isZero();
        assertThat(trials.ran()).isEmpty();
        assertThat(sweep("show", results)).isZero();
        assertThat(err).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"schema-version\": 1}", "missing"})
    void theNameOfTheSweepIsFoundInItsLastRun(String marker) throws IOException {
        Path file = Path.of(results, "sweep.json");
        String whole = Files.readString(file);
        Files.delete(file);
        if (!marker.equals("missing")) {
            Files.writeString(file, marker);
        }
        for (List<String> command :
                List.of(List.of("show", results), List.of("plan", spec.toString(), "--out", results))) {
            assertThat(sweep(command.toArray(String[]::new))).as(err).isZero();
        }
        Path other = Files.writeString(folder.resolve("other.yaml"), "other\n0 10 50 plain 3\n");
        assertThat(sweep("run", other.toString(), "--out", results)).isEqualTo(2);
        assertThat(err).contains("holds the sweep 'planted', not 'other'");
        assertThat(sweep("run", spec.toString(), "--out", results, "-q"))
                .as(err)
                .isZero();
        assertThat(trials.ran()).isEmpty();
        assertThat(file).hasContent(whole);
    }

    private void damage(String table, String how) throws IOException {
        Path file = Path.of(results, table, PlantedTrials.id(0) + ".parquet");
        Files.delete(file);
        switch (how) {
            case "missing" -> assertThat(file).doesNotExist();
            case "empty" -> Files.createFile(file);
            case "foreign" -> {
                try (Stream<Path> runs = Files.list(Path.of(results, "runs"))) {
                    Files.copy(runs.findFirst().orElseThrow(), file);
                }
            }
            default -> throw new IllegalArgumentException(how);
        }
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(results))) {
            return files.map(Path::toString).collect(Collectors.toSet());
        }
    }

    private int sweep(String... arguments) {
        Typed typed = Typed.into(new SweepCommand(new PlantedLoader(), trials), arguments);
        out = typed.out();
        err = typed.err();
        return typed.code();
    }
}
