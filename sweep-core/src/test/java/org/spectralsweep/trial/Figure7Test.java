package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spectralsweep.density.Grid;
import org.spectralsweep.targets.ImageSource;

/**
 * Fig. 7 of B20 with the paper's network: width 4,000, tau = 0.2, eta = 0.004. The expected steps per region come from
 * two independent implementations at this width. The kernel alone gives 848, 431, 222 at kappa = 10; the difference is
 * finite width. The paper's figure shows the law, and its text gives the ratios 1 : 1.96 : 3.89.
 */
class Figure7Test {
    private static final int SEEDS = 5;

    static double[] meanSteps(int frequency) {
        List<TrialResult> results = IntStream.range(0, SEEDS)
                .parallel()
                .mapToObj(seed -> TrialRunner.run(Trials.figure7(frequency, 4000, seed)))
                .toList();
        double[] mean = new double[3];
        for (TrialResult result : results) {
            assertThat(result.status()).as(result.toString()).isEqualTo(TrialStatus.CONVERGED);
            for (Hit hit : result.hits()) {
                assertThat(hit.stepLower()).isEqualTo(Objects.requireNonNull(hit.stepUpper()));
                mean[hit.region()] += hit.stepLower() / (double) SEEDS;
            }
        }
        return mean;
    }

    private static void assertSteps(int frequency, double tolerance, double sparse, double middle, double dense) {
        double[] mean = meanSteps(frequency);
        assertThat(mean[0]).isCloseTo(sparse, within(tolerance * sparse));
        assertThat(mean[1]).isCloseTo(middle, within(tolerance * middle));
        assertThat(mean[2]).isCloseTo(dense, within(tolerance * dense));
    }

    @ParameterizedTest
    @CsvSource({"4, 0.35, 108, 57, 35", "8, 0.12, 578, 307, 159"})
    void networksReachTheRegionsAsPredicted(int frequency, double tolerance, double a, double b, double c) {
        assertSteps(frequency, tolerance, a, b, c);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"6, 0.20, 290, 150, 77", "10, 0.12, 990, 500, 261"})
    void networksReachTheRegionsAtOtherFrequencies(int frequency, double tolerance, double a, double b, double c) {
        assertSteps(frequency, tolerance, a, b, c);
    }

    @Test
    void theSampleIsThePapers() {
        TrialSpec spec = Trials.figure7(4, 64, 0);
        TrialSetup setup = TrialSetup.of(spec, ImageSource.NONE);
        assertThat(spec.sampling()).isEqualTo(new Grid(0, 0.02, 0));
        assertThat(setup.data().count()).isEqualTo(734);
        int[] counts = new int[3];
        for (int region : setup.data().region()) {
            counts[region]++;
        }
        assertThat(counts).containsExactly(105, 210, 419);
        double norm = 0;
        for (double y : setup.data().y()) {
            norm += y * y;
        }
        assertThat(norm).isCloseTo(1, within(1e-12));
        assertThat(setup.density().density(2)).isCloseTo(12.0 / 7, within(1e-12));
    }
}
