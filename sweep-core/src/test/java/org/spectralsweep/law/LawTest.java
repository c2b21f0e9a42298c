package org.spectralsweep.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.spectralsweep.law.Expression.column;
import static org.spectralsweep.law.Expression.number;
import static org.spectralsweep.law.Expression.parameter;

import java.util.List;
import org.junit.jupiter.api.Test;

class LawTest {
    private static final Law POWER = Law.power(new Exponent("a", "frequency", 1), new Exponent("b", "density", -1));

    @Test
    void aPowerLawIsLinearInItsLogarithm() {
        assertThat(POWER.text()).isEqualTo("T = c * frequency^a * density^-b");
        assertThat(POWER.estimated()).containsExactly("c", "a", "b");
        assertThat(POWER.columns()).containsExactly("frequency", "density");
        assertThat(POWER.positiveColumns()).containsExactlyInAnyOrder("frequency", "density");
        assertThat(POWER.factors()).containsExactly("c");
        assertThat(Linearity.linearParameters(POWER.logarithmInCoordinates())).containsExactly("c", "a", "b");
    }

    @Test
    void anExponentMayBeLinearInAColumn() {
        Law law = new Law(
                "T = c[dimension] * frequency^(alpha * dimension)",
                parameter("c", "dimension")
                        .times(column("frequency").power(parameter("alpha").times(column("dimension")))),
                List.of());
        assertThat(law.levelColumns()).containsExactly("dimension");
        assertThat(law.positiveColumns()).containsExactly("frequency");
        assertThat(Linearity.linearParameters(law.logarithmInCoordinates())).containsExactly("c", "alpha");
    }

    @Test
    void aSumIsNotTakenApart() {
        Law law = new Law(
                "T = c * (t0 + frequency^a)",
                parameter("c").times(parameter("t0").plus(column("frequency").power(parameter("a")))),
                List.of(Parameter.within("t0", 0, Double.POSITIVE_INFINITY)));
        assertThat(law.factors()).containsExactly("c");
        assertThat(Linearity.linearParameters(law.logarithmInCoordinates())).containsExactly("c");
        assertThat(Linearity.linearParameters(law.timeInCoordinates())).containsExactly("c");
    }

    @Test
    void aFixedParameterIsANumber() {
        Law law = new Law(
                POWER.text(),
                POWER.formula(),
                List.of(new Parameter("b", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, List.of(), null, 1.0)));
        assertThat(law.estimated()).containsExactly("c", "a");
        assertThat(Linearity.linearParameters(law.logarithmInCoordinates())).containsExactly("c", "a");
    }

    @Test
    void refusesWhatContradictsItself() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Law("T = x", column("x"), List.of(Parameter.free("a"))))
                .withMessage("parameters must be of the formula () but one was a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Law("", parameter("c", "d").times(parameter("c")), List.of()))
                .withMessage("a parameter must be indexed alike wherever it stands, but c is not");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parameter.within("f", 2, 1))
                .withMessage("bounds of f must hold a value but were [2.0, 1.0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parameter.within("f", 0, 1, 3.0))
                .withMessageStartingWith("the start of f must be a number from 0.0 to 1.0");
    }

    @Test
    void refusesExponentsThatClash() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Law.power(new Exponent("a", "frequency", 1), new Exponent("a", "density", 1)))
                .withMessageStartingWith("exponents must have distinct names and covariates");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Law.power(new Exponent("a", "frequency", 1), new Exponent("b", "frequency", 1)))
                .withMessageStartingWith("exponents must have distinct names and covariates");
        assertThatIllegalArgumentException().isThrownBy(() -> new Exponent("c", "frequency", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Exponent(" ", "frequency", 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Exponent("a", "", 1))
                .withMessageStartingWith("covariate must be non-blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Exponent("a", "frequency", 0))
                .withMessage("sign must be 1 or -1 but was 0");
    }

    @Test
    void aNameMayEqualAColumn() {
        assertThat(Law.power(new Exponent("width", "frequency", 1), new Exponent("b", "width", 1))
                        .estimated())
                .containsExactly("c", "width", "b");
    }

    @Test
    void numbersAreTakenApart() {
        assertThat(Logarithm.of(number(Math.E).times(column("x").exp())))
                .isEqualTo(number(1).plus(column("x")));
    }
}
