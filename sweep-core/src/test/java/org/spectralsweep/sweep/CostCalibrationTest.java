package org.spectralsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.spectralsweep.sweep.CostTerm.Kind;

class CostCalibrationTest {
    private static List<CostTerm> update(String engine, double seconds) {
        return List.of(new CostTerm(Kind.UPDATE, engine, Math.log(seconds), 1));
    }

    private static CostObservation took(List<CostTerm> terms, double factor) {
        return new CostObservation(terms, Math.log(factor), 1000);
    }

    @Test
    void knowsNothingWithoutARun() {
        assertThat(CostCalibration.NONE.isEmpty()).isTrue();
        assertThat(CostCalibration.NONE.factor(update("circle", 1e-3))).isEqualTo(1);
        CostInterval total = CostCalibration.NONE.total(List.of(new CostPortion(update("circle", 1e-3), 10)));
        assertThat(total.seconds()).isEqualTo(10);
        assertThat(total.low() * total.high()).isCloseTo(100, withPercentage(1e-9));
        assertThat(total.high() / total.low()).isBetween(1.8, 3.0);
        assertThat(CostCalibration.NONE.total(List.of()).high()).isZero();
    }

    @Test
    void oneRunTellsMostAboutItsOwnEngineAndSize() {
        CostCalibration calibration = new CostCalibration(List.of(took(update("circle", 1e-3), 2)));
        double same = calibration.factor(update("circle", 1e-3));
        double larger = calibration.factor(update("circle", 1));
        double other = calibration.factor(update("dense", 1e-3));
        assertThat(same).isBetween(1.8, 2.0);
        assertThat(larger).isBetween(1.3, same);
        assertThat(other).isBetween(1.05, larger);
        assertThat(calibration.factor(List.of(new CostTerm(Kind.SETUP, "circle", 0, 1))))
                .isEqualTo(1);
    }

    @Test
    void anIntervalNarrowsWithTheRuns() {
        List<CostPortion> portions = List.of(new CostPortion(update("circle", 1e-3), 100));
        double before = width(CostCalibration.NONE.total(portions));
        double after = width(new CostCalibration(List.of(took(update("circle", 1e-3), 2))).total(portions));
        double other = width(new CostCalibration(List.of(took(update("dense", 1e-3), 2))).total(portions));
        assertThat(after).isLessThan(1.45).isLessThan(other);
        assertThat(other).isLessThan(before);
    }

    private static double width(CostInterval interval) {
        return interval.high() / interval.low();
    }

    /** A cost of two metrics at once is shared between them. */
    @Test
    void takesSumsApart() {
        CostTerm one = new CostTerm(Kind.METRICS, "one", 0, 1);
        CostTerm two = new CostTerm(Kind.METRICS, "two", 0, 1);
        List<CostTerm> half =
                List.of(new CostTerm(Kind.METRICS, "one", 0, 0.5), new CostTerm(Kind.METRICS, "two", 0, 0.5));
        CostCalibration calibration = new CostCalibration(List.of(took(List.of(one), 1), took(half, 2)));
        assertThat(calibration.factor(List.of(two))).isGreaterThan(calibration.factor(List.of(one)) + 0.5);
    }

    @Test
    void anOutcomeOfThePriorLiesInFourOfFiveIntervals() {
        Random random = new Random(1);
        int inside = 0;
        int rounds = 2000;
        for (int round = 0; round < rounds; round++) {
            // The engine's factor has a common part, one of its own and one of each size, as the prior says.
            Kind kind = Kind.UPDATE;
            double common = random.nextGaussian() * kind.deviation * Math.sqrt(kind.common);
            double rest = kind.deviation * Math.sqrt(1 - kind.common);
            double own = random.nextGaussian() * rest * Math.sqrt(kind.sizeless);
            List<CostObservation> runs = new ArrayList<>();
            for (int run = 0; run < 3; run++) {
                double size = random.nextGaussian() * rest * Math.sqrt(1 - kind.sizeless);
                double scatter = random.nextGaussian() * kind.scatter;
                runs.add(took(update("circle", Math.pow(10, 6 * run)), Math.exp(common + own + size + scatter)));
            }
            double size = random.nextGaussian() * rest * Math.sqrt(1 - kind.sizeless);
            double other = random.nextGaussian() * 0.08;
            CostInterval total =
                    new CostCalibration(runs).total(List.of(new CostPortion(update("circle", 1e-12), 1e6)));
            inside += total.holds(1e6 * Math.exp(common + own + size + other)) ? 1 : 0;
        }
        assertThat(inside / (double) rounds).isCloseTo(0.8, offset(0.03));
    }
}
