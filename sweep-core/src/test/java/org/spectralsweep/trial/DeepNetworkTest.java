package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import java.util.stream.IntStream;
import org.hipparchus.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spectralsweep.train.Adam;
import org.spectralsweep.train.LearningRate;

/**
 * The deep network of B19 (five hidden layers of 256): steps until the mean square error is 5 % of the target's. B19
 * reports the exponent 1.94 over k = 8..30 with 1,001 random points. With 201 equispaced points an independent
 * implementation took about 500, 1,150, 1,950 and 3,200 steps at k = 4, 6, 8, 10, an exponent of 2.0.
 */
class DeepNetworkTest {
    private static final int[] FREQUENCIES = {4, 6, 8, 10};
    private static final double[] EXPECTED = {500, 1150, 1950, 3200};
    private static final int SEEDS = 5;

    @Tag("slow")
    @Test
    void timeGrowsWithTheSquareOfTheFrequency() {
        double[] steps = IntStream.range(0, FREQUENCIES.length * SEEDS)
                .parallel()
                .mapToObj(i -> Trials.deep5(FREQUENCIES[i / SEEDS], i % SEEDS))
                .map(TrialRunner::run)
                .mapToDouble(
                        result -> Objects.requireNonNull(result.hits().get(0).stepUpper(), result::toString))
                .toArray();
        SimpleRegression law = new SimpleRegression();
        for (int f = 0; f < FREQUENCIES.length; f++) {
            double mean = 0;
            for (int seed = 0; seed < SEEDS; seed++) {
                mean += steps[f * SEEDS + seed] / SEEDS;
            }
            assertThat(mean).as("kappa = %d", FREQUENCIES[f]).isCloseTo(EXPECTED[f], within(0.15 * EXPECTED[f]));
            law.addData(Math.log(FREQUENCIES[f]), Math.log(mean));
        }
        assertThat(law.getSlope()).isCloseTo(2.0, within(0.15));
    }

    /**
     * The lowest two frequencies, one seed each, agree within the scatter of seeds, which is at most 15 % of a time.
     */
    @Test
    void twoFrequenciesAgreeWithAnotherImplementation() {
        double[] steps = IntStream.range(0, 2)
                .parallel()
                .mapToObj(f -> TrialRunner.run(Trials.withBudget(Trials.deep5(FREQUENCIES[f], 0), 2_000, 0)))
                .mapToDouble(
                        result -> Objects.requireNonNull(result.hits().get(0).stepUpper(), result::toString))
                .toArray();
        for (int f = 0; f < 2; f++) {
            assertThat(steps[f]).as("kappa = %d", FREQUENCIES[f]).isCloseTo(EXPECTED[f], within(0.25 * EXPECTED[f]));
        }
        assertThat(Math.log(steps[1] / steps[0]) / Math.log(1.5)).isCloseTo(2, within(0.4));
    }

    /**
     * Ten hidden layers of 256 with skip connections. Gradient descent has to be slower here than without them; at a
     * rate of 0.01 it diverges.
     */
    @Test
    void theResidualNetworkLearns() {
        TrialSpec trial = Trials.with(Trials.res10(4, 0), new Adam(new LearningRate(1e-3), 0.9, 0.999, 1e-8, 0));
        TrialResult result = TrialRunner.run(Trials.withBudget(trial, 400, 0));
        assertThat(result.status()).as("%s", result).isEqualTo(TrialStatus.CONVERGED);
        assertThat(result.model().parameters()).isEqualTo(2 * 256 + 256 + 9 * (256 * 256 + 256) + 256);
        assertThat(result.course().finalLoss()).isLessThan(0.05 / 2);
    }
}
