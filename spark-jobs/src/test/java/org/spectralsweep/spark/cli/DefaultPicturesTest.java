package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.spectralsweep.spark.job.SharedSpark;

/** What a run, a fit and show give to somebody who writes no query. */
class DefaultPicturesTest extends TypedCommands {
    @BeforeEach
    void open() {
        assertThat(SharedSpark.session()).isNotNull();
    }

    private String spec(String widths, String laws, String... keys) throws IOException {
        String text = SmallSpec.of(keys)
                .replace(
                        "{target.frequency: [1, 2, 3]}",
                        "{target.frequency: [1, 2, 3], network.width: " + widths + "}");
        return spec(text + laws);
    }

    private Set<String> pictures() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(results))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("picture-"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void aRunDrawsWhatWasLearnedAndGroupsSideBySide() throws IOException {
        assertThat(sweep("run", spec("[16, 32]", SmallSpec.LAWS), "--out", results, "-q"))
                .as(err)
                .isZero();
        assertThat(pictures())
                .contains(
                        "picture-exponents-width.png",
                        "picture-exponents-width.svg",
                        "picture-groups.png",
                        "picture-loss.png",
                        "picture-sheet.png");
        assertThat(out)
                .contains("picture: " + results + "/convergence.{png,svg}\n")
                .contains("more pictures in " + results + ": picture-groups.{png,svg}, ");

        assertThat(sweep("sql", results, "--format", "csv", "SELECT DISTINCT width FROM fits ORDER BY 1"))
                .as(err)
                .isZero();
        assertThat(out.lines()).containsExactly("width", "16", "32");

        assertThat(sweep("show", results)).as(err).isZero();
        assertThat(out.indexOf("law: T = c * frequency^a")).isPositive().isLessThan(out.indexOf("  trials  6 ("));
        assertThat(out.indexOf("  trials  6 (")).isLessThan(out.indexOf("  tables  " + results));
        assertThat(out)
                .contains("  width=16\n", "    a = ", "  images  convergence.png\n", "picture-sheet.png")
                .contains("  report  none yet; make it: sweep report ")
                .contains("\nRuns\n");
    }

    @Test
    void picturesFitAColumnOfAPaper() throws IOException {
        String spec = spec("[16, 32]", SmallSpec.LAWS);
        assertThat(sweep("run", spec, "--out", results, "-q")).as(err).isZero();
        assertThat(sweep("fit", results, "--picture-format", "pdf", "--width-mm", "85"))
                .as(err)
                .isZero();
        assertThat(out).contains("picture: " + results + "/convergence.pdf\n");
        assertThat(pictures()).contains("picture-loss.pdf").noneMatch(name -> name.endsWith(".png"));
        assertThat(Path.of(results, "convergence.png")).doesNotExist();
        try (PDDocument page =
                Loader.loadPDF(Path.of(results, "convergence.pdf").toFile())) {
            assertThat(page.getPage(0).getMediaBox().getWidth() * 25.4 / 72).isCloseTo(85, within(0.2));
        }
    }

    @Test
    void anotherPlanRemovesThem() throws IOException {
        assertThat(sweep("run", spec("[16, 32]", SmallSpec.LAWS), "--out", results, "-q"))
                .as(err)
                .isZero();
        assertThat(sweep("run", spec("[16]", ""), "--out", results, "-q"))
                .as(err)
                .isZero();
        assertThat(pictures()).noneMatch(name -> name.contains("groups") || name.contains("exponents"));
        assertThat(pictures()).contains("picture-loss.png");
        assertThat(sweep("show", results)).as(err).isZero();
        assertThat(out).contains("No law is fitted here.").contains("  images  picture-");
    }

    @Test
    void theKernelsSpectrumIsDrawnWhereTrialsComputedIt() throws IOException {
        assertThat(sweep(
                        "run",
                        spec("[16]", "", "theory: [{type: harmonic-coefficients, up-to: 8}]"),
                        "--out",
                        results,
                        "-q"))
                .as(err)
                .isZero();
        assertThat(pictures()).contains("picture-spectrum.png", "picture-spectrum.svg");
        assertThat(Path.of(results, "picture-spectrum.svg"))
                .content()
                .contains("eigenvalue λ (1 / gradient-flow time)");
    }

    @Test
    void refusesWidthsThatNoPaperHas() throws IOException {
        assertThat(sweep("run", spec("[16]", ""), "--out", results, "--width-mm", "3"))
                .isEqualTo(2);
        assertThat(err).contains("error: --width-mm must be from 40 to 1200 but was 3.0");
        assertThat(Path.of(results)).doesNotExist();
        assertThat(sweep("fit", results, "--picture-format", "gif")).isEqualTo(2);
        assertThat(err).contains("--picture-format", "PNG, SVG, PDF");
    }
}
