package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.spec.DefaultLiteral;
import org.spectralsweep.spec.SpecType;

/** Kernel drift, gate flips and the empirical spectrum during training. */
class LazyMetricsTest {
    private static TrialResult run(int width, double std) {
        return run(width, std, "auto", "auto");
    }

    private static TrialResult run(int width, double std, String rate, String engine) {
        return TrialRunner.run((TrialSpec) SpecType.of(TrialSpec.class)
                .read(DefaultLiteral.parse("""
                {domain: {type: circle},
                 sampling: {type: grid, points: 128},
                 target: {type: harmonic, frequency: 4},
                 unit-norm-target: true,
                 network: {width: %d, parameterization: ntk, c-sigma: 1, bias: hidden, train-outer: false},
                 initialization: {weights: {type: normal, std: %s}, outer: rademacher, mirrored: true},
                 optimizer: {type: gradient-descent, learning-rate: %s},
                 engine: %s, precision: float64,
                 thresholds: [{name: five-per-cent, convention: relative-mse, delta: 0.05, scope: global}],
                 metrics: [{type: kernel-drift, points: 64}, {type: gate-flips, points: 64},
                           {type: empirical-kernel, points: 64, count: 3}],
                 max-steps: 5000}
                """.formatted(width, std, rate, engine)), "trial"));
    }

    private static List<Measurement> rows(TrialResult result, String metric, String scope) {
        return result.measurements().stream()
                .filter(row -> row.metric().equals(metric) && row.scope().equals(scope))
                .toList();
    }

    private static double last(TrialResult result, String metric) {
        List<Measurement> rows = rows(result, metric, "all");
        return rows.get(rows.size() - 1).value();
    }

    @Test
    void nothingHasMovedBeforeTraining() {
        TrialResult result = run(256, 0.2);

        assertThat(rows(result, "kernel_drift", "all").get(0).value()).isZero();
        assertThat(rows(result, "gate_flips", "all").get(0).value()).isZero();
        assertThat(last(result, "kernel_drift")).isPositive();
        assertThat(last(result, "gate_flips")).isPositive();
    }

    @Test
    void widerAndLargerStartsAreLazier() {
        TrialResult narrow = run(256, 0.2);
        TrialResult wide = run(16_384, 0.2);
        TrialResult large = run(256, 1);

        // Laziness is the root of the width times the size of the weights: eight times, and five times.
        assertThat(last(wide, "gate_flips")).isLessThan(0.3 * last(narrow, "gate_flips"));
        assertThat(last(large, "gate_flips")).isLessThan(0.4 * last(narrow, "gate_flips"));
        assertThat(last(wide, "kernel_drift")).isLessThan(0.3 * last(narrow, "kernel_drift"));
        assertThat(rows(wide, "gate_flips", "layer:1")).hasSameSizeAs(rows(wide, "gate_flips", "all"));
    }

    @Test
    void theSpectrumOfAWideNetworkIsThatOfEquation5() {
        List<Measurement> start =
                rows(run(65_536, 0.2), "empirical_kernel_eigenvalue", "all").subList(0, 3);

        // Twice Eq. 5: a_0 / pi, then a_1 / pi twice. With 64 points and 32,768 independent units they are accurate to
        // a few per cent.
        assertThat(start).extracting(Measurement::index).containsExactly(0, 1, 2);
        assertThat(start.get(0).value()).isEqualTo(2 * 0.1756606, within(0.004));
        assertThat(start.get(1).value()).isEqualTo(2 * 0.1131606, within(0.006));
        assertThat(start.get(2).value()).isEqualTo(2 * 0.1131606, within(0.006));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shallow", "dense"})
    void everyEngineShowsTheNetworkThatItTrains(String engine) {
        TrialResult circle = run(256, 0.2, "auto", "circle");
        TrialResult other = run(256, 0.2, "auto", engine);

        assertThat(other.model().engine()).isEqualTo(engine);
        assertThat(other.measurements()).hasSameSizeAs(circle.measurements());
        for (int i = 0; i < circle.measurements().size(); i++) {
            double expected = circle.measurements().get(i).value();
            assertThat(other.measurements().get(i).value()).isEqualTo(expected, within(1e-9 + 1e-3 * expected));
        }
    }

    @Test
    void aDivergedTrialIsStillAResult() {
        TrialResult result = run(256, 0.2, "1e6", "auto");

        assertThat(result.status()).as("%s", result.course().error()).isEqualTo(TrialStatus.DIVERGED);
        assertThat(rows(result, "kernel_drift", "all")).hasSizeGreaterThan(1);
    }
}
