package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.spec.DefaultLiteral;
import org.spectralsweep.spec.SpecType;

/** Networks whose units all start with one negative bias train as their own kernel says: conf/beyond/constant-bias. */
class ConstantBiasTrialTest {
    private static TrialSpec trial(double bias, int frequency, int width, double rate, String rest) {
        return (TrialSpec) SpecType.of(TrialSpec.class)
                .read(DefaultLiteral.parse("""
                {domain: {type: circle},
                 sampling: {type: grid, points: 128},
                 target: {type: harmonic, frequency: %d, phase: random},
                 unit-norm-target: true,
                 network: {width: %d, parameterization: ntk, c-sigma: 1, bias: hidden, train-outer: false},
                 initialization: {weights: {type: normal, std: 1}, bias: {type: constant-bias, value: %s},
                                  outer: rademacher, mirrored: true},
                 optimizer: {type: gradient-descent, learning-rate: %s},
                 thresholds: [{name: learned, convention: relative-mse, delta: 0.1, scope: global}], %s}
                """.formatted(frequency, width, bias, rate, rest)), "trial");
    }

    private static double first(TrialResult result, String metric, String scope) {
        return result.measurements().stream()
                .filter(row -> row.step() == 0
                        && row.metric().equals(metric)
                        && row.scope().equals(scope))
                .mapToDouble(Measurement::value)
                .min()
                .orElseThrow();
    }

    /** Rates of 0.02 over the largest eigenvalue, so that even kappa = 2 takes 90 steps. */
    @ParameterizedTest
    @CsvSource({"-1, 2, 0.002, 0.158655", "-1, 4, 0.002, 0.158655", "-2, 2, 0.019, 0.022750", "-2, 4, 0.019, 0.022750"})
    void areLearnedAsTheShiftedKernelSays(double bias, int frequency, double rate, double share) {
        TrialResult result = TrialRunner.run(trial(
                bias,
                frequency,
                65_536,
                rate,
                "metrics: [{type: active-share}], theory: [{type: expected-active-share}], max-steps: auto"));

        assertThat(result.model().engine()).isEqualTo("circle");
        assertThat(result.kernel().kernelSource()).isEqualTo("closed form");
        long predicted = Objects.requireNonNull(result.hits().get(0).predictedStep());
        long reached = Objects.requireNonNull(result.hits().get(0).stepUpper());
        assertThat(predicted).isGreaterThan(80);
        assertThat((double) reached / predicted).isBetween(0.95, 1.05);
        assertThat(first(result, "expected_active_share", "layer:1")).isEqualTo(share, within(5e-7));
        // Mirrored units come in pairs of one gate. Those of one unit at 128 points depend on each other, which only
        // makes the mean over points steadier.
        double deviation = Math.sqrt(share * (1 - share) / 32_768);
        assertThat(first(result, "active_share", "layer:1")).isEqualTo(share, within(4 * deviation));
        assertThat(first(result, "active_share", "all")).isEqualTo(first(result, "active_share", "layer:1"));
    }

    @Test
    void everyEngineTrainsThemAlike() {
        List<Long> steps = new ArrayList<>();
        for (String engine : List.of("circle", "shallow", "dense", "nd4j")) {
            TrialResult result = TrialRunner.run(trial(
                    -1,
                    3,
                    256,
                    0.01,
                    "precision: float64, engine: " + engine
                            + ", metrics: [], max-steps: 2000, seeds: {init: 5, phase: 6}"));
            assertThat(result.model().engine()).isEqualTo(engine);
            assertThat(result.status()).isEqualTo(TrialStatus.CONVERGED);
            steps.add(result.hits().get(0).stepUpper());
        }
        assertThat(steps).allMatch(steps.get(0)::equals);
    }

    /** K(delta) = (1 + cos delta) P(delta), with P' = -exp(-B^2/(1 + cos delta))/(2 pi) and P(pi) = 0. */
    private static double smallest(double b, int n) {
        int parts = 1 << 14;
        double[] kernel = new double[parts + 1];
        double step = Math.PI / parts;
        double orthant = 0;
        for (int i = parts - 1; i >= 0; i--) {
            double middle = Math.cos((i + 0.5) * step);
            orthant += step * Math.exp(-b * b / (1 + middle)) / (2 * Math.PI);
            kernel[i] = (1 + Math.cos(i * step)) * orthant;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int q = 0; q <= n / 2; q++) {
            double sum = 0;
            for (int s = 0; s < n; s++) {
                int at = 2 * parts / n * s;
                sum += kernel[at <= parts ? at : 2 * parts - at] * Math.cos(2 * Math.PI * q * s / n) / n;
            }
            least = Math.min(least, sum);
        }
        return least;
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void theSmallestEigenvalueIsThatOfTheShiftedKernel(double b) {
        TrialSpec spec =
                TrialExamples.with(trial(-b, 2, 65_536, 0.01, "max-steps: 1"), "sampling", "{type: grid, points: 32}");
        spec = TrialExamples.with(spec, "metrics", "[{type: empirical-kernel, points: 32, count: 32}]");
        spec = TrialExamples.with(spec, "theory", "[{type: kernel-spectrum, kernel: analytic, count: 32}]");
        TrialResult result = TrialRunner.run(spec);
        double expected = smallest(b, 32);

        assertThat(first(result, "kernel_eigenvalue", "all")).isCloseTo(expected, withinPercentage(0.01));
        assertThat(first(result, "empirical_kernel_eigenvalue", "all")).isCloseTo(expected, withinPercentage(10));
    }
}
