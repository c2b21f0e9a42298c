package org.spectralsweep.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.spectralsweep.law.Exponent;
import org.spectralsweep.law.ReadyLaw;

@Timeout(60)
class ScoreWildBootstrapTest {
    private static final ScoreWildBootstrap QUICK = new ScoreWildBootstrap(399, 1);

    private static FittedLaw fit(int cells, long seed) {
        List<Observation> rows = new Planted(50, 2, 1, 2, 1 + cells, 2, 0.1, 0.1, 0.1).exact(seed);
        return new LawFit(Planted.LAW, ErrorDistribution.LOG_NORMAL, new CellJackknife()).to(rows);
    }

    private static double p(HypothesisTest test) {
        Double p = test.p();
        assertThat(p).as(test.problem()).isNotNull();
        return p == null ? Double.NaN : p;
    }

    /** Of 400 laws 20 are expected, and 10 to 33 in 99 % of such samples. */
    @Test
    void rejectsATrueValueInOneOfTwentyLawsAndFindsAFalseOne() {
        int rejected = 0;
        int found = 0;
        for (int seed = 0; seed < 400; seed++) {
            List<HypothesisTest> tests =
                    QUICK.test(fit(12, seed), List.of(Hypothesis.value("a", 2), Hypothesis.value("a", 1.6)));
            rejected += p(tests.get(0)) <= 0.05 ? 1 : 0;
            found += p(tests.get(1)) <= 0.05 ? 1 : 0;
        }

        assertThat(rejected).isBetween(10, 33);
        assertThat(found).isGreaterThan(340);
    }

    @Test
    void rejectsEqualExponentsNoMoreOftenThanItMay() {
        int rejected = 0;
        int found = 0;
        for (int seed = 0; seed < 100; seed++) {
            rejected += p(equalExponents(seed, 2, 2, 2)) <= 0.05 ? 1 : 0;
            found += p(equalExponents(seed, 2, 2, 2.8)) <= 0.05 ? 1 : 0;
        }

        assertThat(rejected).isLessThanOrEqualTo(12);
        assertThat(found).isGreaterThan(50);
    }

    private static HypothesisTest equalExponents(long seed, double... exponents) {
        RandomGenerator random = new Well19937c(seed);
        List<Observation> rows = new ArrayList<>();
        for (int group = 0; group < exponents.length; group++) {
            for (int x = 2; x < 10; x++) {
                double time = 100 * Math.pow(x, exponents[group]) * Math.exp(0.1 * random.nextGaussian());
                rows.add(new Observation(
                        Map.of("frequency", (double) x),
                        Map.of("dimension", "" + group),
                        time,
                        time,
                        x + " of " + group,
                        1));
            }
        }
        FittedLaw fit = new LawFit(
                        ReadyLaw.EACH.of(List.of(new Exponent("a", "frequency", 1)), "dimension", List.of()),
                        ErrorDistribution.LOG_NORMAL,
                        new CellJackknife())
                .to(rows);
        return QUICK.test(fit, List.of(Hypothesis.equalLevels(fit.result(), "a").orElseThrow()))
                .get(0);
    }

    @Test
    void drawsAgreeWithAllDrawsOfFiveCells() {
        FittedLaw fit = fit(5, 3);
        Hypothesis hypothesis = Hypothesis.value("b", 1.1);
        HypothesisTest all =
                new ScoreWildBootstrap(7776, 1).test(fit, List.of(hypothesis)).get(0);
        HypothesisTest some =
                new ScoreWildBootstrap(7775, 1).test(fit, List.of(hypothesis)).get(0);

        assertThat(all.draws().exact()).isTrue();
        assertThat(some.draws().exact()).isFalse();
        assertThat(p(some)).isCloseTo(p(all), within(4 * Math.sqrt(p(all) * (1 - p(all)) / 7775) + 1e-3));
    }

    @Test
    void signsOfTenCellsAreAllTaken() {
        HypothesisTest test = ScoreWildBootstrap.seeded(1)
                .test(fit(10, 3), List.of(Hypothesis.value("a", 2)))
                .get(0);

        assertThat(test.draws()).isEqualTo(new HypothesisTest.Draws(1024, true, false));
    }

    @Test
    void aDifferenceOfTwoExponentsHasAnEstimateAndAnInterval() {
        FittedLaw fit = fit(12, 5);
        Hypothesis one = new Hypothesis("a - b = 1", List.of(new TreeMap<>(Map.of("a", 1.0, "b", -1.0))), List.of(1.0));
        HypothesisTest difference = QUICK.test(fit, List.of(one)).get(0);

        HypothesisTest.Sides sides = Objects.requireNonNull(difference.sides());
        assertThat(sides.estimate())
                .isCloseTo(fit.result().estimate("a") - fit.result().estimate("b"), within(1e-12));
        assertThat(sides.ciLow()).isLessThan(sides.estimate());
        assertThat(p(difference)).isGreaterThan(0.01);
    }

    @Test
    void aFactorIsTestedOnItsOwnScale() {
        HypothesisTest test =
                QUICK.test(fit(12, 5), List.of(Hypothesis.value("c", 50))).get(0);

        assertThat(Objects.requireNonNull(test.sides()).estimate()).isBetween(30.0, 80.0);
        assertThat(p(test)).isGreaterThan(0.01);
    }

    @Test
    void isTheSameForTheSameSeedAndRefusesUnknownNames() {
        FittedLaw fit = fit(15, 2);
        List<Hypothesis> one = List.of(Hypothesis.value("a", 2.1));

        assertThat(QUICK.test(fit, one)).isEqualTo(QUICK.test(fit, one));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QUICK.test(fit, List.of(Hypothesis.value("z", 1))))
                .withMessageContaining("but one was z");
    }

    /** Of 40 laws with six cells none can reject a value that is far off. */
    @Test
    void saysThatFewCellsHaveLittlePower() {
        int rejected = 0;
        for (int seed = 0; seed < 40; seed++) {
            HypothesisTest test = QUICK.test(fit(6, seed), List.of(Hypothesis.value("a", 1.7)))
                    .get(0);
            assertThat(test.draws().fewCells()).isTrue();
            rejected += p(test) <= 0.05 ? 1 : 0;
        }

        assertThat(rejected).isLessThan(8);
        HypothesisTest enough =
                QUICK.test(fit(7, 1), List.of(Hypothesis.value("a", 1.7))).get(0);
        assertThat(enough.draws().fewCells()).isFalse();
    }

    @Test
    void onlyAParameterWithTwoLevelsOrMoreCanBeEqualAtThem() {
        FitResult fit = fit(12, 1).result();

        assertThat(Hypothesis.equalLevels(fit, "a")).isEmpty();
    }

    @Test
    void saysWhyThereIsNoTest() {
        List<Observation> rows = new Planted(50, 2, 1, 2, 9, 2, 0, 0, 0).exact(1);
        FittedLaw perfect = new LawFit(Planted.LAW, ErrorDistribution.LOG_NORMAL, new CellJackknife()).to(rows);
        HypothesisTest test =
                QUICK.test(perfect, List.of(Hypothesis.value("a", 2))).get(0);

        assertThat(test.p()).isNull();
        assertThat(test.adjusted()).isNull();
        assertThat(test.problem()).isEqualTo("The law passes through every row.");
    }

    /** Holm's procedure on four p, by hand. */
    @Test
    void holmAdjustsAFamily() {
        List<Double> adjusted = HypothesisTest.holm(List.of(0.01, 0.04, 0.03, 0.005));

        double[] expected = {0.03, 0.06, 0.06, 0.02};
        for (int i = 0; i < expected.length; i++) {
            assertThat(adjusted.get(i)).isCloseTo(expected[i], within(1e-12));
        }
        assertThat(HypothesisTest.holm(List.of(0.6, 0.7))).containsExactly(1.0, 1.0);
    }
}
