package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.spec.DefaultLiteral;
import org.spectralsweep.spec.SpecType;

/** A wide network that starts far from its gates trains in every region as its kernel says: conf/lazy-circle.yaml. */
class LazyCircleTest {
    private static TrialSpec trial(int frequency) {
        return (TrialSpec) SpecType.of(TrialSpec.class)
                .read(
                        DefaultLiteral.parse(
                                """
                {domain: {type: circle},
                 density: {type: piecewise-constant, weights: [1, 2, 4]},
                 sampling: {type: grid, step: 0.02},
                 target: {type: harmonic, frequency: %d, phase: random},
                 unit-norm-target: true,
                 network: {width: 65536, parameterization: ntk, c-sigma: 1, bias: hidden, train-outer: false},
                 initialization: {weights: {type: normal, std: 1}, outer: rademacher, mirrored: true},
                 optimizer: {type: gradient-descent, learning-rate: %s},
                 thresholds: [{name: regions, convention: half-mean-per-sample, delta: 0.05, scope: regions}],
                 metrics: [{type: gate-flips}], max-steps: auto}
                """.formatted(frequency, 0.004 * Math.min(1, frequency * frequency / 144.0))),
                        "trial");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 12})
    void everyRegionIsLearnedWhenTheKernelSays(int frequency) {
        TrialResult result = TrialRunner.run(trial(frequency));

        assertThat(result.model().engine()).isEqualTo("circle");
        assertThat(result.hits()).hasSize(3).allSatisfy(hit -> {
            long predicted = Objects.requireNonNull(hit.predictedStep());
            long reached = Objects.requireNonNull(hit.stepUpper());
            assertThat(predicted).isGreaterThanOrEqualTo(50);
            assertThat((double) reached / predicted).isBetween(0.9, 1.1);
        });
        // In a lazy network the kernel does not change, and it changes only through these flips.
        assertThat(result.measurements())
                .allSatisfy(flips -> assertThat(flips.value()).isLessThan(0.005));
        assertThat(result.measurements().get(result.measurements().size() - 1).value())
                .isPositive();
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16})
    void theOtherFrequenciesAreLearnedAsTheKernelSays(int frequency) {
        everyRegionIsLearnedWhenTheKernelSays(frequency);
    }
}
