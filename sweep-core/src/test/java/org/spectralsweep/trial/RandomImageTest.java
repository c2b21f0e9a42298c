package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.spec.DefaultLiteral;
import org.spectralsweep.spec.SpecType;

/**
 * The random image of Lazzari and Liu (arXiv 2301.05816): 64 x 64 pixels of uniform bytes. The network is 2 x 128,
 * trained for 500 epochs of Adam at 1e-3 in batches of 256. The expected numbers were computed by an independent
 * implementation.
 */
class RandomImageTest {
    private static final String PAIRS =
            "{type: windows, windows: 100, side: 3, pairs: 0, global: 10000, first: 0.39, last: 0.547}";

    private static TrialSpec trial(String encoding, boolean endpoint, int steps, int replicate) {
        return (TrialSpec) SpecType.of(TrialSpec.class)
                .read(DefaultLiteral.parse("""
                {domain: {type: cube, dimension: 2}, sampling: {type: pixels, endpoint: %b}, target: {type: random-image, width: 64},
                 encoding: %s, network: {width: 128, hidden-layers: 2},
                 initialization: {weights: {type: uniform-fan-in}, bias: {type: uniform-fan-in-bias}},
                 optimizer: {type: adam, learning-rate: 1e-3, batch-size: 256}, loss: mean-square, thresholds: [],
                 metrics: [{type: psnr}, {type: dead-units}, {type: activation-regions}, {type: hamming, pairing: %s}, {type: gradient-confusion, pairing: %s}],
                 checkpoints: {per-decade: 0, at: [0]}, max-steps: %d, replicate: %d}
                """.formatted(endpoint, encoding, PAIRS, PAIRS, steps, replicate)), "trial");
    }

    private static double[] means(String encoding, boolean endpoint, int steps, int seeds) {
        List<String> metrics = List.of(
                "mean_squared_error",
                "dead_units",
                "hamming_local",
                "hamming_global",
                "confusion_local_magnitude",
                "confusion_global_magnitude");
        double[] means = new double[metrics.size()];
        for (int replicate = 0; replicate < seeds; replicate++) {
            List<Measurement> rows =
                    TrialRunner.run(trial(encoding, endpoint, steps, replicate)).measurements();
            for (int m = 0; m < means.length; m++) {
                means[m] += CoordinateSignalTest.value(rows, metrics.get(m), steps) / seeds;
            }
        }
        return means;
    }

    @Tag("slow")
    @Test
    void octavesLearnMoreOfTheImageThanCoordinates() {
        double[] coordinates = means("{type: identity}", false, 8000, 3);
        double[] octaves = means("{type: positional, octaves: 5}", true, 8000, 3);

        assertThat(coordinates[0]).isCloseTo(0.084, Percentage.withPercentage(15));
        assertThat(coordinates[1]).isBetween(95.0, 130.0);
        assertThat(coordinates[2]).isBetween(0.8, 2.5);
        assertThat(coordinates[3]).isBetween(30.0, 65.0);
        assertThat(coordinates[4]).isCloseTo(0.5, within(0.1));
        assertThat(coordinates[5]).isBetween(0.3, 0.4);
        assertThat(octaves[0]).isCloseTo(0.021, Percentage.withPercentage(15));
        assertThat(octaves[1]).isBetween(5.0, 11.0);
        assertThat(octaves[2]).isCloseTo(37, Percentage.withPercentage(15));
        assertThat(octaves[3]).isCloseTo(105, Percentage.withPercentage(15));
        assertThat(octaves[4]).isCloseTo(0.32, within(0.05));
        assertThat(octaves[5]).isBetween(0.04, 0.08);
    }

    /** After a few epochs only the order is certain, and it is strict. */
    @Test
    void octavesSeparateNeighbours() {
        double[] coordinates = means("{type: identity}", false, 480, 1);
        double[] octaves = means("{type: positional, octaves: 5}", true, 480, 1);

        assertThat(octaves[0]).isLessThan(coordinates[0]);
        assertThat(octaves[1]).isLessThan(0.5 * coordinates[1]);
        assertThat(octaves[2]).isGreaterThan(10 * coordinates[2]);
        assertThat(octaves[3]).isGreaterThan(coordinates[3]);
        assertThat(octaves[4]).isLessThan(coordinates[4]);
        assertThat(octaves[5]).isLessThan(coordinates[5]);
    }
}
