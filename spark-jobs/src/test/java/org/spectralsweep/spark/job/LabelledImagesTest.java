package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.data.IdxBuilder;
import org.spectralsweep.spark.table.TableComparison;
import org.spectralsweep.trial.TrialStatus;

/** Labelled images, from their files and a spec file through Spark to rows. */
class LabelledImagesTest {
    private static final String SPEC = """
            sweep: bands
            trial:
              domain: {type: cube, dimension: 36, from: -1, to: 1}
              sampling: {type: entries}
              target: {type: labelled-images, folder: bands, classes: 3}
              network: {width: 16, hidden-layers: 2}
              initialization: {weights: {type: uniform-fan-in}, bias: {type: uniform-fan-in-bias}}
              optimizer: {type: adam, learning-rate: 0.005, batch-size: 20}
              loss: cross-entropy
              thresholds: []
              checkpoints: {per-decade: 0, at: [0, 60]}
              metrics: [{type: training-loss}, {type: accuracy}]
              max-steps: 60
            replicates: 2
            """;

    @TempDir
    Path folder;

    /** 90 images of 6 x 6 pixels in three classes. Each class has a bright band of its own. */
    private static void write(Path to) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        byte[] labels = new byte[90];
        byte[] pixels = new byte[90 * 36];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) random.nextInt(3);
            for (int pixel = 0; pixel < 36; pixel++) {
                boolean bright = pixel / 12 == labels[i];
                pixels[36 * i + pixel] = (byte) (random.nextInt(100) + (bright ? 80 : 0));
            }
        }
        Files.createDirectories(to);
        IdxBuilder.write(to, "train", 6, pixels, labels);
    }

    private LoadedSweep load(String... overrides) {
        return new YamlSweeps().load(folder.resolve("bands.yaml").toString(), SPEC, null, List.of(overrides));
    }

    private static void run(LoadedSweep sweep, ResultsFolder results) throws IOException {
        RunDescription description = new RunDescription(sweep.name(), sweep.source(), null, null);
        TrialFunction trial = new NetworkTrials().with(SharedSpark.context().broadcast(sweep.data()));
        RunSweep.Summary summary = new RunSweep(SharedSpark.context(), results.store(), Progress.NONE)
                .run(description, sweep.work(), trial, false);
        assertThat(summary.count(TrialStatus.BUDGET_EXHAUSTED)).isEqualTo(2);
    }

    @Test
    void areLearnedAlikeInEveryRun() throws IOException {
        write(folder.resolve("bands"));
        LoadedSweep sweep = load();
        assertThat(sweep.data().isEmpty()).isFalse();
        try (ResultsFolder one = ResultsFolder.lock(folder.resolve("one").toString(), sweep.name());
                ResultsFolder other = ResultsFolder.lock(folder.resolve("other").toString(), sweep.name())) {
            run(sweep, one);
            run(load(), other);
            assertThat(TableComparison.of(one.store(), other.store()).differences())
                    .isEmpty();
            ViewsCatalog.register(SharedSpark.session(), one.store());
            assertThat(SharedSpark.session()
                            .sql("SELECT value FROM measurements WHERE metric = 'accuracy' AND step = 60")
                            .collectAsList())
                    .hasSize(2)
                    .allSatisfy(row -> assertThat(row.getDouble(0)).isBetween(0.9, 1.0));
        }
    }

    @Test
    void areTheSameTrialWhereverTheirFilesLie() throws IOException {
        write(folder.resolve("bands"));
        write(folder.resolve("moved/elsewhere"));
        List<String> ids = load().work().stream().map(CostedTrial::trialId).toList();
        assertThat(ids).hasSize(2).doesNotHaveDuplicates();
        for (String moved :
                List.of("moved/elsewhere", folder.resolve("moved/elsewhere").toString())) {
            assertThat(load("target.folder=" + moved).work().stream().map(CostedTrial::trialId))
                    .containsExactlyElementsOf(ids);
        }
    }

    @Test
    void thatAreMissingAreAnErrorOfThePlan() {
        assertThatThrownBy(this::load)
                .hasMessageContaining(folder.resolve("bands") + ": there is no such folder; Debian's package"
                        + " dataset-fashion-mnist puts Fashion-MNIST into /usr/share/datasets/fashion-mnist");
    }
}
