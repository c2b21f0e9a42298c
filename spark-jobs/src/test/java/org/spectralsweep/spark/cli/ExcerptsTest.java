package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.spectralsweep.spark.job.NetworkTrials;
import org.spectralsweep.spark.job.SharedSpark;
import org.spectralsweep.spark.job.YamlSweeps;
import picocli.CommandLine;

/** Commands print what the pages show. */
class ExcerptsTest {
    private static final String QUICKSTART = "./sweep run conf/quickstart.yaml";
    private static final String WITH_FIGURE = QUICKSTART + ", with this figure";
    private static final String MISTAKE = "./sweep plan conf/quickstart.yaml --set network.widht=3";
    private static final List<String> LONGER = List.of(
            "./sweep run conf/pointwise.yaml",
            "./sweep run conf/wide-circle.yaml",
            "./sweep run conf/basri2020/fig07.yaml",
            "./sweep run conf/lazzari2023/signal.yaml");

    @TempDir
    Path folder;

    @BeforeEach
    void open() {
        assertThat(SharedSpark.session()).isNotNull();
    }

    /** Runs a command that a page shows. Its results go to a folder of the test. */
    private String printed(String command) throws IOException {
        List<String> words = new ArrayList<>();
        boolean figure = command.equals(WITH_FIGURE);
        for (String word :
                (figure ? QUICKSTART : command).replace("./sweep ", "").split(" ", -1)) {
            words.add(word.startsWith("conf/") ? "../" + word : word);
        }
        if (figure) {
            words.set(1, quickstartWithTheFigureOfConf().toString());
        }
        words.addAll(List.of("--out", folder.resolve("results").toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = new SweepCommand(new YamlSweeps(), new NetworkTrials()).commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        int code = line.execute(words.toArray(new String[0]));
        boolean refused = code == SweepCommand.BAD_INPUT;
        assertThat(code == 0 || refused).as(err.toString()).isTrue();
        return refused ? err.toString() : out.toString();
    }

    private Path quickstartWithTheFigureOfConf() throws IOException {
        String page = Files.readString(Path.of("../conf/README.md"));
        int start = page.indexOf("```yaml\nfigure:") + "```yaml\n".length();
        String figure = page.substring(start, page.indexOf("```", start));
        String quickstart = Files.readString(Path.of("../conf/quickstart.yaml"));
        return Files.writeString(folder.resolve("quickstart.yaml"), quickstart + "\n" + figure);
    }

    private static void assertPrinted(String command, String printed) throws IOException {
        for (Excerpt excerpt : Excerpt.of(command)) {
            excerpt.assertPrinted(printed);
        }
    }

    @Test
    void everyExcerptSaysWhichCommandPrintsIt() throws IOException {
        assertThat(Excerpt.all())
                .extracting(Excerpt::command)
                .contains(QUICKSTART, WITH_FIGURE, MISTAKE)
                .containsAll(LONGER);
        assertThat(Excerpt.outputs()).isEqualTo(Excerpt.all().size());
    }

    /** The whole output of the first command, and the picture that the page shows. */
    @Test
    void quickstartPrintsAndDrawsWhatReadmeShows() throws IOException {
        assertPrinted(QUICKSTART, printed(QUICKSTART));
        assertAlike(Path.of("../notebooks/figures/quickstart.png"), folder.resolve("results/convergence.png"));
    }

    /** The dark parts of the picture. Fonts differ from machine to machine, but marks hardly do. */
    private static void assertAlike(Path shown, Path drawn) throws IOException {
        BufferedImage expected = ImageIO.read(shown.toFile());
        BufferedImage actual = ImageIO.read(drawn.toFile());
        assertThat(actual.getWidth()).isEqualTo(expected.getWidth());
        assertThat(actual.getHeight()).isEqualTo(expected.getHeight());
        for (int x = 200; x + 100 <= 1300; x += 100) {
            for (int y = 200; y + 100 <= 1000; y += 100) {
                double[] colour = mean(actual, x, y);
                for (int channel = 0; channel < 3; channel++) {
                    assertThat(colour[channel])
                            .as("from (%d, %d) on", x, y)
                            .isCloseTo(mean(expected, x, y)[channel], within(4.0));
                }
            }
        }
    }

    private static double[] mean(BufferedImage image, int left, int top) {
        double[] sums = new double[3];
        for (int x = left; x < left + 100; x++) {
            for (int y = top; y < top + 100; y++) {
                int colour = image.getRGB(x, y);
                sums[0] += (colour >> 16 & 255) / 1e4;
                sums[1] += (colour >> 8 & 255) / 1e4;
                sums[2] += (colour & 255) / 1e4;
            }
        }
        return sums;
    }

    @Test
    void aMistakeIsTheSentenceThatTheReadmeShows() throws IOException {
        assertPrinted(MISTAKE, printed(MISTAKE));
    }

    @Tag("slow")
    @ParameterizedTest
    @FieldSource("LONGER")
    void longerSweepsPrintWhatThePagesShow(String command) throws IOException {
        assertPrinted(command, printed(command));
    }

    @Tag("slow")
    @Test
    void theFigureOfThePagePrintsItsTable() throws IOException {
        assertPrinted(WITH_FIGURE, printed(WITH_FIGURE));
    }

    @Test
    void numbersMayDifferByAUnitOfTheirLastDigit() {
        Excerpt excerpt = new Excerpt("page", "command", List.of("a  1.96 [2.03, 2.49] >27.36 -0.0 %"));
        excerpt.assertPrinted("a 1.97   [2.02, 2.50] >27.35 +0.1 %\n");
        for (String other :
                List.of("a 1.98 [2.03, 2.49] >27.36 -0.0 %", "b 1.96 [2.03, 2.49] >27.36 -0.0 %", "a 1.96")) {
            assertThatThrownBy(() -> excerpt.assertPrinted(other)).isInstanceOf(AssertionError.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "one|three, left out without a mark before: three",
        "one|two, left out without a mark at the end",
        "two|three, left out without a mark before: two",
        "...|four, not printed",
        "...|three|one, not printed"
    })
    void aRowIsNotLeftOutWithoutAMark(String excerpt, String complaint) {
        assertThatThrownBy(() -> new Excerpt("page", "command", List.of(excerpt.split("\\|", -1)))
                        .assertPrinted("one\ntwo\nthree\n"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(complaint);
        new Excerpt("page", "command", List.of("one", "... 1 row", "three")).assertPrinted("one\ntwo\n\nthree\n");
    }

    @Test
    void refusesAMarkWhereNothingWasLeftOut() {
        Excerpt excerpt = new Excerpt("page", "command", List.of("first", "... more", "last"));
        excerpt.assertPrinted("first\nsecond 2 1.96 -2.1 % paper\nlast\n");
        assertThatThrownBy(() -> excerpt.assertPrinted("first\nsecond 2 2.224 +11 % paper\nlast\n"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("left out is what is off");
    }
}
