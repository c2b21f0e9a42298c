package org.spectralsweep.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hipparchus.distribution.continuous.TDistribution;
import org.junit.jupiter.api.Test;
import org.spectralsweep.law.Exponent;
import org.spectralsweep.law.Law;
import org.spectralsweep.law.Parameter;

class PooledCellsTest {
    private static FittedLaw fit(Law law, ErrorDistribution errors, List<Observation> rows, Intervals intervals) {
        return new LawFit(law, errors, intervals).to(rows);
    }

    private static FittedLaw fit(List<Observation> rows, Intervals intervals) {
        return fit(Planted.LAW, ErrorDistribution.LOG_NORMAL, rows, intervals);
    }

    private static double low(FittedLaw fitted, String name) {
        return Objects.requireNonNull(fitted.result().parameter(name).ciLow());
    }

    private static double high(FittedLaw fitted, String name) {
        return Objects.requireNonNull(fitted.result().parameter(name).ciHigh());
    }

    /** A time that is known between two checkpoints, which are powers of ten. */
    private static Observation rounded(Map<String, Double> at, double time, int perDecade, String cell) {
        double index = Math.floor(perDecade * Math.log10(time));
        return new Observation(at, Math.pow(10, index / perDecade), Math.pow(10, (index + 1) / perDecade), cell);
    }

    /** Frequencies advance by a whole decade of log T, and the regions of all cells lie alike between checkpoints. */
    private static List<Observation> roundedAlike() {
        List<Observation> rows = new ArrayList<>();
        for (int cell = 1; cell <= 7; cell++) {
            double frequency = Math.pow(10, 0.5 * cell);
            for (double density : new double[] {3.0 / 7, 6.0 / 7, 12.0 / 7}) {
                for (int seed = 0; seed < 3; seed++) {
                    rows.add(rounded(
                            Planted.at(frequency, density), 2 * frequency * frequency / density, 8, "cell " + cell));
                }
            }
        }
        return rows;
    }

    @Test
    void theDefaultIsThisMethod() {
        assertThat(IntervalMethod.POOLED.intervals()).isEqualTo(new PooledCells());
        assertThat(new PooledCells().label()).isEqualTo("pooled");
    }

    @Test
    void aMeanHasTheIntervalOfItsCells() {
        List<Observation> rows = new ArrayList<>();
        double[] means = {1, 2, 6, 7};
        for (int cell = 0; cell < means.length; cell++) {
            rows.add(Observation.exact(Map.of(), Math.exp(means[cell] - 0.5), "cell " + cell));
            rows.add(Observation.exact(Map.of(), Math.exp(means[cell] + 0.5), "cell " + cell));
        }
        FittedLaw fitted = fit(Law.power(), ErrorDistribution.LOG_NORMAL, rows, new PooledCells());
        // The cells' mean is 4, their sum of squares 26, and Student's t with three degrees of freedom 3.182446.
        double reach = 3.182446305283710 * Math.sqrt(26.0 / 3 / 4);
        assertThat(Math.log(low(fitted, "c"))).isCloseTo(4 - reach, within(1e-9));
        assertThat(Math.log(high(fitted, "c"))).isCloseTo(4 + reach, within(1e-9));
    }

    @Test
    void equalCellsHaveTheIntervalsOfTwoSteps() {
        List<Observation> rows = new Planted(9, 2, 1, 2, 9, 3, 0.1, 0.05, 0.1).exact(5);
        FittedLaw fitted = fit(rows, new PooledCells());
        double[][] steps = TwoSteps.intervals(rows, 0);
        assertThat(low(fitted, "a")).isCloseTo(steps[0][0], within(1e-8));
        assertThat(high(fitted, "a")).isCloseTo(steps[0][1], within(1e-8));
        assertThat(low(fitted, "b")).isCloseTo(steps[1][0], within(1e-8));
        assertThat(high(fitted, "b")).isCloseTo(steps[1][1], within(1e-8));
    }

    @Test
    void coversWhereAllCellsAreRoundedAlike() {
        List<Observation> rows = roundedAlike();
        FittedLaw jackknife = fit(rows, new CellJackknife());
        assertThat(high(jackknife, "b") - low(jackknife, "b")).isLessThan(1e-6);
        assertThat(jackknife.result().estimate("b")).isNotCloseTo(1, within(1e-3));
        FittedLaw fitted = fit(rows, new PooledCells());
        assertThat(1.0).isBetween(low(fitted, "b"), high(fitted, "b"));
        assertThat(high(fitted, "b") - low(fitted, "b")).isBetween(0.05, 0.3);
    }

    /** All times of a law lie in one interval of each cell, which leaves a region of laws that are equally likely. */
    private static List<Observation> roundedApart() {
        List<Observation> rows = new ArrayList<>();
        for (int frequency = 3; frequency <= 11; frequency++) {
            for (double density : new double[] {3.0 / 7, 6.0 / 7, 12.0 / 7}) {
                double time = 3 * Math.pow(frequency, 2.1) / Math.pow(density, 0.9);
                rows.add(rounded(Planted.at(frequency, density), time, 4, "cell " + frequency));
            }
        }
        return rows;
    }

    @Test
    void aRegionOfEquallyLikelyLawsIsEstimatedByItsMean() {
        List<Observation> rows = roundedApart();
        FittedLaw fitted = fit(rows, new PooledCells());
        FittedLaw likeliest = fit(rows, new CellJackknife());
        Estimator estimator = Objects.requireNonNull(likeliest.estimator());
        Estimate estimate = Objects.requireNonNull(likeliest.estimate());
        assertThat(estimate.ending()).isEqualTo(Estimate.Ending.AT_FLOOR);
        RoundingPosterior.Moments region = Objects.requireNonNull(
                RoundingPosterior.belowFloor(estimator.design(), estimate.coordinates(), estimator.floor()));
        assertThat(region.noise()).isLessThan(0.6 * estimator.floor());
        for (int k = 1; k < 3; k++) {
            String name = k == 1 ? "a" : "b";
            double reach = 1.959963984540054 * Math.sqrt(region.variance()[k]);
            assertThat(fitted.result().estimate(name)).isEqualTo(region.mean()[k]);
            assertThat(low(fitted, name)).isCloseTo(region.mean()[k] - reach, within(1e-12));
            assertThat(high(fitted, name)).isCloseTo(region.mean()[k] + reach, within(1e-12));
        }
        assertThat(fitted.result().note()).doesNotContain("scatter alike");
    }

    @Test
    void timesThatScatterVisiblyHaveTheWiderInterval() {
        // Times of a power law, but for two cells; the checkpoints are further apart than that.
        List<Observation> rows = new ArrayList<>();
        for (int frequency = 3; frequency <= 11; frequency++) {
            double off = frequency == 6 ? 1.12 : frequency == 9 ? 1 / 1.12 : 1;
            double time = 3 * Math.pow(frequency, 2.1) * off;
            for (int seed = 0; seed < 3; seed++) {
                rows.add(rounded(Planted.at(frequency, 1), time, 8, "cell " + frequency));
            }
        }
        Law power = Law.power(new Exponent("a", "frequency", 1));
        FittedLaw fitted = fit(power, ErrorDistribution.LOG_NORMAL, rows, new PooledCells());
        Estimator estimator = Objects.requireNonNull(fitted.estimator());
        Estimate estimate = Objects.requireNonNull(fitted.estimate());
        assertThat(estimate.ending()).isEqualTo(Estimate.Ending.AT_FLOOR);
        RoundingPosterior.Moments region = Objects.requireNonNull(
                RoundingPosterior.belowFloor(estimator.design(), estimate.coordinates(), estimator.floor()));
        assertThat(region.noise()).isGreaterThan(0.6 * estimator.floor());
        CellScatter.Variance scatter =
                new CellScatter(estimator.design(), estimate.coordinates(), estimate.sigma()).of(1);
        double ofScatter =
                new TDistribution(scatter.degrees()).inverseCumulativeProbability(0.975) * Math.sqrt(scatter.value());
        double ofRegion = 1.959963984540054 * Math.sqrt(region.variance()[1]);
        assertThat(high(fitted, "a") - fitted.result().estimate("a"))
                .isCloseTo(Math.max(ofScatter, ofRegion), within(1e-9));
    }

    @Test
    void predictionsAndInfluenceMoveWithTheMeanOfTheRegion() {
        List<Observation> rows = roundedApart();
        FittedLaw pooled = fit(rows, new PooledCells());
        FittedLaw jackknife = fit(rows, new CellJackknife());
        assertThat(pooled.result().estimate("b"))
                .isNotEqualTo(jackknife.result().estimate("b"));
        Prediction moved = pooled.at(Planted.at(5, 1), Map.of());
        Prediction unmoved = jackknife.at(Planted.at(5, 1), Map.of());
        double expected =
                pooled.result().estimate("c") * Math.pow(5, pooled.result().estimate("a"));
        assertThat(moved.value()).isCloseTo(expected, within(1e-9 * expected));
        assertThat(Objects.requireNonNull(moved.ciHigh()) / moved.value())
                .isCloseTo(Objects.requireNonNull(unmoved.ciHigh()) / unmoved.value(), within(1e-9));
        HypothesisTest test = new ScoreWildBootstrap(399, 1)
                .test(pooled, List.of(new Hypothesis("b = 1", List.of(new TreeMap<>(Map.of("b", 1.0))), List.of(1.0))))
                .get(0);
        assertThat(Objects.requireNonNull(test.sides()).estimate())
                .isEqualTo(pooled.result().estimate("b"));
    }

    @Test
    void aMeanOutsideOfTheBoundsOfAParameterDoesNotCount() {
        List<Observation> rows = roundedApart();
        double mean = fit(rows, new PooledCells()).result().estimate("b");
        double likeliest = fit(rows, new CellJackknife()).result().estimate("b");
        // b is bounded between the likeliest value and the mean.
        double middle = 0.5 * (mean + likeliest);
        Parameter bounded = mean > likeliest
                ? Parameter.within("b", Double.NEGATIVE_INFINITY, middle)
                : Parameter.within("b", middle, Double.POSITIVE_INFINITY);
        Law law = new Law(Planted.LAW.text(), Planted.LAW.formula(), List.of(bounded));
        FittedLaw fitted = fit(law, ErrorDistribution.LOG_NORMAL, rows, new PooledCells());
        assertThat(fitted.result().estimate("b"))
                .isEqualTo(fit(law, ErrorDistribution.LOG_NORMAL, rows, new CellJackknife())
                        .result()
                        .estimate("b"))
                .isBetween(low(fitted, "b"), high(fitted, "b"));
    }

    @Test
    void onlyIntervalsOfCoordinatesAreNotTheJackknifes() {
        List<Observation> rows = new Planted(9, 2, 1, 2, 9, 3, 0.1, 0.05, 0.1).checkpoints(5, 8);
        FittedLaw pooled = fit(rows, new PooledCells());
        FittedLaw jackknife = fit(rows, new CellJackknife());
        Map<String, Double> place = Planted.at(5, 1);
        assertThat(pooled.at(place, Map.of())).isEqualTo(jackknife.at(place, Map.of()));
        assertThat(pooled.result().intervals().df())
                .isEqualTo(jackknife.result().intervals().df());
        assertThat(pooled.influence())
                .extracting(Influence::without)
                .isEqualTo(
                        jackknife.influence().stream().map(Influence::without).toList());
        assertThat(low(pooled, "a")).isNotEqualTo(low(jackknife, "a"));
    }

    @Test
    void otherErrorsKeepTheJackknife() {
        List<Observation> rows = new Planted(9, 2, 1, 2, 9, 3, 0.1, 0.05, 0.1).budget(5, 300);
        assertThat(fit(Planted.LAW, ErrorDistribution.WEIBULL, rows, new PooledCells())
                        .result())
                .isEqualTo(fit(Planted.LAW, ErrorDistribution.WEIBULL, rows, new CellJackknife())
                        .result());
    }

    @Test
    void aTestOfOneExponentShowsTheIntervalOfTheLaw() {
        FittedLaw fitted = fit(new Planted(9, 2, 1, 2, 9, 3, 0.1, 0.05, 0.1).exact(5), new PooledCells());
        HypothesisTest test = new ScoreWildBootstrap(399, 1)
                .test(
                        fitted,
                        List.of(new Hypothesis("-a = -2", List.of(new TreeMap<>(Map.of("a", -1.0))), List.of(-2.0))))
                .get(0);
        HypothesisTest.Sides sides = Objects.requireNonNull(test.sides());
        assertThat(sides.ciLow()).isEqualTo(-high(fitted, "a"));
        assertThat(sides.ciHigh()).isEqualTo(-low(fitted, "a"));
    }

    @Test
    void equalRowsGiveEqualNumbersInAnyOrder() {
        List<Observation> rows = roundedAlike();
        List<Observation> turned = new ArrayList<>(rows);
        Collections.reverse(turned);
        assertThat(fit(turned, new PooledCells()).result())
                .isEqualTo(fit(rows, new PooledCells()).result());
    }

    @Test
    void saysThatCellsAreTooFew() {
        FittedLaw fitted = fit(new Planted(9, 2, 1, 4, 7, 3, 0.1, 0.1, 0.1).exact(1), new PooledCells());
        assertThat(fitted.result().status()).isEqualTo(FitStatus.NO_INTERVAL);
        assertThat(fitted.result().parameter("a").ciLow()).isNull();
    }

    @Test
    void saysWhatCellsThatScatterUnequallyGiveLeftOutOneByOne() {
        // Times of a power law, but for the lowest frequency, whose cell is half as fast.
        List<Observation> rows = new ArrayList<>();
        for (int frequency = 2; frequency <= 12; frequency++) {
            for (int seed = 0; seed < 3; seed++) {
                double noise = (frequency * 7 + seed * 3) % 5 * 0.002;
                double time = 5 * Math.pow(frequency, 2) * Math.exp(noise) * (frequency == 2 ? 2 : 1);
                rows.add(Observation.exact(Planted.at(frequency, 1), time, "cell " + frequency));
            }
        }
        Law power = Law.power(new Exponent("a", "frequency", 1));
        FittedLaw pooled = fit(power, ErrorDistribution.LOG_NORMAL, rows, new PooledCells());
        FittedLaw jackknife = fit(power, ErrorDistribution.LOG_NORMAL, rows, new CellJackknife());
        assertThat(pooled.result().status()).isEqualTo(FitStatus.OK);
        assertThat(pooled.result().note())
                .isEqualTo(String.format(
                        Locale.ROOT,
                        "Cells do not scatter alike. Left out one by one (intervals: jackknife), they leave a in"
                                + " [%.2f, %.2f].",
                        low(jackknife, "a"),
                        high(jackknife, "a")));
        assertThat(high(pooled, "a") - low(pooled, "a")).isLessThan(high(jackknife, "a") - low(jackknife, "a"));
    }
}
