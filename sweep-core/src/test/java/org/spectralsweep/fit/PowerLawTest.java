package org.spectralsweep.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PowerLawTest {
    private static final PowerLaw LAW = Planted.LAW;

    @Test
    void theTimeGrowsWithFrequencyAndFallsWithDensity() {
        assertThat(LAW.time(new double[] {3, 2, 1}, Planted.at(10, 4))).isCloseTo(75, within(1e-12));
        assertThat(LAW.formula()).isEqualTo("T = c * frequency^a * density^-b");
        assertThat(LAW.parameters()).containsExactly("c", "a", "b");
    }

    @Test
    void anotherCovariateIsOneMoreExponent() {
        PowerLaw law = PowerLaw.of(new Exponent("a", "frequency", 1), new Exponent("w", "width", 1));
        assertThat(law.time(new double[] {2, 2, -0.5}, Map.of("frequency", 3.0, "width", 16.0)))
                .isCloseTo(4.5, within(1e-12));
    }

    @Test
    void refusesAMissingCovariateAndAWrongNumberOfValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LAW.regressors(Map.of("frequency", 3.0)))
                .withMessageStartingWith("covariates must contain \"density\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LAW.time(new double[] {1, 2}, Planted.at(1, 1)))
                .withMessage("values must have 3 elements but had 2");
    }

    @Test
    void refusesNamesThatClash() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PowerLaw.of(new Exponent("a", "frequency", 1), new Exponent("a", "density", 1)))
                .withMessageStartingWith("exponents must have distinct names and covariates");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PowerLaw.of(new Exponent("a", "frequency", 1), new Exponent("b", "frequency", 1)))
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
    void aNameMayEqualACovariate() {
        assertThat(new PowerLaw(List.of(new Exponent("width", "frequency", 1), new Exponent("b", "width", 1)))
                        .parameters())
                .containsExactly("c", "width", "b");
    }
}
