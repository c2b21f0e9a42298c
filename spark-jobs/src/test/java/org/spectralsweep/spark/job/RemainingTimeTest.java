package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spectralsweep.spark.job.RemainingTime.Certainty;
import org.spectralsweep.spark.job.RemainingTime.Estimate;
import org.spectralsweep.trial.TrialStatus;

class RemainingTimeTest {
    /** Work units of one trial each, with the given predicted seconds. */
    private static List<WorkUnit> units(double... seconds) {
        return IntStream.range(0, seconds.length)
                .mapToObj(i -> new WorkUnit("unit-" + i, List.of(PlantedTrials.work(i, 1, 1, "plain", seconds[i]))))
                .toList();
    }

    /** The report of a work unit that took this many seconds. */
    private static UnitReport ended(int unit, TrialStatus status, double seconds) {
        return new UnitReport(
                "unit-" + unit, List.of(new UnitReport.Trial(PlantedTrials.id(unit), status, 1, seconds, seconds)));
    }

    private static Estimate estimate(Certainty certainty, double seconds) {
        return new Estimate(certainty, Duration.ofMillis(Math.round(1000 * seconds)));
    }

    private static Duration after(double seconds) {
        return Duration.ofMillis(Math.round(1000 * seconds));
    }

    private static Estimate at(RemainingTime time, double seconds) {
        return time.at(after(seconds));
    }

    @Test
    void trustsTheCostModelUntilAUnitHasEnded() {
        assertThat(at(new RemainingTime(units(10, 10, 10, 10), 2), 0)).isEqualTo(estimate(Certainty.ABOUT, 20));
        // Two cores cannot share a work unit.
        assertThat(at(new RemainingTime(units(40, 20), 2), 0)).isEqualTo(estimate(Certainty.ABOUT, 40));
    }

    @Test
    void ticksBetweenTwoEnds() {
        RemainingTime time = new RemainingTime(units(30, 30, 30), 1);
        time.started("unit-0", Duration.ZERO);
        for (int second = 0; second < 30; second++) {
            assertThat(at(time, second)).isEqualTo(estimate(Certainty.ABOUT, 90 - second));
        }
    }

    @Test
    void doublesWhatIsLeftWhereTrialsTakeTwiceAsLong() {
        double[] ten = new double[200];
        Arrays.fill(ten, 10);
        RemainingTime time = new RemainingTime(units(ten), 1);
        for (int i = 0; i < 100; i++) {
            time.started("unit-" + i, after(20 * i));
            time.ended(ended(i, TrialStatus.CONVERGED, 20), after(20 * (i + 1)));
        }
        assertThat(at(time, 2000).certainty()).isEqualTo(Certainty.ABOUT);
        // The first trials count as guesses do, and so a hundredth is missing.
        assertThat(at(time, 2000).time().toSeconds()).isBetween(1970L, 2000L);
    }

    @Test
    void longTrialsSayLittleAboutShortOnes() {
        double[] mixed = new double[200];
        Arrays.fill(mixed, 0, 100, 16);
        Arrays.fill(mixed, 100, 200, 1);
        RemainingTime time = new RemainingTime(units(mixed), 1);
        for (int i = 0; i < 150; i++) {
            boolean isLong = i < 100;
            time.started("unit-" + i, Duration.ZERO);
            // The long ones take three times as long as predicted, the short ones half as long.
            time.ended(ended(i, TrialStatus.CONVERGED, isLong ? 48 : 0.5), after(isLong ? 48 : 0.5));
        }
        assertThat(at(time, 6000).time().toMillis()).isBetween(24_000L, 29_000L);
    }

    @Test
    void replicatesTellMoreThanOtherTrials() {
        double[] ten = new double[40];
        Arrays.fill(ten, 10);
        RemainingTime time = new RemainingTime(units(ten), 1);
        // Numbers 2k and 2k + 1 are replicates. One of each pair takes 10 s, or 40 s if k is odd.
        for (int i = 0; i < 40; i += 2) {
            double seconds = i % 4 == 0 ? 10 : 40;
            time.started("unit-" + i, Duration.ZERO);
            time.ended(ended(i, TrialStatus.CONVERGED, seconds), after(seconds));
        }
        for (int i = 1; i < 40; i += 4) {
            time.started("unit-" + i, Duration.ZERO);
            time.ended(ended(i, TrialStatus.CONVERGED, 10), after(10));
        }
        // Ten replicates of 40 s are left. All trials together would say 20 s for each.
        assertThat(at(time, 1000).time().toSeconds()).isBetween(280L, 400L);
    }

    @Test
    void oneTrialOfEachSpeedTellsMostOfTheRest() {
        // Predictions of the first speed hold; those of the second are twice too long.
        List<WorkUnit> units = IntStream.range(0, 22)
                .mapToObj(i -> new WorkUnit(
                        "unit-" + i,
                        List.of(PlantedTrials.work(2 * i, 1, 1, "plain", i < 2 ? 4 : 40)
                                .ofSpeed(1 + i % 2))))
                .toList();
        RemainingTime time = new RemainingTime(units, 1);
        time.started("unit-0", Duration.ZERO);
        // The first of each speed takes 0.4 s longer.
        time.ended(endedOf(0, 4.4), after(4.4));
        time.started("unit-1", after(4.4));
        time.ended(endedOf(1, 2.4), after(6.8));
        // What is left takes 600 s. By the ratio of all it would be 20 * 40 * 0.83 = 667, and 800 as predicted.
        assertThat(at(time, 6.8).time().toSeconds()).isBetween(600L, 640L);
    }

    private static UnitReport endedOf(int unit, double seconds) {
        return new UnitReport(
                "unit-" + unit,
                List.of(new UnitReport.Trial(PlantedTrials.id(2 * unit), TrialStatus.CONVERGED, 1, seconds, seconds)));
    }

    @Test
    void slowFirstTasksSayNothingAboutTheOthers() {
        double[] ten = new double[40];
        Arrays.fill(ten, 10);
        RemainingTime time = new RemainingTime(units(ten), 2);
        for (int i = 0; i < 2; i++) {
            time.started("unit-" + i, Duration.ZERO);
        }
        for (int i = 0; i < 2; i++) {
            time.ended(ended(i, TrialStatus.CONVERGED, 10), after(15));
        }
        assertThat(at(time, 15)).isEqualTo(estimate(Certainty.ABOUT, 190));
        // Where most take three seconds beside their trials, that counts.
        for (int i = 2; i < 12; i++) {
            time.started("unit-" + i, after(15 + 6.5 * (i - 2)));
            time.ended(ended(i, TrialStatus.CONVERGED, 10), after(15 + 6.5 * (i - 2) + 13));
        }
        assertThat(at(time, 80).time().toSeconds()).isBetween(175L, 190L);
    }

    @Test
    void neverPromisesAnEndThatHasPassed() {
        RemainingTime time = new RemainingTime(units(2), 1);
        time.started("unit-0", Duration.ZERO);
        for (int second = 2; second < 100; second++) {
            assertThat(at(time, second)).isEqualTo(estimate(Certainty.UNKNOWN, 0));
        }
    }

    @Test
    void givesALowerBoundWhileAUnitIsLate() {
        RemainingTime time = new RemainingTime(units(2, 2, 2), 1);
        time.started("unit-0", Duration.ZERO);
        // The first takes 10 s or more, which is five times its prediction. The other two may do so as well.
        assertThat(at(time, 10)).isEqualTo(estimate(Certainty.MORE_THAN, 20));
        assertThat(at(time, 20)).isEqualTo(estimate(Certainty.MORE_THAN, 40));
    }

    @Test
    void learnsNothingFromATrialThatThrew() {
        RemainingTime time = new RemainingTime(units(10, 10, 10), 1);
        time.ended(ended(0, TrialStatus.FAILED, 0.001), Duration.ofMillis(1));
        assertThat(at(time, 0.001)).isEqualTo(estimate(Certainty.ABOUT, 20));
    }

    @Test
    void followsExecutorsThatComeAndGo() {
        RemainingTime time = new RemainingTime(units(10, 10, 10, 10), 2);
        assertThat(at(time, 0)).isEqualTo(estimate(Certainty.ABOUT, 20));
        time.cores(4);
        assertThat(at(time, 0)).isEqualTo(estimate(Certainty.ABOUT, 10));
        time.started("unit-0", Duration.ZERO);
        time.cores(1);
        assertThat(at(time, 5)).isEqualTo(estimate(Certainty.ABOUT, 35));
        // Its executor is lost, and it begins anew.
        time.lost("unit-0");
        assertThat(at(time, 5)).isEqualTo(estimate(Certainty.ABOUT, 40));
    }

    @Test
    void acceptsEndsInAnyOrder() {
        RemainingTime time = new RemainingTime(units(10, 10, 10), 1);
        time.ended(ended(2, TrialStatus.CONVERGED, 10), Duration.ofSeconds(1));
        time.ended(ended(2, TrialStatus.CONVERGED, 10), Duration.ofSeconds(1));
        time.started("unit-2", Duration.ofSeconds(1));
        time.ended(new UnitReport("of another plan", List.of()), Duration.ofSeconds(1));
        assertThat(at(time, 1)).isEqualTo(estimate(Certainty.ABOUT, 20));
        time.ended(ended(1, TrialStatus.CONVERGED, 10), Duration.ofSeconds(2));
        time.ended(ended(0, TrialStatus.CONVERGED, 10), Duration.ofSeconds(10));
        assertThat(at(time, 10)).isEqualTo(estimate(Certainty.ABOUT, 0));
    }
}
