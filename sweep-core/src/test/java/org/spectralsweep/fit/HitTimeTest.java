package org.spectralsweep.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.spectralsweep.fit.HitTime.Ending;

class HitTimeTest {
    @Test
    void readsBoundsInEitherUnit() {
        HitTime time = PlantedTime.between(3, 5L, 4L, Ending.ORDERLY);
        assertThat(time.lower(true)).isEqualTo(6);
        assertThat(time.upper(true)).isEqualTo(10.0);
        assertThat(time.oneStep(true)).isEqualTo(2);
        assertThat(time.predicted(true)).isEqualTo(8.0);
        assertThat(time.lower(false)).isEqualTo(3);
        assertThat(time.upper(false)).isEqualTo(5.0);
        assertThat(time.oneStep(false)).isEqualTo(1);
        assertThat(time.predicted(false)).isEqualTo(4.0);
        assertThat(time.hasFlowTime()).isTrue();
    }

    @Test
    void countsUpdatesWithoutAFlowTime() {
        HitTime adam = new HitTime(3, 5L, null, null, Double.NaN, null, Ending.ORDERLY);
        assertThat(adam.hasFlowTime()).isFalse();
        assertThat(adam.lower(true)).isEqualTo(3);
        assertThat(adam.upper(true)).isEqualTo(5.0);
        assertThat(adam.predicted(true)).isNull();
    }

    @Test
    void hasNoUpperBoundWhereItWasNotReached() {
        assertThat(PlantedTime.notBy(7).upper(true)).isNull();
        assertThat(PlantedTime.notBy(7).upper(false)).isNull();
    }

    @Test
    void onlyWhatADivergedTrialDidNotReachIsLost() {
        assertThat(PlantedTime.between(7, null, null, Ending.DIVERGED).isLost()).isTrue();
        assertThat(PlantedTime.between(7, 7L, null, Ending.DIVERGED).isLost()).isFalse();
        assertThat(PlantedTime.notBy(7).isLost()).isFalse();
    }

    @Test
    void onlyAnUntrainedTrialHasThePredictionAlone() {
        assertThat(PlantedTime.between(0, null, 4L, Ending.UNTRAINED).isPredictedOnly())
                .isTrue();
        assertThat(PlantedTime.between(0, null, 4L, Ending.DIVERGED).isPredictedOnly())
                .isFalse();
    }

    @Test
    void putsTheTimeThatTellsMostFirst() {
        List<HitTime> sorted = Stream.of(
                        PlantedTime.notBy(5), PlantedTime.reached(3), PlantedTime.notBy(9), PlantedTime.reached(4))
                .sorted(HitTime.MOST_TOLD_FIRST)
                .toList();
        assertThat(sorted)
                .containsExactly(
                        PlantedTime.reached(4), PlantedTime.reached(3), PlantedTime.notBy(9), PlantedTime.notBy(5));
    }
}
