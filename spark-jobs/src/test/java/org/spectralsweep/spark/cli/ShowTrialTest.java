package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.spark.data.DataFiles;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.job.SharedSpark;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.targets.Image;
import org.spectralsweep.trial.LearnedFunction;
import org.spectralsweep.trial.TrialJson;

/** One trial in words, and a picture of what its network learned. */
class ShowTrialTest extends TypedCommands {
    private static final String KEEP = "keep-weights: [0, 5, end]";

    private static final String IMAGE = ImageSpec.of(
                    2, "thresholds: []", "metrics: [{type: psnr}]", "max-steps: 30", "keep-weights: [0, 20, end]")
            .replace("path: pixels.png", "path: pixels.png, resize: [4, 6]");

    private Path pictures;

    @BeforeEach
    void open() throws IOException {
        assertThat(SharedSpark.session()).isNotNull();
        pictures = folder.resolve("pictures");
        Files.write(folder.resolve(ImageSpec.FILE), ImageSpec.image(0));
    }

    private int show(String... more) {
        return sweep(Stream.concat(Stream.of("show", results, "--pictures", pictures.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    private Map<String, List<Byte>> drawn() throws IOException {
        Map<String, List<Byte>> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(pictures)) {
            for (Path file : all.toList()) {
                byte[] bytes = Files.readAllBytes(file);
                Byte[] boxed = new Byte[bytes.length];
                Arrays.setAll(boxed, i -> bytes[i]);
                files.put(file.getFileName().toString().replaceFirst("^[0-9a-f]{8}", "ID"), List.of(boxed));
            }
        }
        return files;
    }

    @Test
    void saysWhatATrialWasAndDrawsIt() throws IOException {
        run(spec(SmallSpec.of(KEEP)));
        assertThat(show("--trial", "2")).as(err).isZero();
        assertThat(out)
                .contains("small, trial ")
                .contains("ReLU network with 1 hidden layer of 32 units")
                .contains("target harmonic (frequency 2)")
                .contains("half on the whole domain: ")
                .contains("State  ", "Cost  ", "step 0: error ", "step 5: error ");
        assertThat(drawn().keySet()).containsExactly("ID.csv", "ID.png", "ID.svg");
        String id = out.lines().findFirst().orElseThrow().replaceFirst(".*trial ", "");
        assertThat(show("--trial", id.substring(0, 6), "--steps", "end,0"))
                .as(err)
                .isZero();
        assertThat(out).contains("small, trial " + id).contains("step 0: ").doesNotContain("step 5: ");
        try (Stream<String> lines = Files.lines(pictures.resolve(id.substring(0, 8) + ".csv"))) {
            assertThat(lines.findFirst().orElseThrow()).startsWith("angle (radians),target,step_0,step_");
        }
    }

    @Test
    void drawsAnImageWithoutItsFile() throws IOException {
        run(spec(IMAGE));
        assertThat(out).contains("what a network learned: sweep show " + results + " --trial 1");
        Files.delete(folder.resolve("pixels.png"));
        assertThat(show("--trial", "1")).as(err).isZero();
        assertThat(drawn().keySet())
                .containsExactly(
                        "ID-error.png",
                        "ID-original.png",
                        "ID-step-0.png",
                        "ID-step-20.png",
                        "ID-step-30.png",
                        "ID.csv",
                        "ID.png",
                        "ID.svg");
        String psnr = ResultsFolder.open(results).store().rows(Table.MEASUREMENTS).stream()
                .filter(row -> row.trialId().equals(id()) && row.metric().equals("psnr") && row.step() == 30)
                .map(row -> String.format(Locale.ROOT, "step 30: %.1f dB", row.value()))
                .findFirst()
                .orElseThrow();
        assertThat(out).contains(psnr);
    }

    /** What was printed, without its lines. */
    private String words() {
        return out.replaceAll("\\s+", " ");
    }

    /** The id of the trial that was shown last. */
    private String id() {
        return out.lines().findFirst().orElseThrow().replaceFirst(".*trial ", "");
    }

    /** The second sweep stops where half is learned. The first one has no thresholds, so the same training goes on. */
    @Test
    void drawsNoStepThatTheTrialDidNotReach() throws IOException {
        run(spec(SmallSpec.of(KEEP)), "--set", "thresholds=[]");
        run(spec(SmallSpec.of()));
        assertThat(show("--trial", "1")).as(err).isZero();
        assertThat(out)
                .containsPattern("State +converged after [1-5]?[0-9] of 60 steps")
                .contains("step 0: error ", "step 5: error ")
                .doesNotContain("step 60: error ");
    }

    /** All weights are finite, but products of two of them are not. */
    @Test
    void leavesOutStepsThatAreNotFinite() throws IOException {
        run(spec(IMAGE));
        assertThat(show("--trial", "1")).as(err).isZero();
        UnitStore store = ResultsFolder.open(results).store();
        TrialRow row = store.rows(Table.TRIALS).stream()
                .filter(trial -> trial.trialId().equals(id()))
                .findFirst()
                .orElseThrow();
        DataFiles images = new DataFiles(folder);
        Image image = (Image) TrialJson.read(row.specJson()).target();
        byte[] file = Files.readAllBytes(folder.resolve("pixels.png"));
        images.add(folder.resolve("pixels.png"), image.sha256(), file);
        Mlp network =
                LearnedFunction.of(TrialJson.read(row.specJson()), images, 64).network();
        double large = network.precision() == Precision.FLOAT32 ? 1e30 : 1e200;
        for (int i = 0; i < network.parameters(); i++) {
            network.values().set(i, large);
        }
        Files.delete(Path.of(results, "weights", row.trialId(), "step-20.npz"));
        store.weights().of(row.trialId(), "test").keep(20, network, new double[0]);
        assertThat(show("--trial", "1")).as(err).isZero();
        assertThat(out)
                .contains("At step 20 f is not finite everywhere, so there is nothing to draw.")
                .contains("step 30: ");
        assertThat(sweep("report", results)).as(err).isZero();
        assertThat(Path.of(results, "report.html")).content().contains("At step 20 f is not finite everywhere");
    }

    /** Other trials of the folder have weights, those of the last run have rows of the metric. */
    @Test
    void aReportDrawsSnapshotsBesideWeights() throws IOException {
        run(spec(SmallSpec.of(KEEP)));
        run(spec(SmallSpec.of("metrics: [{type: snapshot, points: 32, steps: [0, 60]}]")), "--set", "network.width=16");
        assertThat(sweep("report", results)).as(err).isZero();
        assertThat(Path.of(results, "report.html"))
                .content()
                .contains("<h2>What was learned</h2>", "The curves are those of the metric snapshot");
    }

    /** Whatever was killed, tried again or merged, the pictures are those of the first attempt. */
    @Test
    void retriesAndCompactionChangeNoPicture() throws IOException {
        run(spec(IMAGE));
        assertThat(show("--trial", "1")).as(err).isZero();
        Map<String, List<Byte>> first = drawn();
        assertThat(sweep("compact", results)).as(err).isZero();
        assertThat(show("--trial", "1")).as(err).isZero();
        assertThat(drawn()).isEqualTo(first);
        try (Stream<Path> files = Files.walk(Path.of(results, "weights"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        try (Stream<Path> images = Files.list(Path.of(results, "images"))) {
            Files.delete(images.findFirst().orElseThrow());
        }
        assertThat(show("--trial", "1")).isZero();
        assertThat(out).contains("no weights of this trial are kept");
        run(spec(IMAGE));
        assertThat(show("--trial", "1")).as(err).isZero();
        assertThat(drawn()).isEqualTo(first);
    }

    @Test
    void saysWhyThereIsNoPicture() throws IOException {
        run(spec(IMAGE));
        try (Stream<Path> images = Files.list(Path.of(results, "images"))) {
            for (Path image : images.toList()) {
                Files.delete(image);
            }
        }
        assertThat(show("--trial", "1")).isZero();
        assertThat(words()).contains("is not in the folder; the same run puts it there.");
        results = folder.resolve("others").toString();
        run(spec(SmallSpec.of()));
        assertThat(show("--trial", "1")).isZero();
        assertThat(words()).contains("No picture: no weights of this trial are kept. With `keep-weights: [0, end]`");
        results = folder.resolve("predicted").toString();
        run(spec(SmallSpec.of()), "--set", "max-steps=0");
        assertThat(show("--trial", "1")).isZero();
        assertThat(out).contains("No picture: nothing was trained.");
    }

    /** Where no weights are kept, the metric's rows serve. */
    @Test
    void drawsSnapshotsToo() throws IOException {
        run(spec(SmallSpec.of("metrics: [{type: snapshot, points: 32, steps: [0, 60]}]", "stop-when: [half]")));
        assertThat(show("--trial", "3")).as(err).isZero();
        assertThat(out).contains("The curves are those of the metric snapshot").contains("step 0: error ");
        assertThat(drawn().keySet()).containsExactly("ID.csv", "ID.png", "ID.svg");
    }

    @Test
    void refusesWhatIsNotThere() throws IOException {
        run(spec(SmallSpec.of(KEEP)));
        assertThat(show("--trial", "4")).isEqualTo(2);
        assertThat(err)
                .contains(
                        "--trial must be a number from 1 to 3 or the first 4 or more digits of one trial's id but was 4");
        assertThat(show("--trial", "1", "--steps", "0,7")).isEqualTo(2);
        assertThat(err).contains("--steps must name kept steps (0, 5, ").contains(" or end) but was 7");
        assertThat(pictures).doesNotExist();
        assertThat(show("--steps", "0")).isEqualTo(2);
        assertThat(err).contains("--steps needs --trial, since it is about the picture of one trial");
    }

    @Test
    void aReportShowsWhatWasLearned() throws IOException {
        run(spec(IMAGE));
        assertThat(sweep("report", results)).as(err).isZero();
        assertThat(Path.of(results, "report.html"))
                .content()
                .contains("<h2>What was learned</h2>", "<h3>type = positional</h3>", "<div class=\"tiles\">")
                .contains("Of the images that are drawn below, ")
                .contains("the first seed of its setting");
        results = folder.resolve("my curves").toString();
        run(spec(SmallSpec.of(KEEP)));
        assertThat(sweep("report", results)).as(err).isZero();
        assertThat(Path.of(results, "report.html"))
                .content()
                .contains("<h2>What was learned</h2>", "<h3>κ = 1</h3>", "<h3>κ = 3</h3>")
                .contains("my curves&#39; --trial ");
        run(spec(SmallSpec.of()), "--set", "network.width=16");
        assertThat(sweep("report", results)).as(err).isZero();
        assertThat(Path.of(results, "report.html")).content().doesNotContain("What was learned");
    }
}
