package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every spec of conf/ can run in every variant. It has the size that its comments say, and the expected engine. */
class ConfFilesTest {
    private static LoadedSweep load(String file, @Nullable String variant, List<String> overrides) throws IOException {
        Path path = Path.of("..", "conf", file);
        return new YamlSweeps().load(path.toString(), Files.readString(path), variant, overrides);
    }

    @Test
    void everySpecOfAPaperHasAFigureWhoseQueriesAreSql() throws IOException {
        Path conf = Path.of("..", "conf");
        try (Stream<Path> files = Files.walk(conf)) {
            List<String> papers = files.map(file -> conf.relativize(file).toString())
                    .filter(file -> file.matches("(basri|lazzari).*\\.yaml"))
                    .sorted()
                    .toList();
            assertThat(papers).hasSizeGreaterThanOrEqualTo(19);
            for (String file : papers) {
                Path path = conf.resolve(file);
                // This reads a spec as for a finished sweep: without its data, which may not be installed.
                LoadedSweep sweep = new YamlSweeps().reload(path.toString(), Files.readString(path), null, List.of());
                assertThat(sweep.figure()).as(file).isNotNull();
                assertThat(Objects.requireNonNull(sweep.figure()).table())
                        .as(file)
                        .isNotEmpty();
                assertThat(Objects.requireNonNull(sweep.figure()).panels())
                        .as(file)
                        .isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "quickstart.yaml, quick, 33, circle",
        "quickstart.yaml, full, 260, circle",
        "wide-circle.yaml, quick, 54, circle",
        "wide-circle.yaml, full, 270, circle",
        "lazy-circle.yaml, , 15, circle",
        "four-axes.yaml, , 24, dense",
    })
    void canRun(String file, @Nullable String variant, int trials, String engine) throws IOException {
        LoadedSweep sweep = load(file, variant, List.of());
        assertThat(sweep.work()).hasSize(trials).allSatisfy(work -> assertThat(work.engine())
                .isEqualTo(engine));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "engine=warp | engine must be one of auto, dense, shallow, circle, nd4j but was \"warp\"",
                "network.hidden-layers=2;engine=circle | which needs one hidden layer, not 2",
                "precision=float32;engine=circle | which needs precision auto or float64, not float32",
            })
    void anEngineThatCannotTrainATrialIsAnErrorOfThePlan(String sets, String sentence) {
        assertThatThrownBy(() -> load("quickstart.yaml", "quick", List.of(sets.split(";", -1))))
                .hasMessageContaining(sentence);
    }
}
