package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spectralsweep.spark.job.NotebookResults;
import org.spectralsweep.spark.job.SharedSpark;

/** What cells of notebooks call, and what notebooks are like. {@code .ci/notebook-check} executes them. */
class NotebooksTest {
    private static final Path FOLDER = Path.of("../notebooks");

    @TempDir
    static Path temporary;

    private static NotebookResults results;

    @BeforeAll
    static void trainASmallSweepAsANotebookDoes() throws IOException {
        assertThat(SharedSpark.session()).isNotNull();
        String folder = temporary.resolve("small").toString();
        String printed = NotebookCommands.sweep(
                "run",
                "../conf/quickstart.yaml",
                "--out",
                folder,
                "-q",
                "--set",
                "network.width=512",
                "--set",
                "replicates=1",
                "--set",
                "target.frequency={from: 4, to: 6}");
        assertThat(printed).contains("T = c * frequency^a * density^-b");
        results = NotebookResults.open(folder, "./sweep run");
    }

    @Test
    void aCommandThatFailsThrowsItsSentence() {
        assertThatThrownBy(() -> NotebookCommands.sweep("plan", "there-is-none.yaml"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("sweep plan there-is-none.yaml: error: cannot read there-is-none.yaml");
    }

    @Test
    void missingResultsAreNamedWithTheirCommand() {
        assertThatThrownBy(() -> NotebookResults.open("results/none", "./sweep run conf/quickstart.yaml"))
                .hasMessageContaining("no results in results/none: make them with ./sweep run conf/quickstart.yaml");
    }

    @Test
    void answersAreTablesAndLawsAreSentences() throws IOException {
        assertThat(results.table("SELECT count(*) AS trials FROM planned")).contains(">trials</th>", ">3</td>");
        assertThat(results.exponents("headline")).contains(">parameter</th>").contains("headline");
        assertThat(results.sentences()).startsWith("<ul>\n<li>").contains("density^-b");
        assertThat(results.spec()).startsWith("<pre># --variant quick --set &#39;network.width=512&#39;");
        assertThatThrownBy(() -> results.exponents("headlin")).hasMessageContaining("no fit 'headlin' but [headline");
    }

    @Test
    void queriesAndLawsAreDrawn() throws IOException {
        BufferedImage plot = results.plot("losses")
                .logX("step")
                .logY("loss")
                .lines("", "SELECT step AS x, value AS y FROM curves WHERE metric = 'training_loss' AND step > 0")
                .points("trained", "SELECT frequency AS x, step_lower AS y FROM convergence")
                .draw();
        assertThat(colours(plot)).isGreaterThan(2);
        assertThat(colours(results.law("all frequencies"))).isGreaterThan(2);
        assertThatThrownBy(
                        () -> results.plot("none").points("", "SELECT 1 AS x").draw())
                .hasMessageContaining("there must be a column y but there were x");
    }

    private static long colours(BufferedImage image) {
        return Stream.iterate(0, x -> x < image.getWidth(), x -> x + 2)
                .flatMap(x -> Stream.iterate(0, y -> y < image.getHeight(), y -> y + 2)
                        .map(y -> image.getRGB(x, y)))
                .distinct()
                .count();
    }

    static List<Path> notebooks() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".ipynb"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void theyHaveNoOutputsAndNoChartCode(Path file) throws IOException {
        JsonNode notebook = new ObjectMapper().readTree(file.toFile());
        for (JsonNode cell : notebook.path("cells")) {
            if (cell.path("cell_type").asText().equals("code")) {
                assertThat(cell.path("outputs")).as(cell.path("id").asText()).isEmpty();
                assertThat(cell.path("execution_count").isNull()).isTrue();
                assertThat(text(cell)).doesNotContain("spark.figure", "spark.report", "xchart", "Graphics2D");
            }
        }
        JsonNode about = notebook.path("metadata").path("spectral-sweep");
        assertThat(about.path("results").asText()).startsWith("results/");
        if (about.has("spec")) {
            assertThat(Path.of("..", about.path("spec").asText())).isRegularFile();
        }
        assertThat(FOLDER.resolve("README.md")).content().contains("](" + file.getFileName() + ")");
    }

    @Test
    void theQuickstartHasTenCells() throws IOException {
        JsonNode cells = new ObjectMapper()
                .readTree(FOLDER.resolve("quickstart.ipynb").toFile())
                .path("cells");
        assertThat(StreamSupport.stream(cells.spliterator(), false)
                        .filter(cell -> cell.path("cell_type").asText().equals("code")))
                .hasSize(10);
    }

    private static String text(JsonNode cell) {
        return StreamSupport.stream(cell.path("source").spliterator(), false)
                .map(JsonNode::asText)
                .reduce("", String::concat);
    }
}
