package org.spectralsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class AxisValuesTest {
    private static List<JsonNode> values(String range) {
        try {
            return AxisValues.of(JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                    .build()
                    .readTree(range));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.001, 0.1, 10, 3",
        "0.001, 0.1, 2.1544346900318838, 7",
        "0.001, 0.1, 2.1544346900318843, 7",
        "0.1, 1, 3.1622776601683795, 3",
        "1, 1000, 9.9999999999, 4",
        "1, 1000, 10.0000000001, 4",
        "1, 1000, 1.9952623149688795, 11"
    })
    void aGeometricRangeHitsItsEnd(double from, double to, String factor, int count) {
        List<JsonNode> values = values("{from: " + from + ", to: " + to + ", factor: " + factor + "}");
        assertThat(values).hasSize(count);
        assertThat(values.get(count - 1).doubleValue()).isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.9, 0.1, 9",
        "0, 1, 0.3333333333333333, 4",
        "0, 1, 0.33333333333333337, 4",
        "0, 1, 0.14285714285714285, 8",
        "-1, 1, 0.66666666666666663, 4",
        "1000000000, 1000000003, 1, 4"
    })
    void anEvenRangeHitsItsEnd(double from, double to, String step, int count) {
        List<JsonNode> values = values("{from: " + from + ", to: " + to + ", step: " + step + "}");
        assertThat(values).hasSize(count);
        assertThat(values.get(count - 1).doubleValue()).isEqualTo(to);
    }

    @Test
    void anEndThatIsMissedIsNotAValue() {
        assertThat(values("{from: 1, to: 10.00001, factor: 10}")).hasToString("[1, 10]");
        assertThat(values("{from: 1, to: 9.99999, factor: 10}")).hasToString("[1]");
        assertThat(values("{from: 1000000000, to: 1000000000.5}")).hasToString("[1.0E9]");
        assertThat(values("{from: 0, to: 0.99999, step: 0.5}")).hasToString("[0, 0.5]");
    }

    @Test
    void aVeryFineFactorKeepsItsValues() {
        assertThat(values("{from: 1, to: 1.000000001, factor: 1.0000000002}")).hasSize(6);
    }

    @Test
    void aCountSpacesEvenlyOrGeometrically() {
        assertThat(values("{from: 0, to: 1, count: 5}")).hasToString("[0, 0.25, 0.5, 0.75, 1]");
        assertThat(values("{from: 0, to: 1, count: 4}").get(1).doubleValue()).isEqualTo(1.0 / 3);
        assertThat(values("{from: 2, to: 12, count: 11, scale: 'linear'}"))
                .hasSize(11)
                .hasToString("[2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]");
        assertThat(values("{from: 1, to: 1000, count: 4, scale: 'log'}")).hasToString("[1, 10, 100, 1000]");
        assertThat(values("{from: 0.001, to: 10, count: 5, scale: 'log'}")).hasToString("[0.001, 0.01, 0.1, 1, 10]");
        assertThat(values("{from: 16, to: 4096, count: 9, scale: 'log'}"))
                .hasToString("[16, 32, 64, 128, 256, 512, 1024, 2048, 4096]");
        assertThat(values("{from: 1e-300, to: 1e300, count: 7, scale: 'log'}"))
                .hasToString("[1.0E-300, 1.0E-200, 1.0E-100, 1, 1.0E100, 1.0E200, 1.0E300]");
        assertThat(values("{from: 1, to: 2, count: 100000, scale: 'log'}")).hasSize(100_000);
        assertThat(values("{from: 3, to: 3, count: 1}")).hasToString("[3]");
        assertThat(values("{from: 3, to: 3, count: 1, scale: 'log'}")).hasToString("[3]");
        assertThat(values("{from: 2, step: 3, count: 4}")).hasToString("[2, 5, 8, 11]");
        assertThat(values("{from: 2, factor: 3, count: 3}")).hasToString("[2, 6, 18]");
        assertThat(values("{from: 2, count: 3}")).hasToString("[2, 3, 4]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{from: 1, to: 2, count: 1}|count must be at least 2 in a range from 1 to 2 but was 1",
                "{from: 3, to: 3, count: 2}|count must be 1 in a range from 3 to 3 but was 2",
                "{from: 2, to: 1, count: 2}|to must be at least from, 2, but was 1",
                "{from: 1, to: 2, count: 0}|count must be an integer from 1 to 1000000 but was 0",
                "{from: 1, to: 2, count: -1}|count must be an integer from 1 to 1000000 but was -1",
                "{from: 1, to: 2, count: 2.5}|count must be an integer from 1 to 1000000 but was 2.5",
                "{from: 1, to: 2, count: 1e30}|count must be an integer from 1 to 1000000 but was 1.0E30",
                "{from: 1, to: 2, count: 9999999999}|count must be an integer from 1 to 1000000 but was 9999999999",
                "{from: 0, to: 2, count: 3, scale: 'log'}|from must be positive on a logarithmic scale but was 0",
                "{from: 1, to: 2, count: 3, scale: 'cubic'}|scale must be linear or log but was \"cubic\"",
                "{from: 1, factor: 10, count: 400}|values must be finite but count leads to 1.00E+399",
                "{from: 2, to: 1, factor: 2}|to must be at least from, 2, but was 1",
                "{from: 1, to: 2, factor: 0.5}|factor must be above 1 but was 0.5",
                "{from: 1, to: 2, factor: -2}|factor must be above 1 but was -2",
                "{from: 2, to: 1, step: -1}|step must be positive but was -1",
                "{from: NaN, to: 1}|from must be a number in a range but was NaN",
                "{from: 1, to: Infinity}|to must be a number in a range but was Infinity",
                "{from: 1, to: 2, step: NaN}|step must be a number in a range but was NaN",
                "{from: 1, to: 2, factor: Infinity}|factor must be a number in a range but was Infinity"
            })
    void refusesRangesThatSayNothing(String range, String sentence) {
        assertThatThrownBy(() -> values(range)).hasMessage(sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{from: 1, to: 2, step: 1, factor: 2}",
                "{from: 1, to: 2, step: 1, count: 2}",
                "{from: 1, to: 2, factor: 2, count: 2}",
                "{from: 1, to: 2, scale: 'log'}",
                "{from: 1, step: 2, count: 3, scale: 'log'}",
                "{from: 1, to: 2, number: 2}"
            })
    void refusesRangesThatSayTooMuch(String range) {
        assertThatThrownBy(() -> values(range))
                .hasMessageStartingWith(
                        "values must be a list, {from, to, step}, {from, to, factor} or {from, to, count} but was {");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{from: 1, to: 2, factor: 1.0000000001}|factor 1.0000000001 there are about 6.93e+09",
                "{from: 1, to: 1000000000, factor: 1.0000001}|factor 1.0000001 there are about 2.07e+08",
                "{from: 1e-300, to: 1e300, factor: 1.0000000000000002}|there are about 6.91e+18",
                "{from: 0, to: 1, step: 1e-9}|step 1.0E-9 there are about 1.00e+09",
                "{from: 0, to: 1, step: 1e-300}|step 1.0E-300 there are about 1.00e+300",
                "{from: 0, to: 1e308, step: 1}|there are about 1.00e+308"
            })
    void countsBeforeItExpands(String range, String ending) {
        assertThatThrownBy(() -> values(range))
                .hasMessageStartingWith("values must be at most 1000000 but from ")
                .hasMessageEndingWith(ending);
    }
}
