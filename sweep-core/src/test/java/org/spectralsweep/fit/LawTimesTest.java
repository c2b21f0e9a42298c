package org.spectralsweep.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spectralsweep.fit.HitTime.Ending;
import org.spectralsweep.law.Exponent;
import org.spectralsweep.law.Law;

class LawTimesTest {
    private static final Law LAW = Law.power(new Exponent("a", "frequency", 1));

    private static LawTimes flow(PlantedTime... times) {
        return new LawTimes(LAW, List.of(times), true);
    }

    private static Observation observation(double lower, double upper) {
        return new Observation(Map.of("frequency", 4.0), lower, upper, "cell");
    }

    @Test
    void keepsOnlyTheCovariatesOfTheLaw() {
        assertThat(flow(PlantedTime.at(PlantedTime.reached(5), 0, 4)).measured())
                .containsExactly(Observation.exact(Map.of("frequency", 4.0), 10, "cell"));
    }

    @Test
    void readsUpdatesWhereTheLawIsOneForThem() {
        LawTimes steps =
                new LawTimes(LAW, List.of(PlantedTime.at(PlantedTime.between(3, 5L, 4L, Ending.ORDERLY), 0, 4)), false);
        assertThat(steps.measured()).containsExactly(observation(3, 5));
        assertThat(steps.kernel()).containsExactly(observation(4, 4));
    }

    @Test
    void whatWasNotReachedIsRightCensored() {
        assertThat(flow(PlantedTime.at(PlantedTime.notBy(5), 0, 4)).measured())
                .containsExactly(observation(10, Double.POSITIVE_INFINITY));
    }

    @Test
    void whatHeldAtTheStartLiesWithinOneUpdate() {
        assertThat(flow(PlantedTime.at(PlantedTime.reached(0), 0, 4)).measured())
                .containsExactly(observation(0, 2));
        assertThat(new LawTimes(LAW, List.of(PlantedTime.at(PlantedTime.reached(0), 0, 4)), false).measured())
                .containsExactly(observation(0, 1));
    }

    @Test
    void anUntrainedTrialHasOnlyItsKernelsTime() {
        LawTimes times = flow(PlantedTime.at(PlantedTime.between(0, null, 6L, Ending.UNTRAINED), 0, 4));
        assertThat(times.measured()).isEmpty();
        assertThat(times.unbegun()).isZero();
        assertThat(times.kernel()).containsExactly(observation(12, 12));
    }

    @Test
    void aKernelThatStartsAtTheThresholdHasNoTime() {
        assertThat(flow(PlantedTime.at(PlantedTime.between(3, 5L, 0L, Ending.ORDERLY), 0, 4))
                        .kernel())
                .isEmpty();
        assertThat(flow(PlantedTime.at(PlantedTime.reached(5), 0, 4)).kernel()).isEmpty();
    }

    @Test
    void countsTrialsThatEndedBeforeTheirFirstUpdate() {
        LawTimes times = flow(PlantedTime.at(PlantedTime.notBy(0), 0, 4), PlantedTime.at(PlantedTime.notBy(1), 0, 4));
        assertThat(times.unbegun()).isEqualTo(1);
        assertThat(times.measured()).containsExactly(observation(2, Double.POSITIVE_INFINITY));
        assertThat(times.unusable()).isZero();
    }

    @Test
    void countsTimesWhoseCovariateHasNoLogarithm() {
        LawTimes times = flow(
                PlantedTime.at(PlantedTime.reached(5), 0, 0),
                PlantedTime.at(PlantedTime.notBy(0), 0, -1),
                new PlantedTime(PlantedTime.between(5, 5L, 5L, Ending.ORDERLY), 0, Map.of(), "cell"),
                PlantedTime.at(PlantedTime.reached(5), 0, 4));
        assertThat(times.unusable()).isEqualTo(3);
        assertThat(times.unbegun()).isZero();
        assertThat(times.measured()).hasSize(1);
        assertThat(times.kernel()).isEmpty();
    }

    @Test
    void oneTimeWithoutGradientFlowMakesAllCountUpdates() {
        PlantedTime adam = PlantedTime.at(new HitTime(3, 5L, null, null, Double.NaN, null, Ending.ORDERLY), 0, 4);
        PlantedTime descent = PlantedTime.at(PlantedTime.reached(5), 0, 4);
        assertThat(LawTimes.haveFlowTime(List.of(descent, descent))).isTrue();
        assertThat(LawTimes.haveFlowTime(List.of(descent, adam))).isFalse();
    }
}
