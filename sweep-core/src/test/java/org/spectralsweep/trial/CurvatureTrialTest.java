package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.spec.DefaultLiteral;
import org.spectralsweep.spec.SpecType;

/** eta lambda_max in the course of trainings, and rates that are multiples of the stable one. */
class CurvatureTrialTest {
    /** A deep network has the kernel of its own initial weights, so that the rate is known exactly. */
    private static TrialSpec deep(String optimizer, double factor, String loss, int steps) {
        return trial("""
                {domain: {type: circle},
                 density: {type: piecewise-constant, weights: [1, 2, 4]},
                 sampling: {type: grid, points: 60},
                 target: {type: harmonic, frequency: 2, phase: 0},
                 network: {width: 48, hidden-layers: 2, bias: all},
                 initialization: {weights: {type: uniform-fan-in}, bias: {type: uniform-fan-in-bias}},
                 optimizer: %s, rate-factor: %s, loss: %s, precision: float64, thresholds: [],
                 checkpoints: {per-decade: 1}, metrics: [{type: curvature}], max-steps: %d}
                """.formatted(optimizer, factor, loss, steps));
    }

    private static TrialSpec trial(String literal) {
        return (TrialSpec) SpecType.of(TrialSpec.class).read(DefaultLiteral.parse(literal), "trial");
    }

    private static List<Double> values(TrialResult result, String metric) {
        return result.measurements().stream()
                .filter(row -> row.metric().equals(metric))
                .map(Measurement::value)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"half-sum, 0.5", "half-mean, 1.5", "mean-square, 1"})
    void theFactorIsTheProductAtTheStart(String loss, double factor) {
        TrialResult result = TrialRunner.run(deep("{type: gradient-descent, learning-rate: auto}", factor, loss, 3));

        double rate = Objects.requireNonNull(result.kernel().learningRate());
        double lambda = Objects.requireNonNull(result.kernel().lambdaMax());
        assertThat(rate * lambda).isEqualTo(factor, within(1e-12));
        assertThat(values(result, "eta_lambda_max").get(0)).isEqualTo(factor, within(1e-9));
        assertThat(values(result, "eta_lambda_max_limit")).containsOnly(2.0);
    }

    @Test
    void momentumHasAHigherLimit() {
        TrialResult result =
                TrialRunner.run(deep("{type: sgd, learning-rate: auto, momentum: 0.9}", 3, "half-mean", 3));

        assertThat(values(result, "eta_lambda_max").get(0)).isEqualTo(3, within(1e-9));
        assertThat(values(result, "eta_lambda_max_limit").get(0)).isEqualTo(3.8, within(1e-15));
    }

    @Test
    void miniBatchesOfASumAreShares() {
        TrialResult result =
                TrialRunner.run(deep("{type: sgd, learning-rate: auto, batch-size: 15}", 1, "half-sum", 3));

        assertThat(values(result, "eta_lambda_max").get(0)).isEqualTo(1, within(1e-9));
    }

    @Test
    void adamHasAProductWithoutALimit() {
        TrialResult result = TrialRunner.run(deep("{type: adam}", 1, "half-mean", 3));

        assertThat(values(result, "eta_lambda_max")).isNotEmpty().allMatch(value -> value > 0);
        assertThat(values(result, "eta_lambda_max_limit")).isEmpty();
    }

    @Test
    void aRunThatDivergesHasRows() {
        TrialResult result =
                TrialRunner.run(deep("{type: gradient-descent, learning-rate: auto}", 60, "half-mean", 300));

        assertThat(result.status()).as("%s", result.course().error()).isEqualTo(TrialStatus.DIVERGED);
        assertThat(values(result, "eta_lambda_max")).hasSizeGreaterThan(1);
        assertThat(values(result, "eta_lambda_max").get(0)).isEqualTo(60, within(1e-6));
        assertThat(result.course().warnings()).anyMatch(warning -> warning.contains("eta * lambda_max = 60"));
    }

    /** The first three of the engines train one hidden layer. */
    @ParameterizedTest
    @ValueSource(strings = {"circle", "shallow", "dense", "nd4j"})
    void everyEngineShowsItsWeights(String engine) {
        TrialResult reference = run("dense");

        List<Double> values = values(run(engine), "eta_lambda_max");

        List<Double> expected = values(reference, "eta_lambda_max");
        assertThat(values).hasSameSizeAs(expected);
        assertThat(expected.get(expected.size() - 1))
                .as("training changes it")
                .isNotCloseTo(expected.get(0), within(0.01));
        for (int i = 0; i < values.size(); i++) {
            assertThat(values.get(i)).isEqualTo(expected.get(i), within(1e-9));
        }
    }

    private static TrialResult run(String engine) {
        return TrialRunner.run(trial("""
                {domain: {type: circle},
                 sampling: {type: grid, points: 60},
                 target: {type: harmonic, frequency: 2, phase: 0},
                 network: {width: 64, c-sigma: 1, parameterization: ntk, bias: hidden},
                 initialization: {weights: {type: normal, std: 0.2}},
                 optimizer: {type: gradient-descent, learning-rate: auto}, loss: half-mean, engine: %s,
                 precision: float64, thresholds: [], checkpoints: {per-decade: 1}, metrics: [{type: curvature}],
                 max-steps: 200}
                """.formatted(engine)));
    }

    @Test
    void refusesAFactorThatChangesNothing() {
        TrialSpec given = deep("{type: gradient-descent, learning-rate: 0.1}", 1, "half-mean", 1);
        assertThat(TrialJson.canonical(given)).doesNotContain("rate-factor");
        assertThatThrownBy(() -> deep("{type: gradient-descent, learning-rate: 0.1}", 2, "half-mean", 1))
                .hasMessage("trial.rate-factor must be 1 where learning-rate is a number, which it does not change,"
                        + " but was 2.0");
        assertThatThrownBy(() -> deep("{type: gradient-descent, learning-rate: auto}", 0, "half-mean", 1))
                .hasMessage("trial.rate-factor must be a positive number but was 0.0");
        String descent = "{type: gradient-descent, learning-rate: auto}";
        assertThat(TrialId.trajectory(deep(descent, 2, "half-mean", 1)))
                .isNotEqualTo(TrialId.trajectory(deep(descent, 1, "half-mean", 1)));
    }
}
