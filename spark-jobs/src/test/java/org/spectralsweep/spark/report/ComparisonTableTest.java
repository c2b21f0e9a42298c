package org.spectralsweep.spark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.spectralsweep.spark.figure.Comparison;

class ComparisonTableTest {
    private static Comparison row(
            String quantity,
            @Nullable Double paper,
            String words,
            @Nullable Double theory,
            @Nullable Double measured,
            String reference,
            @Nullable Double deviation,
            @Nullable Boolean ok,
            String note) {
        return new Comparison(
                quantity,
                new Comparison.Numbers(paper, words, theory, measured),
                new Comparison.Verdict(reference, deviation, ok == null ? null : 0.05, null, ok),
                note);
    }

    private static final ComparisonTable TABLE = new ComparisonTable(List.of(
            row("median ratio T(p₁)/T(p₂)", 1.96, "", 1.94612, 1.9301, "paper", -0.0153, true, ""),
            row("slope, κ = 4…10", null, "quadratic fits", 2.0, 2.31, "theory", 0.155, false, "least squares, \"ln\""),
            row("λ₁₀", 1.25e-7, "", 0.0, null, "", null, null, ""),
            row("steps, naïve e\u0301", null, "", null, 1234567.0, "", 24.0, null, "")));

    @Test
    void standsInColumnsWhateverTheLetters() {
        assertThat(TABLE.text()).isEqualTo("""
                quantity                           paper  theory  measured  off by  from
                median ratio T(p₁)/T(p₂)            1.96   1.946      1.93  -1.5 %  paper   ok
                slope, κ = 4…10           quadratic fits       2      2.31   +16 %  theory  not within 5 %
                    least squares, "ln"
                λ₁₀                             1.25e-07       0         –       –
                steps, naïve e\u0301                         –       –  1.23e+06     ×25
                """);
    }

    @Test
    void keepsWithinTheConsoleByGoingOnBelow() {
        String text = new ComparisonTable(List.of(row(
                        "the median over seeds and frequencies of the ratio of the steps in the sparsest region to those in the densest",
                        null,
                        "roughly four in all of the settings that were tried",
                        1.0,
                        2.0,
                        "theory",
                        1.0,
                        false,
                        "word ".repeat(40))))
                .text();
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(110));
        assertThat(text.replaceAll("\\s+", " ")).contains("+100 %").contains("not within 5 %");
    }

    @Test
    void writesFourDigitsAndPlainNumbersWherePeopleReadThem() {
        assertThat(ComparisonTable.number(0.0)).isEqualTo("0");
        assertThat(ComparisonTable.number(-0.000123456)).isEqualTo("-0.0001235");
        assertThat(ComparisonTable.number(99999.4)).isEqualTo("99999");
        assertThat(ComparisonTable.number(734.0)).isEqualTo("734");
        assertThat(ComparisonTable.number(Double.POSITIVE_INFINITY)).isEqualTo("∞");
        assertThat(ComparisonTable.number(Double.NaN)).isEqualTo("–");
    }

    @Test
    void writesCsvWithAllDigits() {
        assertThat(TABLE.csv().lines())
                .hasSize(5)
                .contains("median ratio T(p₁)/T(p₂),1.96,,1.94612,1.9301,paper,-0.0153,0.05,,true,")
                .contains(
                        "\"slope, κ = 4…10\",,quadratic fits,2.0,2.31,theory,0.155,0.05,,false,\"least squares, \"\"ln\"\"\"");
    }
}
