package org.spectralsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spectralsweep.fit.ErrorDistribution;
import org.spectralsweep.fit.IntervalMethod;

/** On S^3, so D = 3 and d = 4, and on a torus with D = d = 3. */
class LawTheoryTest {
    private static FitSpec fit(String law) {
        Map<String, String> exponents = new LinkedHashMap<>();
        exponents.put("a", "frequency");
        exponents.put("b", "1/density");
        exponents.put("e", "width");
        return fit(law, exponents);
    }

    private static FitSpec fit(String law, Map<String, String> exponents) {
        return new FitSpec(
                "fit",
                "",
                exponents,
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
    @CsvSource({
        "power, a, 4, 4",
        "power, b, 1, 1",
        "power, c, NaN, NaN",
        "power, e, NaN, NaN",
        "bent, a, 4, 4",
        "bent, q, 0, 0",
        "bent, b, 1, 1",
        "break, a, 4, 4",
        "break, a2, 4, 4",
        "break, frequency0, NaN, NaN",
        "floor, a, 4, 4",
        "floor, t0, 0, 0",
        "exponential, r, NaN, NaN",
        "exponential, b, 1, 1",
        "stretched, s, NaN, NaN",
        "proportional-exponent(dimension), a, 1, NaN",
        "proportional-exponent(width), a, NaN, NaN",
        "linear-exponent(dimension), a, 0, 1",
        "linear-exponent(dimension), a1, 1, 1",
        "linear-exponent(manifold_dimension), a, 1, 1",
        "linear-exponent(manifold_dimension), a1, 1, 1",
        "linear-exponent(width), a, NaN, NaN",
        "linear-exponent(width), a1, NaN, NaN",
        "interaction(dimension), g, NaN, NaN",
        "saturating(width), a, NaN, NaN",
        "saturating(width), a1, 4, 4",
        "saturating(samples), a1, NaN, NaN",
        "each(width), a, 4, 4",
        "each(dimension), a, 4, 4",
        "c * frequency^a, a, NaN, NaN"
    })
    void saysWhatFollowsForEachLaw(String law, String parameter, Double onSphere, Double onTorus) {
        assertThat(fit(law).theory(parameter, 3, 4)).isEqualTo(onSphere);
        assertThat(fit(law).theory(parameter, 3, 3)).isEqualTo(onTorus);
    }

    /** Eigenvalues of relu-squared fall with the power D + 3. */
    @ParameterizedTest
    @CsvSource({"power, a, 6", "each(dimension), a, 6", "bent, q, 0", "linear-exponent(dimension), a, 2"})
    void aSmootherKernelHasALargerExponent(String law, String parameter, double expected) {
        assertThat(fit(law).theory(parameter, 3, 4, TimeExponents.plain(3, 2))).isEqualTo(expected);
    }

    @Test
    void aFiniteSetHasNoPowerOfTheFrequency() {
        assertThat(fit("power").theory("a", 0, 10)).isNaN();
        assertThat(fit("bent").theory("q", 0, 10)).isNaN();
    }

    @Test
    void aLawOfTheDensityAloneHasItsExponent() {
        assertThat(fit("power", Map.of("b", "density")).theory("b", 3)).isEqualTo(-1);
    }
}
