package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.spectralsweep.spark.data.PngBuilder;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.job.SharedSpark;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.TrialRow;

/** Sweeps of an image file, on the command line. Bad input is refused before Spark starts. */
class ImageSweepTest extends TypedCommands {
    private static final String TARGET = "target: {type: image, path: pixels.png}";

    private static final String SPEC = ImageSpec.of(
                    6,
                    "thresholds: [{name: learned, convention: half-sum, delta: 1e-9}]",
                    "metrics: [{type: psnr}, {type: dead-units}]",
                    "max-steps: 3")
            + "fit: [{name: law}]\n";

    private static final String LOSS = "loss: %s\n  thresholds: [%s]";

    private static final PngBuilder GRAY = new PngBuilder(2, 2, 8, PngBuilder.GRAY);

    private static final Pattern ID = Pattern.compile("(?m)^  ([0-9a-f]{32}) ");

    @BeforeEach
    void write() throws IOException {
        write(SPEC, ImageSpec.image(0));
    }

    private Path write(String spec, byte[] image) throws IOException {
        Files.write(folder.resolve(ImageSpec.FILE), image);
        return Files.writeString(folder.resolve("tiny.yaml"), spec);
    }

    private String spec() {
        return folder.resolve("tiny.yaml").toString();
    }

    /** The ids that a plan prints. */
    private List<String> planned(Path spec) {
        assertThat(sweep(
                        "plan",
                        spec.toString(),
                        "--out",
                        folder.resolve("nowhere").toString()))
                .as(err)
                .isZero();
        return ID.matcher(out).results().map(match -> match.group(1)).sorted().toList();
    }

    @Test
    void runsOnceAndNeedsTheImageNoMore() throws IOException {
        assertThat(SharedSpark.session()).isNotNull();
        List<String> ids = planned(folder.resolve("tiny.yaml"));
        assertThat(ids).hasSize(2);
        assertThat(sweep("run", spec(), "--out", results, "-q")).as(err).isZero();
        assertThat(out)
                .contains("2 trials: 0 committed before, 2 run now (2 out of steps)")
                .contains("law");
        String aliasing = "the encoding has up to 16 cycles per unit length";
        assertThat(err.lines().filter(line -> line.contains(aliasing))).hasSize(1);
        Map<String, List<String>> warnings = ResultsFolder.open(results).store().rows(Table.TRIALS).stream()
                .collect(
                        Collectors.toMap(TrialRow::trialId, row -> row.outcome().warnings()));
        assertThat(warnings).containsOnlyKeys(ids);
        assertThat(warnings.values().stream().flatMap(List::stream))
                .hasSize(1)
                .allMatch(text -> text.startsWith(aliasing));

        assertThat(sweep("plan", spec(), "--out", results)).isZero();
        assertThat(out).contains("2: 2 committed, 0 to run").contains("warning: " + aliasing);
        assertThat(sweep("run", spec(), "--out", results, "-q")).as(err).isZero();
        assertThat(out).contains("2 trials: 2 committed before, 0 run now (none)");

        Files.delete(folder.resolve("pixels.png"));
        assertThat(sweep("fit", results)).as(err).isZero();
        assertThat(out).contains("law");
        assertThat(sweep("fit", spec(), "--out", results)).as(err).isZero();
        assertThat(out).contains("law");
        assertThat(sweep("show", spec(), "--out", results)).as(err).isZero();
        assertThat(out).contains("2 (2 out of steps)").contains("1 x " + aliasing);
        assertThat(sweep("run", spec(), "--out", results, "-q")).isEqualTo(2);
        assertThat(err).contains("pixels.png: there is no such file");
    }

    @Test
    void namesTrialsByWhatTheFileHoldsNotByWhereItLies() throws IOException {
        List<String> ids = planned(folder.resolve("tiny.yaml"));
        Path elsewhere = Files.createDirectories(folder.resolve("else/where"));
        Files.copy(folder.resolve("pixels.png"), elsewhere.resolve("renamed.png"));
        Path moved = elsewhere.resolve("moved.yaml");
        Files.writeString(moved, SPEC.replace("pixels.png", "renamed.png"));
        assertThat(planned(moved)).isEqualTo(ids);
        Files.writeString(moved, SPEC.replace("pixels.png", "../../else/../pixels.png"));
        assertThat(planned(moved)).isEqualTo(ids);
        // This is how the editor of Windows saves it.
        Files.writeString(
                moved, "\uFEFF" + SPEC.replace("pixels.png", "renamed.png").replace("\n", "\r\n"));
        assertThat(planned(moved)).isEqualTo(ids);

        // One sample of sixty-four differs, in its last bit.
        Files.write(folder.resolve("pixels.png"), ImageSpec.image(1));
        assertThat(planned(folder.resolve("tiny.yaml"))).hasSize(2).doesNotContainAnyElementsOf(ids);
    }

    @Test
    void leavesOutACellWhoseImageIsTheSameFileByAnotherName() throws IOException {
        Files.copy(folder.resolve("pixels.png"), folder.resolve("copy.png"));
        String axes = SPEC.replace("{encoding: {type: identity}}", "{target.path: pixels.png}")
                .replace(
                        "{encoding: {type: positional, octaves: 6}}",
                        "{target.path: ./pixels.png}\n      - {target.path: copy.png}");
        Path spec = write(axes, ImageSpec.image(0));
        assertThat(planned(spec)).hasSize(1);
        assertThat(out).contains("2 cells are the same trial as an earlier one and were left out");
    }

    static Stream<Arguments> accepted() {
        byte[] palette = new PngBuilder(2, 2, 8, PngBuilder.PALETTE)
                .with("PLTE", 10, 20, 30, 40, 50, 60)
                .file(0, 1, 1, 0);
        byte[] opaque = new PngBuilder(2, 2, 8, PngBuilder.GRAY_ALPHA).file(1, 255, 2, 255, 3, 255, 4, 255);
        return Stream.of(
                Arguments.of("16 bits", ImageSpec.image(0), ""),
                Arguments.of("a palette", palette, ""),
                Arguments.of("gray as gray", GRAY.file(1, 2, 3, 4), ", channels: gray"),
                Arguments.of("gray as three equal channels", GRAY.file(1, 2, 3, 4), ", channels: rgb"),
                Arguments.of("alpha that is opaque", opaque, ""),
                Arguments.of("a crop to the edge", ImageSpec.image(0), ", crop: [6, 7, 2, 1]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void accepted(String what, byte[] image, String options) throws IOException {
        Path spec = write(SPEC.replace("pixels.png}", "pixels.png" + options + "}"), image);
        assertThat(planned(spec)).as(what).hasSize(2);
    }

    /** An expected sum may be in capitals, as PowerShell writes it. */
    @Test
    void knowsTheRightSumInCapitals() throws IOException {
        List<String> ids = planned(folder.resolve("tiny.yaml"));
        String wrong = "0".repeat(63) + "f";
        assertThat(sweep("plan", write(withSum(wrong), ImageSpec.image(0)).toString()))
                .isEqualTo(2);
        String right = err.strip().substring(err.strip().length() - 64);
        assertThat(planned(write(withSum(right), ImageSpec.image(0)))).isEqualTo(ids);
        assertThat(planned(write(withSum(right.toUpperCase(Locale.ROOT)), ImageSpec.image(0))))
                .isEqualTo(ids);
    }

    private static String withSum(String sum) {
        return SPEC.replace(TARGET, "target:\n    type: image\n    path: pixels.png\n    sha256: " + sum);
    }

    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    private record Refused(String what, byte[] image, String from, String to, String sentence) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Refused file(String what, byte[] image, String problem) {
        return new Refused(what, image, "", "", "5: trial.target.path: FOLDER/pixels.png: " + problem);
    }

    private static Refused path(String path, String problem) {
        return new Refused(
                "the path " + path, ImageSpec.image(0), "pixels.png", path, "5: trial.target.path: " + problem);
    }

    private static Refused spec(String from, String to, String sentence) {
        return new Refused(to, ImageSpec.image(0), from, to, sentence);
    }

    static Stream<Refused> refusedWithOneSentence() {
        byte[] damaged = ImageSpec.image(0);
        damaged[60] ^= 1;
        byte[] translucent = new PngBuilder(2, 1, 8, PngBuilder.GRAY_ALPHA).file(1, 255, 2, 254);
        byte[] huge = new PngBuilder(100_000, 100_000, 8, PngBuilder.RGB).fileOf(new byte[9]);
        byte[] none = new PngBuilder(0, 5, 8, PngBuilder.GRAY).fileOf(new byte[9]);
        String other = "f".repeat(64);
        return Stream.of(
                file(
                        "damaged",
                        damaged,
                        "the PNG file is damaged: the checksum of the chunk at byte 33 does not match"),
                file(
                        "cut off",
                        Arrays.copyOf(ImageSpec.image(0), 80),
                        "a PNG file must end with its chunk IEND but this one is cut off after 80 bytes"),
                file("huge", huge, "an image must have at most 67108864 pixels but this one has 100000 x 100000"),
                file("without pixels", none, "an image must have at least 1 x 1 pixels but this one has 0 x 5"),
                file("translucent", translucent, "the image must be opaque but its pixel at column 1, row 0 is not"),
                file("empty", new byte[0], "the file must be a PNG or JPEG image but is empty"),
                path("none.png", "FOLDER/none.png: there is no such file"),
                path("~/pixels.png", "FOLDER/~/pixels.png: there is no such file; ~ is not the home folder here"),
                path(".", "FOLDER: it is a folder, not a file"),
                path(
                        "pixels.png, sha256: " + other,
                        "FOLDER/pixels.png: sha256 must be " + other + " but the file's is "),
                spec(
                        "pixels.png}",
                        "pixels.png, sha256: abc}",
                        "5: trial.target.sha256 must be 64 hex digits, or left out, but was 'abc'"),
                spec(
                        "pixels.png}",
                        "pixels.png, crop: [0, 0, 9, 1]}",
                        "5: CELL: trial.target.crop must lie inside the image of 8 x 8 pixels but was 9 x 1 from column 0, row 0"),
                spec(
                        "pixels.png}",
                        "pixels.png, crop: [0, 0, 9]}",
                        "5: trial.target.crop must be left, top, width and height of at least one pixel but was [0, 0, 9]"),
                spec("pixels.png}", "''}", "5: trial.target.path must name an image file but was empty"),
                spec(
                        "type: pixels",
                        "type: grid, points: 64",
                        "4: CELL: trial.sampling must be pixels for an image but was grid"),
                spec(
                        "dimension: 2",
                        "dimension: 3",
                        "3: CELL: trial.domain must be a cube of dimension 2 for target image but was a cube of dimension 3"),
                spec(
                        LOSS.formatted("mean-square", "{name: learned, convention: half-sum, delta: 1e-9}"),
                        LOSS.formatted("cross-entropy", ""),
                        "9: CELL: trial.loss must be one of squared residuals unless every target is a class"),
                spec(
                        "{type: cube, dimension: 2}",
                        "{type: circle}",
                        "3: CELL: trial.domain must be a cube of dimension 2 for target image but was the circle"),
                spec(
                        TARGET,
                        "target: {type: harmonic, frequency: 2}",
                        "5: CELL: trial.target must be an image for sampling pixels but was not"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusedWithOneSentence(Refused refused) throws IOException {
        assertThat(SPEC).contains(refused.from);
        Path spec = write(SPEC.replace(refused.from, refused.to), refused.image);
        for (String command : List.of("plan", "run")) {
            assertThat(sweep(command, spec.toString(), "--out", results)).isEqualTo(2);
            assertThat(err.lines()).hasSize(1);
            assertThat(err)
                    .startsWith("error: " + spec + ":"
                            + refused.sentence
                                    .replace("FOLDER", folder.toString())
                                    .replace("CELL", "at encoding = {\"type\":\"identity\"}"));
        }
        assertThat(folder.resolve("results")).doesNotExist();
    }

    @Test
    void aMetricOfImagesNeedsAnImage() throws IOException {
        String circle = SPEC.replace("domain: {type: cube, dimension: 2}", "domain: {type: circle}")
                .replace("type: pixels", "type: grid, points: 64")
                .replace(TARGET, "target: {type: harmonic, frequency: 2}");
        Path spec = write(circle, ImageSpec.image(0));
        assertThat(sweep("run", spec.toString(), "--out", results)).isEqualTo(2);
        assertThat(err).contains("target must be an image for metric psnr but was not");
        assertThat(folder.resolve("results")).doesNotExist();
        assertThat(planned(write(circle.replace("{type: psnr}, ", ""), ImageSpec.image(0))))
                .hasSize(2);
    }
}
