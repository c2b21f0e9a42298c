package org.spectralsweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpectralSummaryTest {
    private static final double[] AXES = {1, 0, 0, 0, 1, 0, 0, 0, 1};

    @Test
    void hasTheNumbersOfASpectrumByHand() {
        SpectralSummary summary = SpectralSummary.of(new double[] {100, 10, 1}, AXES, new double[] {1, -2, 2}, 2);

        assertThat(summary.smallest()).containsExactly(1, 10);
        assertThat(summary.conditionNumber()).isEqualTo(100);
        assertThat(summary.effectiveRank()).isEqualTo(111.0 * 111 / 10_101, within(1e-12));
        // Weights 1/9, 4/9, 4/9 at 0, 1 and 2 decades.
        assertThat(summary.position()).isEqualTo(12.0 / 9, within(1e-14));
    }

    @Test
    void equalEigenvaluesHaveTheFullRank() {
        SpectralSummary summary = SpectralSummary.of(new double[] {2, 2, 2}, AXES, new double[] {1, 2, 3}, 1);

        assertThat(summary.conditionNumber()).isEqualTo(1);
        assertThat(summary.effectiveRank()).isEqualTo(3, within(1e-14));
        assertThat(summary.position()).isZero();
    }

    @Test
    void roundingIsAZeroEigenvalue() {
        double[] values = {1, 1e-3, -3e-17};
        SpectralSummary summary = SpectralSummary.of(values, AXES, new double[] {0, 0, 5}, 3);

        assertThat(summary.smallest()).containsExactly(0, 1e-3, 1);
        assertThat(summary.conditionNumber()).isInfinite();
        assertThat(summary.position()).isEqualTo(14, within(1e-12));
    }

    @Test
    void aResidualOfZeroHasNoPosition() {
        assertThat(SpectralSummary.of(new double[] {3, 2, 1}, AXES, new double[3], 1)
                        .position())
                .isNaN();
    }

    @Test
    void refusesPartsThatDoNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpectralSummary.of(new double[] {3, 2, 1}, AXES, new double[2], 1))
                .withMessage("vectors, residual and count must fit 3 eigenvalues but were 9, 2 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpectralSummary.of(new double[] {3, 2, 1}, AXES, new double[3], 4))
                .withMessage("vectors, residual and count must fit 3 eigenvalues but were 9, 3 and 4");
    }
}
