package org.spectralsweep.spark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spectralsweep.fit.ErrorDistribution;
import org.spectralsweep.fit.FitMethod;
import org.spectralsweep.fit.FitResult;
import org.spectralsweep.fit.FitStatus;
import org.spectralsweep.fit.ParameterEstimate;
import org.spectralsweep.law.Exponent;
import org.spectralsweep.law.Law;

class ExponentTableTest {
    private static final Law LAW = Law.power(new Exponent("a", "frequency", 1), new Exponent("b", "density", -1));
    private static final Map<String, Double> THEORY = Map.of("a", 2.0, "b", 1.0);

    private static FitResult fit(ParameterEstimate a, ParameterEstimate b, FitStatus status, String note) {
        ParameterEstimate c = new ParameterEstimate("c", 9.0, 1.0, 7.0, 11.0);
        return new FitResult(
                LAW,
                FitMethod.MAXIMUM_LIKELIHOOD,
                List.of(c, a, b),
                new FitResult.Counts(105, 3, 7),
                new FitResult.Scatter(ErrorDistribution.LOG_NORMAL, 0.1, -12),
                new FitResult.Resampling("jackknife", 4, 0),
                status,
                note);
    }

    private static final FitResult KERNEL = measured(2.147, 0.974);

    private static FitResult measured(double a, double b) {
        return fit(
                new ParameterEstimate("a", a, 0.1, a - 0.155, a + 0.155),
                new ParameterEstimate("b", b, 0.1, b - 0.03, b + 0.03),
                FitStatus.OK,
                "");
    }

    @Test
    void printsTheoryKernelAndMeasurementSideBySide() {
        ExponentTable table = new ExponentTable(List.of(
                new ExponentTable.Row(
                        "κ = 4..10 (headline)", measured(2.312, 0.93), measured(2.28, 0.9), THEORY, KERNEL),
                new ExponentTable.Row("all κ", measured(2.1, 0.9), measured(2.0, 0.888), THEORY, null)));
        assertThat(table.text()).isEqualTo("""
                        T = c * frequency^a * density^-b

                                                                                            least
                                                 theory  kernel  measured  95 % interval  squares  points  censored  cells
                        κ = 4..10 (headline)  a    2.00    2.15      2.31  [2.16, 2.47]      2.28     105         3      7
                                              b    1.00    0.97      0.93  [0.90, 0.96]      0.90
                        all κ                 a    2.00       –      2.10  [1.95, 2.26]      2.00     105         3      7
                                              b    1.00       –      0.90  [0.87, 0.93]      0.89
                        """);
    }

    @Test
    void saysWhatIsMissingAndWhy() {
        FitResult partial = fit(
                new ParameterEstimate("a", 2.0, null, null, null),
                new ParameterEstimate("b", null, null, null, null),
                FitStatus.NOT_IDENTIFIED,
                "b is left out because density does not vary by itself: c holds its effect. 3 cells are too few for"
                        + " intervals of 3 parameters.");
        ExponentTable table = new ExponentTable(List.of(
                new ExponentTable.Row("a label that is far too long for its column", partial, null, THEORY, null)));
        assertThat(table.text()).isEqualTo("""
                        T = c * frequency^a * density^-b

                                                                                              least
                                                   theory  kernel  measured  95 % interval  squares  points  censored  cells
                        a label that is far too long for its column
                                                a    2.00       –      2.00  –                    –     105         3      7
                                                b    1.00       –         –  –                    –
                          not identified: b is left out because density does not vary by itself: c holds its effect. 3 cells
                          are too few for intervals of 3 parameters.
                        """);
    }

    @Test
    void isNeverWiderThanAHundredColumns() {
        FitResult wide = fit(
                new ParameterEstimate("a", -112.5, 0.1, -113.25, -111.75),
                new ParameterEstimate("b", 2.0, 0.1, -1e300, 3e300),
                FitStatus.PERFECT_FIT,
                "word ".repeat(60));
        ExponentTable table =
                new ExponentTable(List.of(new ExponentTable.Row("x".repeat(80), wide, wide, THEORY, KERNEL)));
        assertThat(table.text().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void nothingFittedIsNothingPrinted() {
        assertThat(new ExponentTable(List.of()).text()).isEmpty();
    }
}
