package org.spectralsweep.spark.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.law.Law;
import org.spectralsweep.law.Tape;
import org.spectralsweep.spec.Refusal;
import org.spectralsweep.sweep.FitSpec;
import org.spectralsweep.sweep.ParameterSpec;

class LawTextTest {
    private static final Set<String> COLUMNS =
            Set.of("frequency", "density", "dimension", "bandwidth", "width", "optimizer", "predicted_time");

    private static FitSpec fit(String law, Map<String, ParameterSpec> parameters, String... rivals) {
        return FitSpecs.law("law", "t", law, parameters, List.of(rivals));
    }

    private static Law law(String text) {
        return LawText.of(fit(text, Map.of()), COLUMNS).get(0);
    }

    @Test
    void readsALawOfSeveralDimensions() {
        Law law = law("T = c[dimension] * frequency^(alpha * dimension) * density^-b");
        assertThat(law.text()).isEqualTo("T = c[dimension] * frequency^(alpha * dimension) * density^-b");
        assertThat(law.estimated()).containsExactly("c", "alpha", "b");
        assertThat(law.levelColumns()).containsExactly("dimension");
        assertThat(law.columns()).containsExactlyInAnyOrder("frequency", "dimension", "density");
        assertThat(law.shapes()).containsExactly("alpha", "b");
    }

    @Test
    void readsLevelsOfTwoColumns() {
        assertThat(law("c[dimension][optimizer] * frequency^a[optimizer]").levels("c"))
                .containsExactly("dimension", "optimizer");
    }

    /** With a = 2, b = 3, c = 5, frequency = 7 and density = 11. */
    @ParameterizedTest
    @CsvSource({
        "c * frequency^a * density^-b, 245 / 1331",
        "c * frequency^(a - 1) / density^b, 35 / 1331",
        "c * frequency^-a * density^-b, 5 / 65219",
        "c - a - b, 0 / 1",
        "c - (a - b), 6 / 1",
        "c * a / b * a, 20 / 3",
        "a^b^a, 512 / 1",
        "c * exp(-(a^2) + b + 1), 5 / 1",
        "-a * b + c, -1 / 1",
        "c * sqrt(frequency + a) * log(exp(1)), 15 / 1"
    })
    void readsWhatAFormulaMeans(String text, String expected) {
        double[] parts = Arrays.stream(expected.split("/", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        Tape tape = new Tape(
                law(text).formula(),
                column -> column.equals("frequency") ? 0 : 1,
                parameter -> List.of("a", "b", "c").indexOf(parameter.name()),
                parameter -> 0);
        assertThat(tape.value(new double[] {2, 3, 5}, new double[] {7, 11}))
                .isCloseTo(parts[0] / parts[1], within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "power",
                "bent",
                "break",
                "floor",
                "exponential",
                "stretched",
                "proportional-exponent(dimension)",
                "linear-exponent(bandwidth)",
                "interaction(width)",
                "saturating(bandwidth)",
                "each(optimizer)"
            })
    void readsEveryReadyLaw(String name) {
        assertThat(law(name).text()).startsWith("T = c");
    }

    @Test
    void aSpecReplacesWhatAReadyLawSaysOfItsParameters() {
        Law law = LawText.of(
                        fit("break", Map.of("f", new ParameterSpec(List.of(0.01, 3.0), List.of(0.5), List.of()))),
                        COLUMNS)
                .get(0);
        assertThat(law.parameter("f").fixed()).isNull();
        assertThat(law.parameter("f").starts()).containsExactly(0.5);
        assertThat(law("break").parameter("f").fixed()).isEqualTo(0.2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "c * frequncy^a | law | names 'frequncy', which is neither a column nor under `parameters`; did you mean"
                        + " 'frequency'?",
                "c * frequency^(alpha | law | must be a formula of + - * / ^, exp, log, sqrt and tanh, but",
                "c * exp(-frequency^2) | law | must say what is meant by a sign before a power: -(a^2)",
                "c * sin(frequency) | law | must be a formula of",
                "c * (frequency > 3) | law | but has '>'",
                "c[height] * frequency^a | law | names the unknown column 'height'",
                "c[2] * frequency | law | must index parameters by columns",
                "frequency[dimension] | law | must index parameters, not columns",
                "bend | law | must be a formula or one of power, bent, break",
                "saturating | law | must name a column, as in saturating(dimension)",
                "bent(width) | law | must not name a column",
                "c * unheard_of | law | names 'unheard_of', which is neither",
                "c[dimension] * frequency^c | law | a parameter must be indexed alike"
            })
    void refusesInOneSentence(String text, String key, String sentence) {
        assertThatThrownBy(() -> law(text))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo(key))
                .hasMessageContaining(sentence);
    }

    @Test
    void refusesParametersThatNoLawHas() {
        assertThatThrownBy(() -> LawText.of(
                        fit("bent", Map.of("z", new ParameterSpec(List.of(), List.of(), List.of(1.0)))), COLUMNS))
                .hasMessageContaining("must name parameters of the laws (a, c, q) but was 'z'");
        FitSpec theory = FitSpecs.power("law", "t", Map.of("a", "width"), Map.of(), List.of(), Map.of("z", 1.0));
        assertThatThrownBy(() -> LawText.of(theory, COLUMNS))
                .hasMessageContaining("theory must name parameters of the law (a, c) but was 'z'");
        assertThatThrownBy(() -> LawText.of(fit("power", Map.of(), "power"), COLUMNS))
                .hasMessageContaining("must be laws that differ");
    }
}
