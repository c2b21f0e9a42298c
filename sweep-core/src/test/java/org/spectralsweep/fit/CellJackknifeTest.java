package org.spectralsweep.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.spectralsweep.law.Exponent;
import org.spectralsweep.law.Expression;
import org.spectralsweep.law.Expression.BinaryOperator;
import org.spectralsweep.law.Law;
import org.spectralsweep.law.Parameter;

class CellJackknifeTest {
    private static final Law CONSTANT = Law.power();

    private static FittedLaw fit(Law law, List<Observation> rows, Intervals intervals) {
        return new LawFit(law, ErrorDistribution.LOG_NORMAL, intervals).to(rows);
    }

    private static double width(FittedLaw fitted, String name) {
        ParameterEstimate parameter = fitted.result().parameter(name);
        return Objects.requireNonNull(parameter.ciHigh()) - Objects.requireNonNull(parameter.ciLow());
    }

    /** Cells of 2, 1 and 1 rows with log T of 1, 3; 2; 6. */
    private static List<Observation> ofThreeCells() {
        return List.of(
                Observation.exact(Map.of(), Math.exp(1), "p"),
                Observation.exact(Map.of(), Math.exp(3), "p"),
                Observation.exact(Map.of(), Math.exp(2), "q"),
                Observation.exact(Map.of(), Math.exp(6), "r"));
    }

    @Test
    void aMeanHasTheErrorOneFindsByHand() {
        ParameterEstimate c =
                fit(CONSTANT, ofThreeCells(), new CellJackknife()).result().parameter("c");
        // The mean is 3; without p it is 4, without q 10/3, without r 2. s^2 = 2/3 (1 + 1/9 + 1) = 38/27.
        double s = Math.sqrt(38.0 / 27);
        double factor = Objects.requireNonNull(c.estimate());
        assertThat(Math.log(factor)).isCloseTo(3, within(1e-12));
        assertThat(Objects.requireNonNull(c.standardError()) / factor).isCloseTo(s, within(1e-12));
        // t with two degrees of freedom.
        assertThat(Math.log(Objects.requireNonNull(c.ciHigh()))).isCloseTo(3 + 4.302652729911275 * s, within(1e-9));
        assertThat(Math.log(Objects.requireNonNull(c.ciLow()))).isCloseTo(3 - 4.302652729911275 * s, within(1e-9));
    }

    @Test
    void influenceSaysWhatEachCellDoes() {
        List<Influence> influence =
                fit(CONSTANT, ofThreeCells(), new CellJackknife()).influence();
        assertThat(influence).extracting(Influence::cell).containsExactly("p", "q", "r");
        assertThat(influence).extracting(Influence::parameter).containsOnly("c");
        double s = Math.sqrt(38.0 / 27);
        double[] without = {4, 10.0 / 3, 2};
        for (int i = 0; i < 3; i++) {
            assertThat(Math.log(influence.get(i).without())).isCloseTo(without[i], within(1e-12));
            assertThat(influence.get(i).change()).isCloseTo((3 - without[i]) / s, within(1e-12));
        }
    }

    @Test
    void beyondTwoHundredCellsOneStepIsAsWideAsARefit() {
        Planted planted = new Planted(9, 2, 1, 2, 221, 2, 0.1, 0.1, 0.1);
        for (List<Observation> rows :
                List.of(planted.exact(3), planted.budget(3, 40_000), planted.checkpoints(3, 16))) {
            FittedLaw step = fit(Planted.LAW, rows, new CellJackknife());
            FittedLaw same = fit(Planted.LAW, rows, new CellJackknife(0));
            FittedLaw refit = fit(Planted.LAW, rows, new CellJackknife(1000));
            for (String name : List.of("c", "a", "b")) {
                assertThat(width(step, name)).isEqualTo(width(same, name));
                assertThat(width(step, name) / width(refit, name)).as(name).isBetween(0.99, 1.01);
            }
        }
    }

    @Test
    void equalRowsGiveEqualNumbersInAnyOrder() {
        List<Observation> rows = new Planted(9, 2, 1, 4, 10, 3, 0.1, 0.1, 0.1).checkpoints(1, 8);
        List<Observation> turned = new ArrayList<>(rows);
        Collections.reverse(turned);
        FitResult one = fit(Planted.LAW, rows, new CellJackknife()).result();
        assertThat(fit(Planted.LAW, turned, new CellJackknife()).result()).isEqualTo(one);
        assertThat(one.intervals()).isEqualTo(new FitResult.Resampling("jackknife", 4, 0));
    }

    @Test
    void equalRowsCountAsOneWithTheirWeight() {
        Observation row = new Observation(Map.of(), 3, 4, "p");
        List<Observation> apart = new ArrayList<>(ofThreeCells());
        apart.addAll(List.of(row, row, row));
        List<Observation> together = new ArrayList<>(ofThreeCells());
        together.add(row.within(3, 4, 3));
        FitResult one = fit(CONSTANT, apart, new CellJackknife()).result();
        assertThat(one.points()).isEqualTo(7);
        assertThat(one.parameters())
                .isEqualTo(fit(CONSTANT, together, new CellJackknife()).result().parameters());
    }

    @Test
    void saysThatCellsAreTooFew() {
        FitResult result = fit(Planted.LAW, new Planted(9, 2, 1, 4, 7, 3, 0.1, 0.1, 0.1).exact(1), new CellJackknife())
                .result();
        assertThat(result.status()).isEqualTo(FitStatus.NO_INTERVAL);
        assertThat(result.note())
                .isEqualTo("4 cells are too few for intervals of 3 parameters: at least 5 are needed.");
        assertThat(result.parameter("a").estimate()).isNotNull();
        assertThat(result.parameter("a").ciLow()).isNull();
    }

    @Test
    void saysThatTheLawNeedsACell() {
        List<Observation> rows = new ArrayList<>();
        for (int cell = 0; cell < 6; cell++) {
            double frequency = cell == 0 ? 4 : 5;
            rows.add(Observation.exact(Map.of("frequency", frequency), 9 + cell, "cell " + cell));
            rows.add(Observation.exact(Map.of("frequency", frequency), 10 + cell, "cell " + cell));
        }
        FitResult result = fit(Law.power(new Exponent("a", "frequency", 1)), rows, new CellJackknife())
                .result();
        assertThat(result.status()).isEqualTo(FitStatus.NO_INTERVAL);
        assertThat(result.note()).isEqualTo("Without one of the cells the law is not determined.");
    }

    @Test
    void factorsOfLevelsHaveIntervalsWhereOtherCellsKnowThem() {
        Law law = new Law(
                "T = c[z] * frequency^a",
                new Expression.Binary(
                        BinaryOperator.MULTIPLY,
                        Expression.parameter("c", "z"),
                        new Expression.Binary(
                                BinaryOperator.POWER, Expression.column("frequency"), Expression.parameter("a"))),
                List.of(Parameter.free("c")));
        RandomGenerator random = new Well19937c(1);
        List<Observation> rows = new ArrayList<>();
        for (int frequency = 2; frequency < 8; frequency++) {
            // Level 3 is in one cell only.
            for (int level = 1; level <= (frequency == 5 ? 3 : 2); level++) {
                for (int seed = 0; seed < 3; seed++) {
                    double time = level * frequency * frequency * Math.exp(0.05 * random.nextGaussian());
                    rows.add(new Observation(
                            Map.of("frequency", (double) frequency),
                            Map.of("z", "" + level),
                            time,
                            time,
                            frequency + "," + level,
                            1));
                }
            }
        }
        FittedLaw fitted = fit(law, rows, new CellJackknife());
        for (String name : List.of("c[1]", "c[2]", "a")) {
            assertThat(fitted.result().parameter(name).ciLow()).as(name).isNotNull();
        }
        assertThat(fitted.result().estimate("c[3]")).isBetween(2.5, 3.5);
        assertThat(fitted.result().parameter("c[3]").ciLow()).isNull();
        assertThat(fitted.influence().stream()
                        .filter(i -> i.cell().equals("5,3") && i.parameter().equals("c[3]"))
                        .map(Influence::without))
                .containsExactly(Double.NaN);
    }
}
