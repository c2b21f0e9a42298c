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

    @Test
    void plansNothingForNothing() {
        assertThat(WorkUnit.plan(List.of(), 2, work -> false)).isEmpty();
    }

    @Test
    void refusesACostThatIsNotANumber() {
        assertThatIllegalArgumentException().isThrownBy(() -> work(0, Double.NaN));
    }
}
