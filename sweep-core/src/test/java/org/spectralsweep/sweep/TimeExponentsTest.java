package org.spectralsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spectralsweep.fit.ErrorDistribution;
import org.spectralsweep.fit.IntervalMethod;

class TimeExponentsTest {
    private static FitSpec fit(String law) {
        return new FitSpec(
                "fit",
                "",
                Map.of("a", "frequency"),
                Map.of(),
                List.of(),
                Map.of(),
                law,
                Map.of(),
                List.of(),
                ErrorDistribution.LOG_NORMAL,
                IntervalMethod.JACKKNIFE,
                ResponseSpec.THRESHOLD);
    }

    @ParameterizedTest
    @CsvSource({"1, -0.5, 3", "1, 0, 2", "1, 0.5, 1", "1, 1.5, -1", "2, 0.5, 2"})
    void aSobolevLossTakesTwiceItsOrder(int manifold, double order, double expected) {
        TimeExponents times = TimeExponents.sobolev(manifold, 0, order);
        assertThat(fit("power").theory("a", manifold, manifold + 1, times)).isEqualTo(expected);
        assertThat(times.density()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 0, 0", "1, 1, 1, 0.5", "1, 2, 2, 1", "2, 1.5, 3, 1"})
    void preconditioningGivesTheExponentAskedFor(int manifold, double exponent, double frequency, double density) {
        TimeExponents times = TimeExponents.preconditioned(manifold, 0, exponent);
        assertThat(times.frequency()).isEqualTo(frequency);
        assertThat(times.density()).isEqualTo(density);
    }

    @Test
    void lawsInTheDimensionAreThoseOfGradientDescent() {
        FitSpec linear = fit("linear-exponent(dimension)");
        assertThat(linear.theory("a1", 1, 2)).isEqualTo(1);
        assertThat(linear.theory("a1", 1, 2, TimeExponents.sobolev(1, 0, 0.5))).isNaN();
    }
}
