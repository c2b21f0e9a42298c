package org.spectralsweep.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionTest {
    @Test
    void aScopeSaysOnWhichSetsAThresholdIsTested() {
        List<Threshold> thresholds = Arrays.stream(ThresholdScope.values())
                .map(scope -> new Threshold(scope.name(), ThresholdConvention.HALF_SUM, 1, scope))
                .toList();
        assertThat(Condition.of(thresholds, 2))
                .containsExactly(
                        new Condition("GLOBAL", Condition.WHOLE),
                        new Condition("REGIONS", 0),
                        new Condition("REGIONS", 1),
                        new Condition("BOTH", Condition.WHOLE),
                        new Condition("BOTH", 0),
                        new Condition("BOTH", 1))
                .filteredOn(Condition::isWhole)
                .hasSize(2);
    }
}
