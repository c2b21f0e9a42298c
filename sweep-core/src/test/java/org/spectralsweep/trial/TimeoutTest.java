package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.spectralsweep.TimeOver;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.metric.Metric;
import org.spectralsweep.targets.ImageSource;

/** A trial ends soon after its limit, wherever it is at that moment. */
class TimeoutTest {
    private static final String CIRCLE = """
            {"domain": {"type": "circle"}, "sampling": {"type": "grid", "points": %d},
             "target": {"type": "harmonic", "frequency": 3},
             "network": %s, "initialization": {"weights": {"type": "%s"}},
             "optimizer": {"type": "gradient-descent", "learning-rate": %s},
             "thresholds": [{"name": "t", "convention": "relative-mse", "delta": 1e-12, "scope": "global"}],
             "metrics": %s, "theory": %s, "max-steps": %s, "timeout-seconds": %s}
            """;

    private static TrialSpec trial(
            int points,
            String network,
            String weights,
            String rate,
            String metrics,
            String theory,
            String steps,
            double timeout) {
        return TrialJson.read(CIRCLE.formatted(points, network, weights, rate, metrics, theory, steps, timeout));
    }

    static Stream<Arguments> longTrials() {
        String wide = "{\"width\": 256}";
        String deep = "{\"widths\": [512, 512, 512, 512]}";
        String none = "[]";
        return Stream.of(
                Arguments.of(
                        "a closed-form kernel",
                        trial(
                                3000,
                                "{\"width\": 64, \"hidden-layers\": 40, \"c-sigma\": 2, \"parameterization\": \"ntk\"}",
                                "he",
                                "0.01",
                                none,
                                none,
                                "100",
                                0.3)),
                Arguments.of(
                        "an empirical kernel",
                        trial(
                                2900,
                                "{\"widths\": [2048, 2048, 2048]}",
                                "uniform-fan-in",
                                "0.01",
                                none,
                                none,
                                "100",
                                0.3)),
                Arguments.of(
                        "spectra on 50,000 nodes",
                        trial(
                                300,
                                deep,
                                "he",
                                "0.01",
                                none,
                                "[{\"type\": \"kernel-spectrum\", \"nodes\": \"quadrature\", \"points\": 49999, \"count\": 1500}]",
                                "0",
                                0.5)),
                Arguments.of("training", trial(400, deep, "he", "1e-6", none, none, "1000000", 0.6)),
                Arguments.of(
                        "a metric at a checkpoint",
                        trial(
                                300,
                                deep,
                                "he",
                                "1e-6",
                                "[{\"type\": \"training-loss\"}, {\"type\": \"gradient-confusion\", \"pairing\":"
                                        + " {\"type\": \"neighbours\", \"anchors\": 250, \"nearest\": 50, \"furthest\": 50}}]",
                                none,
                                "1000000",
                                0.6)),
                Arguments.of("a wide start", trial(64, "{\"width\": 10000000}", "he", "1e-9", none, none, "100", 0.3)),
                Arguments.of("a short one", trial(64, wide, "he", "1e-6", none, none, "100000000", 0.2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("longTrials")
    void aTrialEndsSoonAfterItsLimit(String name, TrialSpec spec) {
        long start = System.nanoTime();
        TrialResult result = TrialRunner.run(spec);
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(result.course().error()).isNull();
        assertThat(result.status()).isEqualTo(TrialStatus.TIMED_OUT);
        // Two seconds, and some more for a machine that is busy with other work.
        // Without a limit each trial takes far longer.
        assertThat(seconds).isBetween(spec.timeoutSeconds(), spec.timeoutSeconds() + 8);
        assertThat(result.hits()).hasSize(1).allSatisfy(hit -> {
            assertThat(hit.stepLower()).isLessThanOrEqualTo(result.course().steps());
            assertThat(hit.stepUpper()).isNull();
            assertThat(hit.timeLower()).isNotNull();
            assertThat(hit.timeUpper()).isNull();
        });
    }

    @Test
    void aTrialStoppedBeforeTrainingIsCensoredAtZero() {
        TrialResult result = TrialRunner.run(trial(
                3000,
                "{\"width\": 64, \"hidden-layers\": 40, \"c-sigma\": 2, \"parameterization\": \"ntk\"}",
                "he",
                "\"auto\"",
                "[]",
                "[]",
                "\"auto\"",
                0.05));
        assertThat(result.status()).isEqualTo(TrialStatus.TIMED_OUT);
        assertThat(result.course().steps()).isZero();
        assertThat(result.course().initialLoss()).isNull();
        assertThat(result.course().finalLoss()).isNull();
        assertThat(result.hits()).hasSize(1).allSatisfy(hit -> {
            assertThat(hit.stepLower()).isZero();
            assertThat(hit.timeLower()).isZero();
            assertThat(hit.stepUpper()).isNull();
        });
    }

    @Test
    void aMetricIsThereWholeOrNotAtAll() {
        TrialSpec trial = trial(
                300,
                "{\"widths\": [512, 512, 512, 512]}",
                "he",
                "1e-6",
                "[{\"type\": \"training-loss\"}, {\"type\": \"gradient-confusion\", \"pairing\":"
                        + " {\"type\": \"neighbours\", \"anchors\": 250, \"nearest\": 50, \"furthest\": 50}}]",
                "[]",
                "1000000",
                0.6);
        Set<String> there = TrialRunner.run(trial).measurements().stream()
                .map(Measurement::metric)
                .collect(Collectors.toSet());
        // A busy machine may not even reach the first metric, and a fast one may end both.
        for (Metric metric : trial.metrics()) {
            Set<String> columns = Set.copyOf(metric.columns());
            assertThat(there.containsAll(columns) || Collections.disjoint(there, columns))
                    .as("%s is whole or missing in %s", columns, there)
                    .isTrue();
        }
    }

    @Test
    void aLimitThatIsNotReachedChangesNoBit() {
        TrialSpec free = Trials.withBudget(Trials.figure7(5, 256, 0), 40, 0);
        TrialResult a = TrialRunner.run(free);
        TrialResult b = TrialRunner.run(Trials.withBudget(Trials.figure7(5, 256, 0), 40, 3600));
        assertThat(b.hits()).isEqualTo(a.hits());
        assertThat(b.measurements()).isEqualTo(a.measurements());
        assertThat(b.course().finalLoss()).isEqualTo(a.course().finalLoss());
        assertThat(b.trialId()).isEqualTo(a.trialId());
    }

    @Test
    void theoriesAloneEndSoonAfterTheLimit() {
        TrialSpec trial = trial(
                300,
                "{\"width\": 64}",
                "he",
                "0.01",
                "[]",
                "[{\"type\": \"kernel-spectrum\", \"nodes\": \"quadrature\", \"points\": 49999, \"count\": 1500}]",
                "100",
                0.5);
        long start = System.nanoTime();
        assertThatThrownBy(() -> TrialRunner.spectra(trial, ImageSource.NONE)).isInstanceOf(TimeOver.class);
        assertThat((System.nanoTime() - start) / 1e9).isLessThan(8.5);
    }
}
