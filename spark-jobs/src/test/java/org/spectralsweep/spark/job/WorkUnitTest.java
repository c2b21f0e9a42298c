package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkUnitTest {
    private static CostedTrial work(int number, double seconds) {
        return PlantedTrials.work(number, 1, 1, "plain", seconds);
    }

    @Test
    void putsTheLongestFirstAndPacksTheShort() {
        List<WorkUnit> units = WorkUnit.plan(
                List.of(work(0, 0.04), work(1, 7), work(2, 0.04), work(3, 1), work(4, 0.04), work(5, 30)),
                2,
                work -> false);
        assertThat(units.stream().map(WorkUnit::predictedSeconds)).containsExactly(30.0, 7.0, 1.0, 0.08, 0.04);
        assertThat(units.get(0).name()).isEqualTo(PlantedTrials.id(5));
        assertThat(units.get(3).name()).startsWith("pack-");
        assertThat(units.get(4).name()).isEqualTo(PlantedTrials.id(4));
    }

    @Test
    void leavesAloneWhatHasToBe() {
        List<CostedTrial> shortOnes =
                IntStream.range(0, 12).mapToObj(i -> work(i, 0.05)).toList();
        List<WorkUnit> units =
                WorkUnit.plan(shortOnes, 1, work -> work.trialId().equals(PlantedTrials.id(5)));
        assertThat(units.stream().map(WorkUnit::name)).contains(PlantedTrials.id(5));
        assertThat(units.stream().flatMap(unit -> unit.work().stream())).containsExactlyInAnyOrderElementsOf(shortOnes);
    }

    @Test
    void namesAPackByItsTrials() {
        WorkUnit one = WorkUnit.of(List.of(work(0, 0.1), work(1, 0.2)));
        assertThat(WorkUnit.of(List.of(work(1, 0.3), work(0, 0.1))).name()).isEqualTo(one.name());
        assertThat(WorkUnit.of(List.of(work(2, 0.3), work(0, 0.1))).name()).isNotEqualTo(one.name());
    }

    /** The predictions of each kind are wrong by a factor of their own. */
    @Test
    void tellsEarlyHowFastEachKindIs() {
        List<CostedTrial> work = IntStream.range(0, 40)
                .mapToObj(i -> work(i, i < 20 ? 10 + i : 0.6 + 0.3 * (i - 20)).ofSpeed(i < 20 || i == 30 ? 1 : 2))
                .toList();
        List<WorkUnit> units = WorkUnit.plan(work, 2, any -> false);
        List<WorkUnit> scouted = WorkUnit.scoutsFirst(units);
        // Number 30 takes 3.6 s, and 26 takes 2.4 s.
        assertThat(scouted.subList(0, 2).stream().map(WorkUnit::name))
                .containsExactlyInAnyOrder(PlantedTrials.id(30), PlantedTrials.id(26));
        assertThat(scouted).containsExactlyInAnyOrderElementsOf(units);
        assertThat(scouted.get(2).name()).isEqualTo(PlantedTrials.id(19));
    }

    @Test
    void sendsNoScoutThatCostsMoreThanItTells() {
        List<CostedTrial> work = IntStream.range(0, 10)
                .mapToObj(i -> work(i, 10).ofSpeed(i % 2 + 1))
                .toList();
        List<WorkUnit> units = WorkUnit.plan(work, 2, any -> false);
        assertThat(WorkUnit.scoutsFirst(units)).isEqualTo(units);
        List<WorkUnit> alike = WorkUnit.plan(
                IntStream.range(0, 100).mapToObj(i -> work(i, 1 + i)).toList(), 2, any -> false);
        assertThat(WorkUnit.scoutsFirst(alike)).isEqualTo(alike);
    }

    @Test
    void plansNothingForNothing() {
        assertThat(WorkUnit.plan(List.of(), 2, work -> false)).isEmpty();
    }

    @Test
    void refusesACostThatIsNotANumber() {
        assertThatIllegalArgumentException().isThrownBy(() -> work(0, Double.NaN));
    }
}
