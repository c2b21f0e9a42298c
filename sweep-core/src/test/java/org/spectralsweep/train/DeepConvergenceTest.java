package org.spectralsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Convention;
import org.spectralsweep.nn.He;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.Scope;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.nn.UniformFanInBias;

/**
 * Bar B16: five hidden layers of 256 on the circle (the deep network of Basri et al. 2019, arXiv 1906.00425), n = 201 equispaced points, y =
 * sin(k (theta + phi)), gradient descent 0.05 on the mean square, steps to 5 % relative error, means over five seeds: about 500, 1150, 1950, 3200 for k =
 * 4, 6, 8, 10, within 15 %.
 */
class DeepConvergenceTest {
    private static final int POINTS = 201;
    private static final int SEEDS = 5;

    @Test
    void learnsTheFourthHarmonicInAboutFiveHundredSteps() {
        assertThat(meanSteps(4)).isCloseTo(500, within(75.0));
    }

    @Tag("slow")
    @Test
    void theTimeGrowsWithTheSquareOfTheFrequency() {
        double[] steps = {meanSteps(4), meanSteps(6), meanSteps(8), meanSteps(10)};
        double[] expected = {500, 1150, 1950, 3200};
        for (int i = 0; i < 4; i++) {
            assertThat(steps[i]).isCloseTo(expected[i], within(0.15 * expected[i]));
        }
        assertThat(slope(new double[] {4, 6, 8, 10}, steps)).isCloseTo(2.0, within(0.15));
    }

    private static double meanSteps(int frequency) {
        double sum = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            sum += steps(frequency, seed);
        }
        return sum / SEEDS;
    }

    private static long steps(int frequency, int seed) {
        RandomGenerator random = new Well19937c(seed);
        double phase = (2 * random.nextDouble() - 1) * Math.PI;
        double[] x = new double[2 * POINTS];
        double[] y = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            double theta = 2 * Math.PI * i / POINTS;
            x[2 * i] = StrictMath.cos(theta);
            x[2 * i + 1] = StrictMath.sin(theta);
            y[i] = StrictMath.sin(frequency * (theta + phase));
        }
        MlpSpec spec = new MlpSpec(
                2,
                List.of(256, 256, 256, 256, 256),
                1,
                Parameterization.STANDARD,
                2,
                BiasMode.HIDDEN,
                new Initialization(new He(Math.sqrt(5)), new UniformFanInBias(), OuterWeights.LIKE_HIDDEN, false),
                true);
        TrainingOutcome outcome = Runs.train(
                Mlp.initialized(spec, Precision.FLOAT32, random),
                new TrainingSet(POINTS, 2, 1, x, y, new int[POINTS], 1),
                new TrainSpec(
                        Runs.descent(),
                        0.05,
                        Loss.MEAN_SQUARE,
                        List.of(new Threshold("five percent", Convention.RELATIVE_MSE, 0.05, Scope.GLOBAL)),
                        Set.of("five percent"),
                        20_000,
                        0,
                        new CheckpointSchedule(1, 1)));
        assertThat(outcome.reason()).isEqualTo(StopReason.THRESHOLDS_REACHED);
        return Objects.requireNonNull(outcome.hits().get(0).upper());
    }

    private static double slope(double[] x, double[] y) {
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < x.length; i++) {
            meanX += Math.log(x[i]) / x.length;
            meanY += Math.log(y[i]) / x.length;
        }
        double above = 0;
        double below = 0;
        for (int i = 0; i < x.length; i++) {
            above += (Math.log(x[i]) - meanX) * (Math.log(y[i]) - meanY);
            below += (Math.log(x[i]) - meanX) * (Math.log(x[i]) - meanX);
        }
        return above / below;
    }
}
