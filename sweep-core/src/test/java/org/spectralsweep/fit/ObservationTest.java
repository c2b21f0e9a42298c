package org.spectralsweep.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationTest {
    @ParameterizedTest
    @CsvSource({
        "-1, 2, lower",
        "NaN, 2, lower",
        "Infinity, Infinity, lower",
        "3, 2, upper",
        "3, NaN, upper",
        "0, 0, upper",
        "0, Infinity, lower"
    })
    void refusesBoundsThatHoldNoTime(double lower, double upper, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Observation(Map.of(), lower, upper, "cell"))
                .withMessageStartingWith(named + " must be");
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "2, 2", "2, 3", "2, Infinity"})
    void acceptsEveryKindOfCensoring(double lower, double upper) {
        assertThatCode(() -> new Observation(Map.of(), lower, upper, "cell")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NEGATIVE_INFINITY, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesACovariateThatIsNotFinite(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Observation.exact(Map.of("frequency", value), 1, "cell"))
                .withMessage("covariates must be finite but frequency was " + value);
    }

    @Test
    void knowsItsKind() {
        assertThat(Observation.exact(Map.of(), 2, "cell").isExact()).isTrue();
        assertThat(Observation.rightCensored(Map.of(), 2, "cell").isRightCensored())
                .isTrue();
        assertThat(new Observation(Map.of(), 0, 2, "cell").isExact()).isFalse();
    }
}
