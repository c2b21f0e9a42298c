package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spectralsweep.spec.DefaultLiteral;
import org.spectralsweep.spec.SpecType;

/** Trials of networks of other activations than ReLU. */
class ActivationTrialTest {
    private static TrialSpec trial(String activation, int frequency, String rest) {
        return trial(activation, 8192, 32, frequency, rest);
    }

    private static TrialSpec trial(String activation, int width, int points, int frequency, String rest) {
        return (TrialSpec) SpecType.of(TrialSpec.class)
                .read(DefaultLiteral.parse("""
                {domain: {type: circle}, sampling: {type: grid, points: %d},
                 target: {type: harmonic, frequency: %d, phase: 0.3},
                 network: {width: %d, parameterization: ntk, c-sigma: 1, bias: hidden, train-outer: false,
                           activation: %s},
                 initialization: {weights: {type: normal, std: 1}, outer: rademacher, mirrored: true},
                 optimizer: {type: gradient-descent, learning-rate: auto}, loss: half-mean, max-steps: auto,
                 thresholds: [{name: tenth, convention: relative-mse, delta: 0.1}], metrics: [{type: dead-units}]%s}
                """.formatted(points, frequency, width, activation, rest)), "trial");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: leaky-relu, negative-slope: 0.2} | 4",
                "{type: relu-squared} | 3",
                "{type: erf} | 2",
                "{type: tanh} | 2",
                "{type: gelu} | 2",
                "{type: sine, frequency: 2} | 3",
                "{type: gaussian} | 2"
            })
    void wideNetworksAreLearnedWhenTheirKernelSays(String activation, int frequency) {
        TrialResult result = TrialRunner.run(trial(activation, frequency, ""));

        assertThat(result.model().engine()).isEqualTo(activation.contains("leaky") ? "circle" : "dense");
        assertThat(result.hits()).isNotEmpty().allSatisfy(hit -> {
            long predicted = Objects.requireNonNull(hit.predictedStep());
            long reached = Objects.requireNonNull(hit.stepUpper());
            assertThat(predicted).as("predicted").isBetween(2L, 5000L);
            assertThat((double) reached / predicted)
                    .as("measured over %d", predicted)
                    .isBetween(0.8, 1.25);
        });
    }

    /** At the stable rate, at frequencies 1, 2, 3, 4, 6 and 8 where the kernel says at most 2,000 steps. */
    @Tag("slow")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: relu} | 6",
                "{type: leaky-relu, negative-slope: 0.2} | 6",
                "{type: relu-squared} | 4",
                "{type: erf} | 3",
                "{type: tanh} | 3",
                "{type: gelu} | 3",
                "{type: sine, frequency: 2} | 3",
                "{type: gaussian} | 3"
            })
    void veryWideNetworksFollowTheirKernel(String activation, int least) {
        int followed = 0;
        for (int frequency : new int[] {1, 2, 3, 4, 6, 8}) {
            Long predicted = predicted(trial(activation, 2, 128, frequency, ", seeds: {phase: 1}"));
            if (predicted == null || predicted > 2000) {
                continue;
            }
            TrialResult result = TrialRunner.run(trial(activation, 65_536, 128, frequency, ", seeds: {phase: 1}"));
            long reached = Objects.requireNonNull(result.hits().get(0).stepUpper());
            assertThat(Math.abs(reached - predicted))
                    .as("frequency %d: %d steps, and %d by the kernel", frequency, reached, predicted)
                    .isLessThanOrEqualTo((long) Math.max(1, 0.05 * predicted));
            followed++;
        }
        assertThat(followed).isGreaterThanOrEqualTo(least);
    }

    /** The kernel of network (2) does not depend on the width. */
    private static @Nullable Long predicted(TrialSpec trial) {
        return TrialRunner.run(TrialExamples.with(trial, "max-steps", "0"))
                .hits()
                .get(0)
                .predictedStep();
    }

    @Test
    void refusesWhatIsAboutTheGatesOfRelu() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrialExamples.with(
                        trial("{type: tanh}", 2, ""), "metrics", "[{type: dead-units}, {type: gate-flips}]"))
                .withMessageContaining("neither relu nor leaky-relu but tanh, and held gate-flips");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trial("{type: tanh}", 2, ", engine: circle"))
                .withMessageContaining("which needs activation relu or leaky-relu, not tanh");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trial("{type: tanh}", 2, ", engine: shallow"))
                .withMessageContaining("which needs activation relu or leaky-relu, not tanh");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrialRunner.check(trial("{type: erf}", 2, ", theory: [{type: local-frequency}]")))
                .withMessageContaining(
                        "whose law is that of relu, leaky-relu and relu-squared, for network.activation" + " erf");
    }

    @Test
    void leakyUnitsHaveActivationRegions() {
        TrialSpec trial = TrialExamples.with(
                trial("{type: leaky-relu}", 2, ""),
                "metrics",
                "[{type: gate-flips}, {type: activation-regions}, {type: linear-pieces, from: [-1, 0],"
                        + " to: [1, 1]}, {type: boundary-distance}]");

        TrialResult result = TrialRunner.run(TrialExamples.with(trial, "max-steps", "3"));

        assertThat(result.course().error()).isNull();
        assertThat(result.measurements())
                .filteredOn(row -> row.step() == 3 && row.metric().equals("linear_pieces"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.value()).isGreaterThan(1000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: relu} | 2",
                "{type: leaky-relu, negative-slope: 0.5} | 1.6",
                "{type: relu-squared} | 0.6666666666666666",
                "{type: erf} | 2.152579",
                "{type: gaussian} | 1.7320508",
                "{type: sine, frequency: 30} | 2",
                "{type: tanh} | 2.536175"
            })
    void theAutomaticScaleIsOneOverTheMeanSquare(String activation, double expected) {
        TrialSpec trial = TrialExamples.with(trial(activation, 2, ""), "network.c-sigma", "auto");

        assertThat(trial.network().cSigma().number()).isCloseTo(expected, within(1e-6 * expected));
        assertThat(TrialJson.read(TrialJson.canonical(trial))).isEqualTo(trial);
    }

    @Test
    void theAutomaticScaleOfReluIsThatOfTwo() {
        TrialSpec relu = trial("{type: relu}", 2, "");

        assertThat(TrialId.of(TrialExamples.with(relu, "network.c-sigma", "auto")))
                .isEqualTo(TrialId.of(TrialExamples.with(relu, "network.c-sigma", "2")));
    }

    @Test
    void reluIsNotPartOfTheId() {
        TrialSpec relu = trial("{type: relu}", 2, "");

        assertThat(TrialJson.canonical(relu)).doesNotContain("activation");
        assertThat(TrialId.of(trial("{type: sine}", 2, ""))).isNotEqualTo(TrialId.of(relu));
        assertThat(TrialId.of(trial("{type: sine}", 2, "")))
                .isNotEqualTo(TrialId.of(trial("{type: sine, frequency: 2}", 2, "")));
    }
}
