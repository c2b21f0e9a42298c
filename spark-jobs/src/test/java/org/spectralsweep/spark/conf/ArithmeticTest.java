package org.spectralsweep.spark.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every expression ends at once, with a number or with a sentence. */
@Timeout(5)
class ArithmeticTest {
    private static BigDecimal value(String expression) throws Arithmetic.NoNumber {
        return Arithmetic.evaluate(expression, Map.of("r0_", BigDecimal.valueOf(12)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 * r0_^2|57600",
                "IF(r0_ > 12, 0, 20000)|20000",
                "IF(r0_ > 11, 1, 9^9^9^9)|1",
                "0.004 * MIN(1, r0_^2 / 144)|0.004",
                "FLOOR(7 / 2) + CEILING(0.1) + ROUND(2.345, 2) + SQRT(16)|10.34",
                "FACT(5) % 7 + SUM(1, 2, 3) + MAX(1, 2) - ABS(-3)|6",
                "2^-1 + LOG10(100)|2.5",
                "r0_ * PI / PI|12",
                "10^300 / 10^299|10",
                "FACT(200) / FACT(199)|200"
            })
    void evaluatesNumbers(String expression, BigDecimal expected) throws Arithmetic.NoNumber {
        assertThat(value(expression)).isEqualByComparingTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9^9^9^9",
                "9^(-9^9^9)",
                "10^1000000000",
                "2^(1E8)",
                "1.0000000001^1E12",
                "FACT(100000)",
                "FACT(1E9)",
                "FACT(FACT(9))",
                "FLOOR(10^9^9)",
                "CEILING(1E999999999)",
                "SQRT(1E1000000)",
                "SIN(1E1000000)",
                "ROUND(1.5, 1E9)",
                "ROUND(1.5, -1E9)",
                "1E999999999 % 7",
                "7 % 1E-999999999",
                "1E999999999 + 1",
                "1E999999999 - 1E-999999999",
                "1E999999999 + \"a\"",
                "1E999999999 > 1E999999998",
                "-1E999999999",
                "1E999999999",
                "IF(1, 1E999999999, 2)",
                "MAX(1E999999999, 1)",
                "SUM(1E999999999, 1E-999999999)",
                "0E999999999 + 1",
                "1 / 0",
                "0 / 0",
                "0^-1",
                "(-1)^0.5",
                "SQRT(-1)",
                "LOG(0)",
                "ACOS(2)",
                "FACT(-1)",
                "FACT(2.5)",
                "[1, 2]",
                "RANDOM()",
                "DT_NOW()",
                "STR_LENGTH(STR_FORMAT(\"%999999999d\", 1))",
                "1 +",
                "((1)",
                "",
                " "
            })
    void refusesWhatHasNoModerateNumber(String expression) {
        assertThatThrownBy(() -> value(expression))
                .isInstanceOf(Arithmetic.NoNumber.class)
                .hasMessageMatching("(cannot be evaluated: |must give a number but gave ).{3,200}");
    }

    @Test
    void saysHowLargeANumberWouldBe() {
        assertThatThrownBy(() -> value("9^9^9^9"))
                .hasMessage("cannot be evaluated: numbers must be 0 or from 1e-400 to 1e400 in size, but one is about"
                        + " 1e369693099");
        assertThatThrownBy(() -> value("FACT(100000)"))
                .hasMessage("cannot be evaluated: a factorial must be of an integer from 0 to 200 but was 100000");
    }

    @Test
    void boundsTheLengthAndSoTheDepth() throws Arithmetic.NoNumber {
        assertThat(value("1" + "+1".repeat(999))).isEqualByComparingTo("1000");
        assertThat(value("(".repeat(999) + "1" + ")".repeat(999))).isEqualByComparingTo("1");
        assertThat(value("-".repeat(1998) + "1")).isEqualByComparingTo("1");
        assertThat(value("ABS(".repeat(390) + "1" + ")".repeat(390))).isEqualByComparingTo("1");
        assertThatThrownBy(() -> value("(".repeat(20_000) + "1" + ")".repeat(20_000)))
                .hasMessage("must have at most 2000 characters but had 40001");
        assertThatThrownBy(() -> value("1" + "+1".repeat(20_000)))
                .hasMessage("must have at most 2000 characters but had 40001");
    }
}
