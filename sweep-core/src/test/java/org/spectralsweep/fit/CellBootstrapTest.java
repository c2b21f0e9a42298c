package org.spectralsweep.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spectralsweep.law.Exponent;
import org.spectralsweep.law.Law;

class CellBootstrapTest {
    private static final Map<String, Double> PLANTED = Map.of("c", 9.0, "a", 2.0, "b", 1.0);

    private static void requireCoverage(int laws, double least, LongFunction<FitResult> fit) {
        List<FitResult> fits = new ArrayList<>();
        for (long law = 0; law < laws; law++) {
            fits.add(fit.apply(law));
        }
        PLANTED.forEach((name, truth) -> {
            long covered = fits.stream()
                    .map(f -> f.parameter(name))
                    .filter(p -> p.ciLow() != null && p.ciHigh() != null && p.ciLow() <= truth && truth <= p.ciHigh())
                    .count();
            assertThat((double) covered / laws).as(name).isBetween(least, 1.0);
        });
    }

    @ParameterizedTest
    @CsvSource({"4, 10, 0.05, 0.1, 0.05", "2, 20, 0.05, 0.1, 0.05", "4, 10, 0.1, 0, 0.05", "2, 20, 0.1, 0, 0.05"})
    void intervalsCoverAPlantedLawAsOftenAsTheySay(
            int first, int last, double cellNoise, double seedNoise, double rowNoise) {
        Planted planted = new Planted(9, 2, 1, first, last, 5, cellNoise, seedNoise, rowNoise);
        // A coarse check: CoverageSimulation has the laws that tell 0.95 from 0.9.
        requireCoverage(
                50,
                0.88,
                law -> CensoredRegression.fit(Planted.LAW, planted.exact(1000 + law), new CellBootstrap(60, law)));
    }

    @Test
    @Tag("slow")
    void intervalsCoverAPlantedLawWithCensoredRows() {
        Planted planted = new Planted(9, 2, 1, 4, 10, 5, 0.05, 0.1, 0.05);
        requireCoverage(
                200,
                0.90,
                law -> CensoredRegression.fit(
                        Planted.LAW, planted.budget(2000 + law, 750), new CellBootstrap(100, law)));
    }

    @Test
    void rowsOfOneCellAreDrawnTogether() {
        Planted planted = new Planted(9, 2, 1, 4, 10, 5, 0.2, 0, 0.01);
        List<Observation> rows = planted.exact(1);
        List<Observation> scattered = new ArrayList<>();
        for (Observation row : rows) {
            scattered.add(Observation.exact(row.covariates(), row.lower(), "row " + scattered.size()));
        }
        double together = width(CensoredRegression.fit(Planted.LAW, rows, CellBootstrap.seeded(1)));
        double apart = width(CensoredRegression.fit(Planted.LAW, scattered, CellBootstrap.seeded(1)));
        assertThat(together).isGreaterThan(3 * apart);
    }

    private static double width(FitResult fit) {
        ParameterEstimate a = fit.parameter("a");
        return Objects.requireNonNull(a.ciHigh()) - Objects.requireNonNull(a.ciLow());
    }

    @Test
    void theSeedAloneDecidesTheResamples() {
        List<Observation> rows = new Planted(9, 2, 1, 4, 10, 5, 0.1, 0.1, 0.1).exact(1);
        FitResult one = CensoredRegression.fit(Planted.LAW, rows, new CellBootstrap(50, 7));
        assertThat(CensoredRegression.fit(Planted.LAW, rows, new CellBootstrap(50, 7)))
                .isEqualTo(one);
        assertThat(CensoredRegression.fit(Planted.LAW, rows, new CellBootstrap(50, 8)))
                .isNotEqualTo(one);
    }

    @Test
    void theFactorsIntervalIsSymmetricInTheLogarithm() {
        List<Observation> rows = new Planted(9, 2, 1, 4, 10, 5, 0.5, 0.1, 0.1).exact(1);
        ParameterEstimate c = CensoredRegression.fit(Planted.LAW, rows, CellBootstrap.seeded(1))
                .parameter("c");
        double low = Objects.requireNonNull(c.ciLow());
        double high = Objects.requireNonNull(c.ciHigh());
        double estimate = Objects.requireNonNull(c.estimate());
        assertThat(low).isPositive().isLessThan(estimate);
        assertThat(low * high / (estimate * estimate)).isBetween(1 - 1e-12, 1 + 1e-12);
    }

    @Test
    void redrawsAResampleThatIdentifiesLess() {
        // One cell at frequency 4 and four at 5: draws without the first hold one frequency only.
        List<Observation> rows = new ArrayList<>();
        for (int cell = 0; cell < 5; cell++) {
            for (int s = 0; s < 4; s++) {
                double frequency = cell < 1 ? 4 : 5;
                rows.add(Observation.exact(
                        Map.of("frequency", frequency), 9 * frequency * frequency + cell + 0.1 * s, "cell " + cell));
            }
        }
        FitResult fit =
                CensoredRegression.fit(Law.power(new Exponent("a", "frequency", 1)), rows, new CellBootstrap(200, 1));
        // A draw misses the only cell at 4 with probability (4/5)^5 = 0.33.
        assertThat(fit.intervals().redrawn()).isBetween(60, 150);
        assertThat(fit.status()).isEqualTo(FitStatus.OK);
    }

    @Test
    void anIntervalIsTheEstimatePlusOrMinusItsReach() {
        List<Observation> rows = new Planted(9, 2, 1, 4, 10, 3, 0.1, 0.1, 0.1).exact(1);
        FitResult fit = CensoredRegression.fit(Planted.LAW, rows, new CellBootstrap(60, 1));
        // Seven cells, three parameters.
        double reach = 2.776445105197793 * Math.sqrt(7 / 6.0);
        ParameterEstimate a = fit.parameter("a");
        double estimate = Objects.requireNonNull(a.estimate());
        double error = Objects.requireNonNull(a.standardError());
        assertThat(Objects.requireNonNull(a.ciHigh()) - estimate).isCloseTo(reach * error, within(1e-8));
        assertThat(estimate - Objects.requireNonNull(a.ciLow())).isCloseTo(reach * error, within(1e-8));
        ParameterEstimate c = fit.parameter("c");
        double factor = Objects.requireNonNull(c.estimate());
        double ofLog = Objects.requireNonNull(c.standardError()) / factor;
        assertThat(Math.log(Objects.requireNonNull(c.ciHigh()) / factor)).isCloseTo(reach * ofLog, within(1e-8));
        assertThat(Math.log(factor / Objects.requireNonNull(c.ciLow()))).isCloseTo(reach * ofLog, within(1e-8));
    }

    @Test
    void refusesTooFewResamples() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CellBootstrap(19, 1))
                .withMessage("resamples must be at least 20 but was 19");
    }
}
