package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.spectralsweep.spark.job.SharedSpark;

/** Laws, comparisons and pictures of one spec do not stand beside the rows of another. */
class ConclusionsTest extends TypedCommands {
    private static final String SPEC = SmallSpec.of();
    private static final String FIGURE = """
            figure:
              title: F
              table:
                - {quantity: "=1+1", measured: "SELECT max(frequency) FROM convergence;", note: "-x"}
            """;

    @BeforeEach
    void open() {
        assertThat(SharedSpark.session()).isNotNull();
    }

    private Set<String> pictures() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(results))) {
            Set<String> names = new TreeSet<>();
            files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".json") && !name.endsWith(".sql") && !name.startsWith("."))
                    .filter(name -> !name.startsWith("picture-"))
                    .forEach(names::add);
            return names;
        }
    }

    private long rows(String table) {
        assertThat(sweep("sql", results, "--format", "csv", "SELECT count(*) AS n FROM " + table))
                .as(err)
                .isZero();
        return Long.parseLong(out.lines().toList().get(1));
    }

    @Test
    void aSpecWithoutAFigureLeavesNone() throws IOException {
        run(spec(SPEC + SmallSpec.LAWS + FIGURE));
        assertThat(pictures()).contains("convergence.png", "figure.csv");
        assertThat(Files.readString(Path.of(results, "figure.csv")))
                .contains("'=1+1,")
                .contains(",'-x");
        assertThat(rows("comparisons")).isOne();

        run(spec(SPEC + SmallSpec.LAWS), "--set", "network.width=16");
        assertThat(pictures()).containsExactly("convergence.png", "convergence.svg");
        assertThat(rows("comparisons")).isZero();

        run(spec(SPEC), "--set", "network.width=16");
        assertThat(pictures()).isEmpty();
        assertThat(rows("fits")).isZero();
    }

    @Test
    void aFitOfAnotherSpecReplacesAllOfThem() throws IOException {
        String first = spec(SPEC + SmallSpec.LAWS + FIGURE);
        run(first);
        run(spec(SPEC + SmallSpec.LAWS), "--set", "network.width=16");
        assertThat(sweep("fit", first, "--out", results)).as(err).isZero();
        assertThat(pictures()).containsExactly("convergence.png", "convergence.svg", "figure.csv");
        assertThat(rows("comparisons")).isOne();
    }

    @Test
    void aResumedRunKeepsWhatIsOfTheSamePlan() throws IOException {
        String spec = spec(SPEC + SmallSpec.LAWS);
        run(spec);
        Path picture = Path.of(results, "convergence.png");
        Files.writeString(Path.of(results, "convergence.md"), "mine");
        run(spec);
        assertThat(picture).exists();
        assertThat(Path.of(results, "convergence.md")).hasContent("mine");
    }

    @Test
    void aMissingRowOfTheLastRunIsNamed() throws IOException {
        run(spec(SPEC + SmallSpec.LAWS));
        try (Stream<Path> runs = Files.list(Path.of(results, "runs"))) {
            for (Path run : runs.toList()) {
                Files.delete(run);
            }
        }
        assertThat(sweep("fit", results)).isEqualTo(2);
        assertThat(err).contains("the row of the last run of " + results + " is missing or damaged");
    }
}
