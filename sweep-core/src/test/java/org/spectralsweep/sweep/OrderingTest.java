package org.spectralsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.spectralsweep.trial.TrialExamples;
import org.spectralsweep.trial.TrialId;
import org.spectralsweep.trial.TrialSpec;

class OrderingTest {
    private static final CostModel COST = CostModel.DEFAULT;

    private static List<TrialSpec> frequencies(int to) {
        List<TrialSpec> trials = new ArrayList<>();
        for (int kappa = 1; kappa <= to; kappa++) {
            trials.add(TrialExamples.with("target.frequency", Integer.toString(kappa)));
        }
        return trials;
    }

    @Test
    void longTrialsComeFirstAndAlone() {
        List<Unit> units = Ordering.units(frequencies(20), COST);
        assertThat(units).extracting(Unit::predictedSeconds).isSortedAccordingTo(Collections.reverseOrder());
        Unit first = units.get(0);
        assertThat(first.trials()).containsExactly(TrialExamples.with("target.frequency", "20"));
        assertThat(first.id()).isEqualTo(TrialId.of(first.trials().get(0)));
    }

    @Test
    void shortTrialsArePackedToAboutASecond() {
        List<TrialSpec> trials = new ArrayList<>();
        for (int replicate = 0; replicate < 100; replicate++) {
            trials.add(TrialExamples.with("replicate", Integer.toString(replicate)));
        }
        CostModel cheap = new CostModel(1e15, 0.3);
        List<Unit> units = Ordering.units(trials, cheap);
        assertThat(units).hasSize(34);
        assertThat(units.subList(0, 33)).allSatisfy(unit -> {
            assertThat(unit.trials()).hasSize(3);
            assertThat(unit.id())
                    .matches("[0-9a-f]{32}")
                    .isNotEqualTo(TrialId.of(unit.trials().get(0)));
        });
    }

    @Test
    void everyTrialIsInOneUnitAndTheInputsOrderDoesNotMatter() {
        List<TrialSpec> trials = frequencies(20);
        List<Unit> units = Ordering.units(trials, COST);
        assertThat(units.stream().flatMap(unit -> unit.trials().stream())).containsExactlyInAnyOrderElementsOf(trials);
        List<TrialSpec> shuffled = new ArrayList<>(trials);
        Collections.shuffle(shuffled, new Random(1));
        assertThat(Ordering.units(shuffled, COST)).isEqualTo(units);
        assertThat(Ordering.units(List.of(), COST)).isEmpty();
    }
}
