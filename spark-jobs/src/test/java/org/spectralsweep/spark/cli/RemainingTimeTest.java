package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spectralsweep.spark.cli.RemainingTime.Certainty;
import org.spectralsweep.spark.cli.RemainingTime.Estimate;
import org.spectralsweep.spark.job.PlantedTrials;
import org.spectralsweep.spark.job.UnitReport;
import org.spectralsweep.spark.job.WorkUnit;
import org.spectralsweep.trial.TrialStatus;

class RemainingTimeTest {
    /** Work units of one trial each, with the given predicted seconds. */
    private static List<WorkUnit> units(double... seconds) {
        return IntStream.range(0, seconds.length)
                .mapToObj(i -> new WorkUnit("unit-" + i, List.of(PlantedTrials.work(i, 1, 1, "plain", seconds[i]))))
                .toList();
    }

    private static UnitReport ended(int unit, TrialStatus status) {
        return new UnitReport("unit-" + unit, List.of(new UnitReport.Trial("id", status, 1, 1)));
    }

    private static Estimate estimate(Certainty certainty, double seconds) {
        return new Estimate(certainty, Duration.ofMillis(Math.round(1000 * seconds)));
    }

    private static Estimate at(RemainingTime time, double seconds) {
        return time.at(Duration.ofMillis(Math.round(1000 * seconds)));
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
        for (int second = 0; second < 30; second++) {
            assertThat(at(time, second)).isEqualTo(estimate(Certainty.ABOUT, 90 - second));
        }
    }

    @Test
    void correctsTheCostModelByWhatEnded() {
        RemainingTime time = new RemainingTime(units(10, 10, 10), 1);
        time.ended(ended(0, TrialStatus.CONVERGED), Duration.ofSeconds(20));
        assertThat(at(time, 20)).isEqualTo(estimate(Certainty.ABOUT, 40));
        assertThat(at(time, 35)).isEqualTo(estimate(Certainty.ABOUT, 25));
        time.ended(ended(1, TrialStatus.BUDGET_EXHAUSTED), Duration.ofSeconds(40));
        assertThat(at(time, 55)).isEqualTo(estimate(Certainty.ABOUT, 5));
    }

    @Test
    void neverPromisesAnEndThatHasPassed() {
        RemainingTime time = new RemainingTime(units(2), 1);
        for (int second = 2; second < 100; second++) {
            assertThat(at(time, second)).isEqualTo(estimate(Certainty.UNKNOWN, 0));
        }
    }

    @Test
    void givesALowerBoundWhileAUnitIsLate() {
        RemainingTime time = new RemainingTime(units(2, 2, 2), 1);
        // The first takes 10 s or more, which is five times its prediction. The other two may do so as well.
        assertThat(at(time, 10)).isEqualTo(estimate(Certainty.MORE_THAN, 20));
        assertThat(at(time, 20)).isEqualTo(estimate(Certainty.MORE_THAN, 40));
        time.ended(ended(0, TrialStatus.CONVERGED), Duration.ofSeconds(20));
        assertThat(at(time, 20)).isEqualTo(estimate(Certainty.ABOUT, 40));
    }

    @Test
    void learnsNothingFromATrialThatThrew() {
        RemainingTime time = new RemainingTime(units(10, 10, 10), 1);
        time.ended(ended(0, TrialStatus.FAILED), Duration.ofMillis(1));
        assertThat(at(time, 0.001)).isEqualTo(estimate(Certainty.ABOUT, 20));
    }

    @Test
    void acceptsEndsInAnyOrder() {
        RemainingTime time = new RemainingTime(units(10, 10, 10), 1);
        time.ended(ended(2, TrialStatus.CONVERGED), Duration.ofSeconds(1));
        time.ended(ended(2, TrialStatus.CONVERGED), Duration.ofSeconds(1));
        time.ended(new UnitReport("of another plan", List.of()), Duration.ofSeconds(1));
        assertThat(at(time, 1)).isEqualTo(estimate(Certainty.ABOUT, 19));
        time.ended(ended(1, TrialStatus.CONVERGED), Duration.ofSeconds(2));
        time.ended(ended(0, TrialStatus.CONVERGED), Duration.ofSeconds(10));
        assertThat(at(time, 10)).isEqualTo(estimate(Certainty.ABOUT, 0));
    }
}
