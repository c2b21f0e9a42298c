package org.spectralsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Losses and thresholds by hand: what "5 % error" means. */
class LossAndThresholdTest {
    @Test
    void lossesDifferByTheirFactors() {
        assertThat(Loss.HALF_SUM.value(8, 4, 1)).isEqualTo(4);
        assertThat(Loss.HALF_MEAN.value(8, 4, 1)).isEqualTo(1);
        assertThat(Loss.MEAN_SQUARE.value(8, 4, 1)).isEqualTo(2);
        assertThat(Loss.MEAN_SQUARE.value(8, 2, 2)).isEqualTo(2);
        assertThat(Loss.CROSS_ENTROPY.value(8, 2, 2)).isEqualTo(4);
    }

    @Test
    void theKernelFactorTimesNIsTheTimeFactor() {
        for (Loss loss : List.of(Loss.HALF_SUM, Loss.HALF_MEAN, Loss.MEAN_SQUARE)) {
            assertThat(loss.kernelFactor(7) * 7).isCloseTo(loss.timeFactor(7), within(1e-15));
        }
        assertThat(Loss.HALF_SUM.timeFactor(7)).isEqualTo(7);
        assertThat(Loss.HALF_MEAN.timeFactor(7)).isEqualTo(1);
        assertThat(Loss.MEAN_SQUARE.timeFactor(7)).isEqualTo(2);
        assertThat(Loss.CROSS_ENTROPY.timeFactor(7)).isEqualTo(1);
        assertThatThrownBy(() -> Loss.CROSS_ENTROPY.kernelFactor(7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("loss must be one of squared residuals for a kernel's descent but was cross-entropy");
    }

    @Test
    void errorsSumSquaresOverSamplesAndOutputs() {
        double[] f = {100, 100, 1, 2, 3, 4, 100, 100};
        double[] y = {0, 0, 0, 0, 1, 1, 0, 0};
        for (Loss loss : List.of(Loss.HALF_SUM, Loss.HALF_MEAN, Loss.MEAN_SQUARE)) {
            assertThat(loss.error(f, y, 1, 2, 2)).isEqualTo(1 + 4 + 4 + 9);
        }
    }

    @Test
    void crossEntropyIsTheLogarithmOfTheLabelsProbability() {
        double[] third = {0, 1, 0};
        assertThat(Loss.CROSS_ENTROPY.error(new double[3], third, 0, 1, 3)).isCloseTo(Math.log(3), within(1e-15));
        double[] logarithms = {Math.log(1), Math.log(6), Math.log(3)};
        assertThat(Loss.CROSS_ENTROPY.error(logarithms, third, 0, 1, 3)).isCloseTo(-Math.log(0.6), within(1e-15));
        double[] two = {9, 9, 9, 0, 0, 0, Math.log(1), Math.log(6), Math.log(3)};
        double[] labels = {1, 0, 0, 1, 0, 0, 0, 0, 1};
        assertThat(Loss.CROSS_ENTROPY.error(two, labels, 1, 2, 3))
                .isCloseTo(Math.log(3) - Math.log(0.3), within(1e-15));
    }

    @Test
    void crossEntropyIsExactForLargeOutputs() {
        double[] label = {0, 1};
        assertThat(Loss.CROSS_ENTROPY.error(new double[] {-1000, 1000}, label, 0, 1, 2))
                .isEqualTo(0);
        assertThat(Loss.CROSS_ENTROPY.error(new double[] {1000, -1000}, label, 0, 1, 2))
                .isEqualTo(2000);
        assertThat(Loss.CROSS_ENTROPY.error(new double[] {1e5, 1e5}, label, 0, 1, 2))
                .isCloseTo(Math.log(2), within(1e-15));
        // Below the distance of 1 to the next double.
        assertThat(Loss.CROSS_ENTROPY.error(new double[] {-40, 0}, label, 0, 1, 2))
                .isCloseTo(Math.exp(-40), within(1e-30));
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThat(Loss.CROSS_ENTROPY.error(new double[] {bad, 0}, label, 0, 1, 2))
                    .isNotFinite();
            assertThat(Loss.CROSS_ENTROPY.error(new double[] {0, bad}, label, 0, 1, 2))
                    .isNotFinite();
        }
    }

    @Test
    void crossEntropyIsRefusedWithoutClasses() {
        Loss.CROSS_ENTROPY.check(new double[] {0, 1, 1, 0}, 2, OutputFunction.LINEAR);
        Loss.HALF_SUM.check(new double[] {0.5}, 1, OutputFunction.SIGMOID);
        for (double[] row : List.of(
                new double[] {0, 0}, new double[] {1, 1}, new double[] {0.5, 0.5}, new double[] {2, 0}, new double[] {
                    0, 1, 1, Double.NaN
                })) {
            assertThatThrownBy(() -> Loss.CROSS_ENTROPY.check(row, 2, OutputFunction.LINEAR))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "loss must be one of squared residuals unless every target is a class (one 1 per sample,"
                                    + " 0 elsewhere) but was cross-entropy");
        }
        assertThatThrownBy(() -> Loss.CROSS_ENTROPY.check(new double[] {1}, 1, OutputFunction.LINEAR))
                .hasMessage("loss must be one of squared residuals for a target of one output but was cross-entropy");
        assertThatThrownBy(() -> Loss.CROSS_ENTROPY.check(new double[] {0, 1}, 2, OutputFunction.SIGMOID))
                .hasMessage("network.output must be linear for the loss cross-entropy, which has a softmax of its own,"
                        + " but was sigmoid");
    }

    @Test
    void boundsTheSumOfSquaresInEachConvention() {
        assertThat(new Threshold("a", ThresholdConvention.HALF_SUM, 0.05, ThresholdScope.BOTH).bound(3, 9, 12))
                .isEqualTo(0.1);
        assertThat(new Threshold("a", ThresholdConvention.RELATIVE_MSE, 0.05, ThresholdScope.BOTH).bound(3, 8, 12))
                .isEqualTo(0.4);
        // 1/(2*3) S < 0.5/12, so S < 0.25
        assertThat(new Threshold("a", ThresholdConvention.HALF_MEAN_PER_SAMPLE, 0.5, ThresholdScope.BOTH)
                        .bound(3, 9, 12))
                .isEqualTo(0.25);
    }

    @Test
    void refusesARelativeErrorOfAZeroTarget() {
        Threshold threshold =
                new Threshold("five percent", ThresholdConvention.RELATIVE_MSE, 0.05, ThresholdScope.BOTH);
        assertThatThrownBy(() -> threshold.bound(3, 0, 12))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("convention must be")
                .hasMessageContaining("five percent");
    }

    @Test
    void refusesLevelsThatAreNotPositiveNumbers() {
        for (double delta : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Threshold("a", ThresholdConvention.HALF_SUM, delta, ThresholdScope.BOTH))
                    .hasMessage("delta must be a positive number but was " + delta);
        }
        assertThatThrownBy(() -> new Threshold(" ", ThresholdConvention.HALF_SUM, 1, ThresholdScope.BOTH))
                .hasMessage("name must be a word but was blank");
    }
}
