package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.spectralsweep.targets.ImageSource;

class StartForecastTest {
    @Test
    void agreesWithTheTrialsOwnStart() {
        for (TrialSpec spec : List.of(
                TrialExamples.with("network.width", "64"),
                TrialExamples.with(TrialExamples.with("network.width", "64"), "loss", "mean-square"),
                TrialExamples.with("network.widths", "[8, 16, 8]"))) {
            TrialResult run = TrialRunner.run(Trials.withBudget(spec, 1, 0));
            double ratio = Objects.requireNonNull(run.course().initialLoss())
                    / Objects.requireNonNull(run.course().targetEnergy());
            assertThat(StartForecast.of(List.of(spec), ImageSource.NONE, 60)
                            .get(0)
                            .orElseThrow())
                    .isCloseTo(ratio, within(1e-5 * ratio));
        }
    }

    @Test
    void knowsThatAMirroredStartIsZero() {
        TrialSpec mirrored = TrialExamples.with("initialization.mirrored", "true");
        assertThat(StartForecast.of(List.of(mirrored), ImageSource.NONE, 60)).containsExactly(OptionalDouble.of(1));
    }

    @Test
    void coversEveryTrialIfThereIsTime() {
        for (int count : new int[] {0, 1, 2, 3, 7, 8, 13, 50}) {
            List<TrialSpec> trials = IntStream.range(0, count)
                    .mapToObj(i -> TrialExamples.with("network.width", String.valueOf(i + 1)))
                    .toList();
            assertThat(StartForecast.of(trials, ImageSource.NONE, 60))
                    .hasSize(count)
                    .allMatch(OptionalDouble::isPresent);
            assertThat(StartForecast.of(trials, ImageSource.NONE, 0))
                    .hasSize(count)
                    .allMatch(OptionalDouble::isEmpty);
        }
    }

    @Test
    void leavesOutTrialsThatTrainNothingOrAreTooLarge() {
        TrialSpec theory = Trials.withBudget(TrialExamples.with("network.width", "64"), 0, 0);
        TrialSpec wide = TrialExamples.with("network.width", "10000000");
        assertThat(StartForecast.of(List.of(theory, wide), ImageSource.NONE, 60))
                .containsOnly(OptionalDouble.empty());
    }
}
