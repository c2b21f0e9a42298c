package org.spectralsweep.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.fit.ErrorCurve.Crossing;
import org.spectralsweep.fit.ErrorCurve.Known;

class ErrorCurveTest {
    private static final List<Known> NOTHING = List.of();

    private static ErrorCurve powers(List<Known> known) {
        // Error t^-1.5 at 1, 10, 100, 1000; 1 at the start.
        return new ErrorCurve(
                new long[] {0, 1, 10, 100, 1000},
                new double[] {2, 1, Math.pow(10, -1.5), Math.pow(10, -3), Math.pow(10, -4.5)},
                known);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.5, 3, 9.5, 10.5, 99, 101, 700})
    void aPowerOfTimeIsInterpolatedExactly(double time) {
        Crossing crossing = powers(NOTHING).below(Math.pow(time, -1.5));
        assertThat(crossing.estimate()).isCloseTo(time, within(1e-9 * time));
        assertThat((double) crossing.lower()).isLessThan(time);
        assertThat((double) Objects.requireNonNull(crossing.upper())).isGreaterThan(time);
        assertThat(crossing.upper()).isEqualTo(Math.max(10, 10 * crossing.lower()));
    }

    @Test
    void aLevelOfTheStartIsReachedAtOnce() {
        assertThat(powers(NOTHING).below(3)).isEqualTo(new Crossing(0, 0L, 0.0));
    }

    @Test
    void betweenNeighbouringUpdatesTheTimeIsExact() {
        assertThat(powers(NOTHING).below(1.5)).isEqualTo(new Crossing(1, 1L, 1.0));
    }

    @Test
    void aLevelThatIsNotReachedIsNotReachedByTheLastCheckpoint() {
        assertThat(powers(NOTHING).below(1e-9)).isEqualTo(new Crossing(1000, null, null));
    }

    @Test
    void aKnownTimeToTheSameLevelIsTheAnswer() {
        Known exact = new Known(0.01, 17, 17L);
        Known late = new Known(0.001, 1000, null);
        assertThat(powers(List.of(exact, late)).below(0.01)).isEqualTo(new Crossing(17, 17L, 17.0));
        assertThat(powers(List.of(exact, late)).below(0.001)).isEqualTo(new Crossing(1000, null, null));
    }

    @Test
    void knownTimesToOtherLevelsNarrowTheInterval() {
        // The error is 0.02 at 13.6.
        ErrorCurve curve = powers(List.of(new Known(0.03, 11, 11L), new Known(0.01, 22, 22L)));
        Crossing crossing = curve.below(0.02);
        assertThat(crossing.lower()).isEqualTo(10);
        assertThat(crossing.upper()).isEqualTo(22);
        assertThat(crossing.estimate()).isCloseTo(13.6, within(1.0));
    }

    @Test
    void anErrorThatRisesAgainWasReachedFirst() {
        // Training saw 0.1 at 5, between two checkpoints above it, and the first checkpoint below 0.2 is the last.
        ErrorCurve curve = new ErrorCurve(
                new long[] {0, 4, 8, 16}, new double[] {1, 0.5, 0.4, 0.05}, List.of(new Known(0.1, 5, 5L)));
        assertThat(curve.below(0.2)).isEqualTo(new Crossing(5, 5L, 5.0));
    }

    @Test
    void errorsThatAreNoNumbersReachNothing() {
        ErrorCurve curve =
                new ErrorCurve(new long[] {0, 4, 8}, new double[] {1, Double.NaN, Double.POSITIVE_INFINITY}, NOTHING);
        assertThat(curve.below(0.2)).isEqualTo(new Crossing(8, null, null));
    }

    @Test
    void withoutACurveOnlyKnownTimesSpeak() {
        ErrorCurve curve = new ErrorCurve(new long[0], new double[0], List.of(new Known(0.1, 5, 5L)));
        assertThat(curve.below(0.2).lower()).isZero();
        assertThat(curve.below(0.2).upper()).isEqualTo(5);
        assertThat(curve.below(0.01)).isEqualTo(new Crossing(4, null, null));
    }

    @Test
    void oneUpdateMayReachTwoLevels() {
        // At 5 the error jumps from above 0.1 to 0.01, unseen between the checkpoints.
        ErrorCurve curve =
                new ErrorCurve(new long[] {0, 4, 8}, new double[] {1, 0.5, 0.001}, List.of(new Known(0.1, 5, 5L)));
        assertThat(curve.below(0.05).lower()).isEqualTo(4);
        assertThat(curve.below(0.05).upper()).isEqualTo(8);
        ErrorCurve narrow = new ErrorCurve(
                new long[] {0, 3, 8},
                new double[] {1, 0.5, 0.001},
                List.of(new Known(0.1, 5, 5L), new Known(0.01, 6, 6L)));
        assertThat(narrow.below(0.05).lower()).isEqualTo(4);
        assertThat(narrow.below(0.05).upper()).isEqualTo(6);
    }

    @Test
    void theOrderOfKnownTimesDoesNotMatter() {
        List<Known> times = List.of(new Known(0.03, 11, 11L), new Known(0.029, 11, 11L), new Known(0.01, 22, 22L));
        List<Known> turned = List.of(times.get(2), times.get(1), times.get(0));
        assertThat(powers(turned).below(0.02)).isEqualTo(powers(times).below(0.02));
    }

    @Test
    void stepsMustIncrease() {
        assertThatThrownBy(() -> new ErrorCurve(new long[] {1, 1}, new double[] {1, 1}, NOTHING))
                .hasMessage("steps must increase but 1 followed 1");
        assertThatThrownBy(() -> new ErrorCurve(new long[] {1}, new double[] {1, 1}, NOTHING))
                .hasMessage("errors must be one for each of 1 checkpoints but were 2");
    }
}
