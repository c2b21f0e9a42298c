package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.spark.job.NetworkTrials;
import org.spectralsweep.spark.job.SharedSpark;
import org.spectralsweep.spark.job.TrialFunction;
import org.spectralsweep.spark.job.YamlSweeps;

/** Small networks whose spec changes which quantities it observes. */
class ReuseTest {
    private static final String LAW = """
            fit:
              - {name: law, exponents: {a: frequency}}
            """;
    private static final String LOSS = "{type: training-loss}";
    private static final String DEAD = "{type: dead-units}";
    private static final String AMPLITUDE = "{type: amplitude}";
    private static final String SPECTRUM = "{type: kernel-spectrum, count: 5}";

    @TempDir
    Path folder;

    private Path journal;
    private String results;
    private String out = "";
    private String err = "";

    /** Leaves a file in a folder for every training and for all spectra that are computed without one. */
    private record Counted(String journal) implements TrialFunction {
        @Override
        public Outcome run(String specJson) throws IOException {
            Files.createTempFile(Path.of(journal), "trained", "");
            if (Files.exists(failing(journal))) {
                throw new IOException("the disk is away");
            }
            return new NetworkTrials().run(specJson);
        }

        /** While this file is there, trials fail. */
        private static Path failing(String journal) {
            return Path.of(journal).resolveSibling("failing");
        }

        @Override
        public List<Measurement> spectra(String specJson) throws IOException {
            Files.createTempFile(Path.of(journal), "theory", "");
            return new NetworkTrials().spectra(specJson);
        }
    }

    @BeforeEach
    void open() throws IOException {
        assertThat(SharedSpark.session()).isNotNull();
        journal = Files.createDirectory(folder.resolve("journal"));
        results = folder.resolve("results").toString();
    }

    private int sweep(String... arguments) {
        Typed typed = Typed.into(new SweepCommand(new YamlSweeps(), new Counted(journal.toString())), arguments);
        out = typed.out();
        err = typed.err();
        return typed.code();
    }

    private String spec(List<String> metrics, List<String> theory) throws IOException {
        return Files.writeString(
                        Files.createTempFile(folder, "small", ".yaml"),
                        SmallSpec.of("metrics: " + metrics, "theory: " + theory) + LAW)
                .toString();
    }

    /** How many trials a run trained, and for how many it computed spectra alone. */
    private List<Long> run(String spec, String into, String... options) throws IOException {
        assertThat(sweep(Stream.concat(Stream.of("run", spec, "--out", into, "-q"), Stream.of(options))
                        .toArray(String[]::new)))
                .as(err)
                .isZero();
        try (Stream<Path> entries = Files.list(journal)) {
            List<Path> files = entries.toList();
            for (Path file : files) {
                Files.delete(file);
            }
            long trained = files.stream()
                    .filter(file -> file.getFileName().toString().startsWith("trained"))
                    .count();
            return List.of(trained, files.size() - trained);
        }
    }

    private void equalsAFreshFolder(String spec, String name, String... options) throws IOException {
        String fresh = folder.resolve(name).toString();
        run(spec, fresh, options);
        assertThat(sweep("compare", results, fresh)).as(out).isZero();
        assertThat(sweep("compare", fresh, results)).as(out).isZero();
    }

    @Test
    void trainsNothingAgainWhereLessIsMeasured() throws IOException {
        assertThat(run(spec(List.of(LOSS, DEAD, AMPLITUDE), List.of(SPECTRUM)), results))
                .containsExactly(3L, 0L);
        String less = spec(List.of(AMPLITUDE, LOSS), List.of());
        assertThat(sweep("plan", less, "--out", results)).isZero();
        assertThat(out).contains("3: 3 committed, 0 to run").doesNotContain("again");
        assertThat(run(less, results)).containsExactly(0L, 0L);
        equalsAFreshFolder(less, "less");
        assertThat(sweep("show", results)).isZero();
        assertThat(out).contains("trials  3 (").doesNotContain("other settings", "not committed yet");
        assertThat(sweep("sql", results, "--format", "csv", "SELECT DISTINCT metric FROM curves"))
                .isZero();
        assertThat(out.lines()).containsExactly("metric", "training_loss");
        assertThat(sweep(
                        "sql",
                        results,
                        "--format",
                        "csv",
                        "SELECT count(*) FROM plans WHERE trial_id <> spec_trial_id"))
                .isZero();
        assertThat(out.lines()).containsExactly("count(1)", "3");
        // The rows of the first spec are its own, as they were.
        assertThat(run(spec(List.of(LOSS, DEAD, AMPLITUDE), List.of(SPECTRUM)), results))
                .containsExactly(0L, 0L);
    }

    @Test
    void computesAnAddedTheoryAlone() throws IOException {
        run(spec(List.of(LOSS, DEAD), List.of()), results);
        String more = spec(List.of(LOSS), List.of(SPECTRUM, "{type: predicted-curve}"));
        assertThat(sweep("plan", more, "--out", results)).isZero();
        assertThat(out).contains("3: 0 committed, 3 to run", "3 of these only add spectra");
        assertThat(sweep("fit", more, "--out", results)).isZero();
        assertThat(out).doesNotContain("no row yet", "left out");
        assertThat(run(more, results)).containsExactly(0L, 3L);
        assertThat(out)
                .contains("3 of 6 times have other settings and are left out.")
                .doesNotContain("absent");
        equalsAFreshFolder(more, "more");
        assertThat(run(more, results)).containsExactly(0L, 0L);
    }

    @Test
    void trainsAgainWhereSomethingElseWasWatchedAndSaysWhy() throws IOException {
        String first = spec(List.of(LOSS), List.of());
        run(first, results);
        String added = spec(List.of(LOSS, "{type: hamming, pairing: {type: windows, side: 5}}"), List.of());
        assertThat(sweep("plan", added, "--out", results)).isZero();
        assertThat(out)
                .contains("3: 0 committed, 3 to run", "3 trials train again: the metric hamming was not measured");
        assertThat(run(added, results)).containsExactly(3L, 0L);
        assertThat(out)
                .contains("3 of 6 times have other settings and are left out.")
                .containsPattern("a .* 3 +\\d +3\n");
        for (String option : List.of("checkpoints={per-decade: 2}", "thresholds.0.delta=0.4")) {
            assertThat(sweep("plan", first, "--out", results, "--set", option))
                    .as(err)
                    .isZero();
            assertThat(out).contains("3 trials train again: the " + option.split("[=.]", 2)[0] + " differ");
        }
        assertThat(sweep("plan", first, "--out", results, "--set", "network.width=33"))
                .isZero();
        assertThat(out).contains("3: 0 committed, 3 to run").doesNotContain("again");
        assertThat(run(first, results)).containsExactly(0L, 0L);
        equalsAFreshFolder(first, "first");
    }

    @Test
    void aLargerBudgetTrainsWhatRanOutOfSteps() throws IOException {
        String more = spec(List.of(LOSS, DEAD), List.of());
        String far = "thresholds.0.delta=1e-9";
        run(more, results, "--set", "max-steps=2", "--set", far);
        String less = spec(List.of(LOSS), List.of());
        assertThat(run(less, results, "--set", "max-steps=2", "--set", far)).containsExactly(0L, 0L);
        assertThat(run(less, results, "--set", "max-steps=4", "--set", far)).containsExactly(3L, 0L);
        equalsAFreshFolder(less, "four", "--set", "max-steps=4", "--set", far);
        assertThat(run(more, results, "--set", "max-steps=4", "--set", far)).containsExactly(3L, 0L);
        equalsAFreshFolder(more, "more", "--set", "max-steps=4", "--set", far);
    }

    @Test
    void aFailedTrialTakesRowsThatServeIt() throws IOException {
        String less = spec(List.of(LOSS), List.of());
        Path failing = Files.createFile(Counted.failing(journal.toString()));
        run(less, results);
        Files.delete(failing);
        assertThat(sweep("run", less, "--out", results, "-q", "--strict")).isEqualTo(1);
        run(spec(List.of(LOSS, DEAD), List.of()), results);
        assertThat(run(less, results, "--retry", "--strict")).containsExactly(0L, 0L);
        // The failures are not run again either, unless somebody asks for another try.
        assertThat(run(less, results, "--strict")).containsExactly(0L, 0L);
        assertThat(out).doesNotContain("failed");
        assertThat(sweep("fit", less, "--out", results)).isZero();
        assertThat(out).doesNotContain("failed");
        equalsAFreshFolder(less, "less");
    }

    @Test
    void fitsTheSpecAtHandAndTheLastRunOfAFolder() throws IOException {
        String spec = spec(List.of(LOSS), List.of());
        run(spec, results);
        run(spec, results, "--set", "network.width=64", "--set", "target.frequency=[2, 3]");
        assertThat(out).contains("κ = 2..3").contains("3 of 5 times have other settings and are left out.");
        assertThat(sweep("fit", results)).isZero();
        assertThat(out).contains("κ = 2..3").contains("3 of 5 times have other settings and are left out.");
        assertThat(sweep("fit", spec, "--out", results)).isZero();
        assertThat(out).contains("κ = 1..3").contains("2 of 5 times have other settings and are left out.");
        assertThat(sweep("show", spec, "--out", results)).isZero();
        assertThat(out).contains("trials  2 (").contains("3 more have other settings");
        assertThat(sweep(
                        "sql",
                        spec,
                        "--out",
                        results,
                        "--format",
                        "csv",
                        "SELECT count(*), min(width) FROM convergence"))
                .isZero();
        assertThat(out.lines()).containsExactly("count(1),min(width)", "2,64");
    }
}
