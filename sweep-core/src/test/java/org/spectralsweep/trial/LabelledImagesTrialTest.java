package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.spec.DefaultLiteral;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.targets.ImageSource;
import org.spectralsweep.targets.LabelledRasters;
import org.spectralsweep.targets.Raster;

/**
 * Classes of images learned from end to end: 120 noisy 28 x 28 images of three classes, each class with its own bright
 * band.
 */
class LabelledImagesTrialTest {
    private static final int CLASSES = 3;
    private static final int COUNT = 120;
    private static final int SIDE = 28;
    private static final String DIGEST = "0123456789abcdef".repeat(4);

    private static final String TRIAL = """
            {domain: {type: cube, dimension: 784, from: -1, to: 1},
             sampling: {type: entries},
             target: {type: labelled-images, sha256: "%s", images: 100, classes: 3},
             network: {width: 32, hidden-layers: 2},
             initialization: {weights: {type: uniform-fan-in}, bias: {type: uniform-fan-in-bias}},
             optimizer: {type: sgd, learning-rate: 0.05, batch-size: 20},
             loss: cross-entropy,
             thresholds: [],
             metrics: [{type: training-loss}, {type: region-error}, {type: amplitude}, {type: dead-units}, {type: accuracy}],
             max-steps: 60}
            """.formatted(DIGEST);

    private static final class Bands implements ImageSource {
        private static final long serialVersionUID = 1;

        @Override
        public Raster image(String sha256) {
            throw new AssertionError("no image is asked for");
        }

        @Override
        public LabelledRasters labelled(String sha256) {
            Random random = new Random(7);
            byte[] pixels = new byte[COUNT * SIDE * SIDE];
            byte[] labels = new byte[COUNT];
            for (int i = 0; i < COUNT; i++) {
                labels[i] = (byte) random.nextInt(CLASSES);
                for (int p = 0; p < SIDE * SIDE; p++) {
                    boolean bright = p / SIDE / 9 == labels[i];
                    pixels[i * SIDE * SIDE + p] = (byte) (random.nextInt(100) + (bright ? 60 : 0));
                }
            }
            return new LabelledRasters(SIDE, SIDE, pixels, labels);
        }
    }

    private static TrialSpec trial() {
        return (TrialSpec) SpecType.of(TrialSpec.class).read(DefaultLiteral.parse(TRIAL), "trial");
    }

    private static List<Double> values(TrialResult result, String column) {
        return result.measurements().stream()
                .filter(row -> row.metric().equals(column))
                .map(Measurement::value)
                .toList();
    }

    private static double last(List<Double> values) {
        return values.get(values.size() - 1);
    }

    @Test
    void classesAreLearned() {
        TrialSpec trial = trial();
        TrialRunner.check(trial, new Bands());
        TrialResult result = TrialRunner.run(trial, new Bands());
        assertThat(result.course().error()).isNull();
        assertThat(result.status()).isEqualTo(TrialStatus.BUDGET_EXHAUSTED);
        assertThat(result.model().engine()).isEqualTo("dense");
        assertThat(result.model().samples()).isEqualTo(100);
        assertThat(result.kernel().timePerStep()).isEqualTo(0.05);
        assertThat(result.kernel().lambdaMax()).isNull();
        List<Double> losses = values(result, "training_loss");
        List<Double> accuracies = values(result, "accuracy");
        assertThat(losses).hasSameSizeAs(accuracies).hasSizeGreaterThan(2);
        assertThat(losses.get(0)).isBetween(0.8, 1.6).isEqualTo(result.course().initialLoss());
        assertThat(last(losses)).isLessThan(0.2).isEqualTo(result.course().finalLoss());
        assertThat(accuracies.get(0)).isBetween(0.1, 0.7);
        assertThat(last(accuracies)).isGreaterThan(0.95);
        assertThat(values(result, "region_error")).isEmpty();
        assertThat(values(result, "dead_units")).isNotEmpty();
    }

    @Test
    void measuresBothKindsOfNeighbours() {
        String any = "pairing: {type: neighbours, anchors: 40, nearest: 5, furthest: 5, pool: 60}";
        String others = any.replace("pool", "different-class: true, pool");
        TrialSpec trial = TrialExamples.with(
                trial(),
                "metrics",
                "[{type: hamming, %1$s}, {type: hamming, %2$s}, {type: gradient-confusion, %1$s}, {type: gradient-confusion, %2$s}]"
                        .formatted(any, others));
        TrialRunner.check(trial, new Bands());
        TrialResult result = TrialRunner.run(trial, new Bands());
        assertThat(result.course().error()).isNull();
        assertThat(result.measurements())
                .extracting(row -> row.step() + row.metric() + row.scope() + row.index())
                .doesNotHaveDuplicates();
        for (String column : List.of("hamming_local", "hamming_different_class", "hamming_global")) {
            assertThat(last(values(result, column + "_ratio"))).as(column).isBetween(0.01, 0.99);
        }
        // A neighbour of another class looks alike but must not be answered alike.
        assertThat(last(values(result, "confusion_local")))
                .isGreaterThan(last(values(result, "confusion_different_class")) + 0.2);
        assertThat(values(result, "confusion_global")).hasSameSizeAs(values(result, "confusion_different_class"));
    }

    @Test
    void refusesMoreAnchorsThanImages() {
        TrialSpec trial = TrialExamples.with(trial(), "metrics", "[{type: hamming, pairing: {type: neighbours}}]");
        assertThatThrownBy(() -> TrialRunner.check(trial, new Bands()))
                .hasMessage("metrics: hamming: anchors must be at most the 100 samples but was 2500");
    }

    @Test
    void squaredResidualsLearnThemToo() {
        TrialSpec trial = TrialExamples.with(trial(), "loss", "mean-square");
        TrialSpec sigmoid = TrialExamples.with(
                TrialExamples.with(trial, "network", "{width: 32, hidden-layers: 2, output: sigmoid}"),
                "optimizer",
                "{type: adam, learning-rate: 0.003}");
        TrialResult result = TrialRunner.run(sigmoid, new Bands());
        assertThat(result.course().error()).isNull();
        assertThat(last(values(result, "accuracy"))).isGreaterThan(0.95);
        assertThat(last(values(result, "region_error"))).isLessThan(0.1);
    }

    @Test
    void refusesScaledTargetsForClasses() {
        TrialSpec scaled = TrialExamples.with(trial(), "unit-norm-target", "true");
        assertThatThrownBy(() -> TrialRunner.check(scaled, new Bands()))
                .hasMessageStartingWith("loss must be one of squared residuals unless every target is a class");
        TrialSpec measured = TrialExamples.with(scaled, "loss", "mean-square");
        assertThatThrownBy(() -> TrialRunner.check(measured, new Bands()))
                .hasMessageStartingWith("metrics: accuracy: targets must be classes");
    }

    @Test
    void refusesAMirroredNetworkWithASigmoidOutput() {
        TrialSpec sigmoid = TrialExamples.with("network", "{width: 8, output: sigmoid}");
        TrialSpec mirrored = TrialExamples.with(sigmoid, "initialization", "{weights: {type: he}, mirrored: true}");
        assertThatThrownBy(() -> TrialRunner.check(mirrored))
                .hasMessage("mirrored must be false with a sigmoid output but was true");
    }

    @Test
    void theFolderOfTheFilesDoesNotChangeTheId() {
        TrialSpec here = TrialExamples.with(
                trial(), "target", "{type: labelled-images, folder: here, sha256: \"" + DIGEST + "\", classes: 3}");
        TrialSpec there = TrialExamples.with(
                trial(), "target", "{type: labelled-images, folder: there, sha256: \"" + DIGEST + "\", classes: 3}");
        assertThat(TrialId.of(here)).isEqualTo(TrialId.of(there)).isNotEqualTo(TrialId.of(trial()));
    }
}
