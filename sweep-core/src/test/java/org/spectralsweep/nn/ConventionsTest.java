package org.spectralsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Losses and thresholds by hand: what "5 % error" means. */
class ConventionsTest {
    @Test
    void lossesDifferByTheirFactors() {
        assertThat(Loss.HALF_SUM.value(8, 4)).isEqualTo(4);
        assertThat(Loss.HALF_MEAN.value(8, 4)).isEqualTo(1);
        assertThat(Loss.MEAN_SQUARE.value(8, 4)).isEqualTo(2);
    }

    @Test
    void theKernelFactorTimesNIsTheTimeFactor() {
        for (Loss loss : Loss.values()) {
            assertThat(loss.kernelFactor(7) * 7).isCloseTo(loss.timeFactor(7), within(1e-15));
        }
        assertThat(Loss.HALF_SUM.timeFactor(7)).isEqualTo(7);
        assertThat(Loss.HALF_MEAN.timeFactor(7)).isEqualTo(1);
        assertThat(Loss.MEAN_SQUARE.timeFactor(7)).isEqualTo(2);
    }

    @Test
    void boundsTheSumOfSquaresInEachConvention() {
        assertThat(new Threshold("a", Convention.HALF_SUM, 0.05, Scope.BOTH).bound(3, 9, 12))
                .isEqualTo(0.1);
        assertThat(new Threshold("a", Convention.RELATIVE_MSE, 0.05, Scope.BOTH).bound(3, 8, 12))
                .isEqualTo(0.4);
        // 1/(2*3) S < 0.5/12, so S < 0.25
        assertThat(new Threshold("a", Convention.HALF_MEAN_PER_SAMPLE, 0.5, Scope.BOTH).bound(3, 9, 12))
                .isEqualTo(0.25);
    }

    @Test
    void refusesARelativeErrorOfAZeroTarget() {
        Threshold threshold = new Threshold("five percent", Convention.RELATIVE_MSE, 0.05, Scope.BOTH);
        assertThatThrownBy(() -> threshold.bound(3, 0, 12))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("convention must be")
                .hasMessageContaining("five percent");
    }

    @Test
    void refusesLevelsThatAreNotPositiveNumbers() {
        for (double delta : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Threshold("a", Convention.HALF_SUM, delta, Scope.BOTH))
                    .hasMessage("delta must be a positive number but was " + delta);
        }
        assertThatThrownBy(() -> new Threshold(" ", Convention.HALF_SUM, 1, Scope.BOTH))
                .hasMessage("name must be a word but was blank");
    }
}
