package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.spectralsweep.kernel.AnalyticKernel;
import org.spectralsweep.spec.DefaultLiteral;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.targets.ImageSource;

/**
 * On a uniform circle the time to learn a harmonic approaches the kernel's as the width grows: a part of
 * conf/wide-circle.yaml.
 */
class WideNetworkTest {
    private static final double DELTA = 0.05;

    private static TrialSpec trial(int frequency, int width) {
        return (TrialSpec)
                SpecType.of(TrialSpec.class).read(DefaultLiteral.parse("""
                {domain: {type: circle},
                 sampling: {type: grid, points: 512},
                 target: {type: harmonic, frequency: %d, phase: random},
                 unit-norm-target: true,
                 network: {width: %d, parameterization: ntk, c-sigma: 1, bias: hidden, train-outer: false},
                 initialization: {weights: {type: normal, std: 0.2}, outer: rademacher, mirrored: true},
                 optimizer: {type: gradient-descent, learning-rate: auto},
                 thresholds: [{name: five-per-cent, convention: relative-mse, delta: 0.05, scope: global}],
                 metrics: [], max-steps: 20000}
                """.formatted(frequency, width)), "trial");
    }

    /** Measured steps relative to the kernel's. */
    private static double ratio(int frequency, int width) {
        TrialResult result = TrialRunner.run(trial(frequency, width));
        assertThat(result.model().engine()).isEqualTo("circle");
        Hit hit = result.hits().get(0);
        return (double) Objects.requireNonNull(hit.stepUpper()) / Objects.requireNonNull(hit.predictedStep());
    }

    @Test
    void theKernelsTimeIsTheClosedFormOfACirculantMatrix() {
        for (int frequency : new int[] {3, 8, 16}) {
            TrialSetup setup = TrialSetup.of(trial(frequency, 64), ImageSource.NONE);
            int n = setup.data().count();
            double[] gram =
                    AnalyticKernel.of(setup.architecture()).gram(setup.data().x(), n);
            double lambda = 0;
            for (int j = 0; j < n; j++) {
                lambda += gram[j] * Math.cos(2 * Math.PI * frequency * j / n);
            }
            TrialResult result = TrialRunner.run(trial(frequency, 64));
            double eta = Objects.requireNonNull(result.kernel().learningRate());
            double steps = Math.log(DELTA) / (2 * Math.log(Math.abs(1 - eta * lambda)));
            assertThat(result.hits().get(0).predictedStep()).isEqualTo((long) Math.ceil(steps));
        }
    }

    @Test
    void theMeasuredTimeApproachesTheKernels() {
        assertThat(ratio(4, 65_536)).isCloseTo(1, within(0.02));
        assertThat(ratio(8, 65_536)).isCloseTo(1, within(0.03));
        double narrow = ratio(12, 4096);
        double wider = ratio(12, 16_384);
        double widest = ratio(12, 65_536);
        assertThat(narrow).isGreaterThan(1.4);
        assertThat(wider).isBetween(1.08, narrow - 0.2);
        assertThat(widest).isBetween(1.0, wider - 0.04).isLessThan(1.1);
    }
}
