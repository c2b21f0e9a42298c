package org.spectralsweep.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spectralsweep.fit.HitTime.Ending;

class LawScopeTest {
    private static final PlantedTime WHOLE = PlantedTime.at(PlantedTime.reached(5), -1, 4);
    private static final PlantedTime FIRST = PlantedTime.at(PlantedTime.reached(6), 0, 4);
    private static final PlantedTime SECOND = PlantedTime.at(PlantedTime.reached(7), 1, 8);

    @Test
    void aLawWithDensityOrRegionIsLocal() {
        assertThat(LawScope.of(List.of("frequency", "density"), Map.of()).local())
                .isTrue();
        assertThat(LawScope.of(List.of("region"), Map.of()).local()).isTrue();
        assertThat(LawScope.of(List.of("frequency", "width"), Map.of()).local()).isFalse();
    }

    @Test
    void takesTheTimesOfItsScope() {
        List<PlantedTime> all = List.of(WHOLE, FIRST, SECOND);
        assertThat(new LawScope(true, Map.of()).shown(all)).containsExactly(FIRST, SECOND);
        assertThat(new LawScope(false, Map.of()).shown(all)).containsExactly(WHOLE);
        assertThat(new LawScope(true, Map.of()).holds(0)).isTrue();
        assertThat(new LawScope(false, Map.of()).holds(0)).isFalse();
    }

    @Test
    void takesAllWhereItsScopeWasNotTimed() {
        assertThat(new LawScope(true, Map.of()).shown(List.of(WHOLE))).containsExactly(WHOLE);
        assertThat(new LawScope(false, Map.of()).shown(List.of(FIRST, SECOND))).containsExactly(FIRST, SECOND);
    }

    @Test
    void leavesOutWhatADivergedTrialDidNotReach() {
        PlantedTime lost = PlantedTime.at(PlantedTime.between(9, null, null, Ending.DIVERGED), 0, 4);
        assertThat(new LawScope(true, Map.of()).shown(List.of(lost, FIRST))).containsExactly(FIRST);
    }

    @Test
    void showsWhatLiesOutsideTheFrequencyWindow() {
        LawScope scope = new LawScope(true, Map.of("frequency", List.of(5.0, 8.0)));
        List<PlantedTime> shown = scope.shown(List.of(FIRST, SECOND));
        assertThat(shown).containsExactly(FIRST, SECOND);
        assertThat(scope.fitted(shown)).containsExactly(SECOND);
    }

    @Test
    void windowsHoldTheirEnds() {
        List<PlantedTime> both = List.of(FIRST, SECOND);
        assertThat(new LawScope(true, Map.of("frequency", List.of(4.0, 8.0))).fitted(both))
                .isEqualTo(both);
        assertThat(new LawScope(true, Map.of("width", List.of(64.0, 64.0))).shown(both))
                .isEqualTo(both);
        assertThat(new LawScope(true, Map.of("width", List.of(65.0, 99.0))).shown(both))
                .isEmpty();
        assertThat(new LawScope(true, Map.of()).fitted(both)).isEqualTo(both);
    }

    @Test
    void whatHasNoNumberLiesInNoWindow() {
        assertThat(new LawScope(true, Map.of("momentum", List.of(0.0, 1.0))).shown(List.of(FIRST)))
                .isEmpty();
    }
}
