package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.spec.DefaultLiteral;
import org.spectralsweep.spec.SpecType;

/**
 * The one-dimensional signal of Lazzari and Liu (arXiv 2301.05816), a sum of fourteen sines at 2,048 points. The
 * network is 4 x 128, trained by full-batch Adam at 1e-3. Inputs are coordinates in [0, 1] or [-1, 1], or four or seven
 * octaves of them. The expected numbers were computed by an independent implementation.
 */
class CoordinateSignalTest {
    private static final Map<String, String> INPUTS = Map.of(
            "unit", "domain: {type: interval}",
            "symmetric", "domain: {type: interval, from: -1, to: 1}",
            "octaves-4", "domain: {type: interval}, encoding: {type: positional, octaves: 4}",
            "octaves-7", "domain: {type: interval}, encoding: {type: positional, octaves: 7}");

    static TrialSpec trial(String input, int steps, int replicate, String metrics) {
        StringBuilder terms = new StringBuilder();
        for (int k = 5; k <= 70; k += 5) {
            terms.append(k == 5 ? "" : ", ").append("{frequency: ").append(k).append(", phase: random}");
        }
        return (TrialSpec) SpecType.of(TrialSpec.class)
                .read(
                        DefaultLiteral.parse(
                                """
                {%s, sampling: {type: grid, points: 2048}, target: {type: harmonic-sum, terms: [%s]},
                 network: {width: 128, hidden-layers: 4}, initialization: {weights: {type: uniform-fan-in}, bias: {type: uniform-fan-in-bias}},
                 optimizer: {type: adam, learning-rate: 1e-3}, loss: mean-square, thresholds: [], metrics: [%s],
                 checkpoints: {per-decade: 0, at: [%s]}, max-steps: %d, replicate: %d, seeds: {phase: 1}}
                """.formatted(INPUTS.get(input), terms, metrics, checkpoints(steps), steps, replicate)),
                        "trial");
    }

    private static String checkpoints(int steps) {
        StringBuilder at = new StringBuilder("0");
        for (int step = Math.max(1, steps - 19); step <= steps && steps > 1; step++) {
            at.append(", ").append(step);
        }
        return at.toString();
    }

    private static final String PAIRS =
            "{type: windows, windows: 25, side: 49, pairs: 250, global: 5000, first: 0.39, last: 0.586}";

    static double value(List<Measurement> rows, String metric, long step) {
        return rows.stream()
                .filter(row -> row.metric().equals(metric)
                        && row.step() == step
                        && row.scope().equals(Measurement.ALL))
                .mapToDouble(Measurement::value)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "unit,      0.88,  63, 202,  108",
        "symmetric, 1.84, 124, 158,  211",
        "octaves-4, 13.7, 159,  64, 1146",
        "octaves-7, 63.3, 158,  42, 2034"
    })
    void startsWithThePatternsOfThePaper(String input, double local, double global, double dead, double patterns) {
        int seeds = 20;
        double[] means = new double[4];
        for (int replicate = 0; replicate < seeds; replicate++) {
            List<Measurement> rows = TrialRunner.run(trial(
                            input,
                            1,
                            replicate,
                            "{type: hamming, pairing: " + PAIRS + "}, {type: dead-units}, {type: activation-regions}"))
                    .measurements();
            means[0] += value(rows, "hamming_local", 0) / seeds;
            means[1] += value(rows, "hamming_global", 0) / seeds;
            means[2] += value(rows, "dead_units", 0) / seeds;
            means[3] += value(rows, "activation_regions", 0) / seeds;
        }
        assertThat(means[0]).isCloseTo(local, Percentage.withPercentage(15));
        assertThat(means[1]).isCloseTo(global, Percentage.withPercentage(15));
        assertThat(means[2]).isCloseTo(dead, Percentage.withPercentage(15));
        assertThat(means[3]).isCloseTo(patterns, Percentage.withPercentage(15));
    }

    /** Five seeds. The error is the median of the last 20 updates, since Adam spikes. */
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({
        "unit,      6.2, 0.4, 0.98",
        "symmetric, 5.9, 0.4, 0.97",
        "octaves-4, 1.1, 0.4, 0.90",
        "octaves-7, 0.0, 0.005, 0.67"
    })
    void learnsAsMuchAsThePaperShows(String input, double error, double within, double confusion) {
        int seeds = 5;
        double[] errors = new double[seeds];
        double magnitude = 0;
        for (int replicate = 0; replicate < seeds; replicate++) {
            List<Measurement> rows = TrialRunner.run(trial(
                            input,
                            500,
                            replicate,
                            "{type: training-loss}, {type: gradient-confusion, steps: [500], pairing: " + PAIRS + "}"))
                    .measurements();
            double[] last = rows.stream()
                    .filter(row -> row.metric().equals("training_loss") && row.step() > 480)
                    .mapToDouble(Measurement::value)
                    .toArray();
            assertThat(last).hasSize(20);
            errors[replicate] = median(last);
            magnitude += value(rows, "confusion_local_magnitude", 500) / seeds;
        }
        assertThat(median(errors)).isCloseTo(error, within(within));
        assertThat(magnitude).isCloseTo(confusion, within(0.03));
    }

    /** Only the order of the median errors, on fewer updates and seeds, so that every build checks it. */
    @Test
    void octavesLearnSooner() {
        double unit = error("unit");
        double few = error("octaves-4");
        double many = error("octaves-7");

        assertThat(few).isLessThan(0.85 * unit);
        assertThat(many).isLessThan(0.5 * few);
    }

    private static double error(String input) {
        TrialResult result = TrialRunner.run(trial(input, 60, 0, "{type: training-loss}"));
        return value(result.measurements(), "training_loss", 60);
    }

    private static double median(double[] values) {
        double[] ascending = values.clone();
        Arrays.sort(ascending);
        return (ascending[(ascending.length - 1) / 2] + ascending[ascending.length / 2]) / 2;
    }
}
