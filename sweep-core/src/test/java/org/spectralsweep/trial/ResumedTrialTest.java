package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.spec.DefaultLiteral;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.targets.ImageSource;
import org.spectralsweep.train.MemoryStore;
import org.spectralsweep.train.MemoryWeights;
import org.spectralsweep.train.WeightStore;

/** A trial that goes on from a saved state has the rows of one that nobody disturbed. */
class ResumedTrialTest {
    private static final String CIRCLE = """
            domain: {type: circle}, sampling: {type: grid, points: 60}, density: {type: piecewise-constant, weights: [1, 2]},
            target: {type: harmonic, frequency: 3}, network: {width: 64, bias: hidden, parameterization: ntk},
            initialization: {weights: {type: normal, std: 1}, bias: {type: normal-bias, std: 1}},
            thresholds: [{name: t, convention: relative-mse, delta: 1e-9, scope: both}],
            checkpoints: {per-decade: 6}, theory: [{type: kernel-spectrum, count: 3}],
            metrics: [{type: training-loss}, {type: region-error}, {type: amplitude}, {type: dead-units},
              {type: gate-flips, points: 40}, {type: kernel-drift, points: 20}, {type: empirical-kernel, points: 20, count: 3},
              {type: snapshot, points: 16}, {type: hamming}, {type: activation-regions}, {type: spectral-norms},
              {type: boundary-distance}, {type: gradient-confusion, bins: 4}]""";

    private static final String SQUARE = """
            domain: {type: cube, dimension: 2}, sampling: {type: grid, points: 81},
            target: {type: harmonic, frequency: 1}, network: {widths: [16, 16], bias: all},
            initialization: {weights: {type: he}}, thresholds: [], checkpoints: {per-decade: 6},
            metrics: [{type: training-loss}, {type: amplitude}, {type: dead-units}, {type: gate-flips}, {type: kernel-drift},
              {type: hamming, bins: 5, pairing: {type: neighbours, anchors: 20, nearest: 3, furthest: 3}},
              {type: activation-regions}, {type: plane-regions}, {type: inradius},
              {type: hyperplane-angles}, {type: region-map, side: 8}, {type: snapshot, points: 8},
              {type: linear-pieces, from: [0, 0], to: [1, 1]}, {type: boundary-distance}, {type: spectral-norms}]""";

    private static TrialSpec trial(String scene, String optimizer, long steps, double saveEvery) {
        String text = "{%s, optimizer: %s, max-steps: %d, save-every-seconds: %s}"
                .formatted(scene, optimizer, steps, saveEvery);
        return (TrialSpec) SpecType.of(TrialSpec.class).read(DefaultLiteral.parse(text), "trial");
    }

    static Stream<Arguments> trials() {
        String adam = "{type: adam, learning-rate: 0.01, batch-size: 7}";
        return Stream.of(
                Arguments.of(CIRCLE, "{type: gradient-descent, learning-rate: auto}"),
                Arguments.of(CIRCLE, adam),
                Arguments.of(CIRCLE, "{type: preconditioned, learning-rate: auto, exponent: 1, eigenvectors: 9}"),
                Arguments.of(CIRCLE, "{type: sobolev, learning-rate: auto, order: 0.5}"),
                Arguments.of(
                        CIRCLE, "{type: gradient-descent, learning-rate: auto, schedule: {type: cosine, steps: 200}}"),
                Arguments.of(SQUARE, "{type: sign-descent, schedule: {type: step, every: 50}}"),
                Arguments.of(
                        CIRCLE + ", precision: float32, engine: dense",
                        "{type: sgd, learning-rate: 0.01, momentum: 0.9}"),
                Arguments.of(SQUARE, adam),
                Arguments.of(SQUARE, "{type: gradient-descent, learning-rate: auto}"));
    }

    /** The rows, and whatever else of the course does not depend on time. */
    private static List<Object> rows(TrialResult result) {
        assertThat(result.course().error()).isNull();
        return List.of(
                result.trialId(),
                result.model(),
                result.kernel(),
                result.course(),
                result.hits(),
                result.measurements().stream()
                        .map(row -> List.of(row, Double.doubleToRawLongBits(row.value())))
                        .toList());
    }

    private static TrialResult run(TrialSpec trial, MemoryStore store) {
        return TrialRunner.run(trial, ImageSource.NONE, store, WeightStore.NONE);
    }

    @ParameterizedTest
    @MethodSource("trials")
    void hasTheRowsOfAnUndisturbedTrial(String scene, String optimizer) {
        TrialResult whole = TrialRunner.run(trial(scene, optimizer, 300, 300));
        MemoryStore store = new MemoryStore();
        for (long steps : new long[] {1, 40, 41, 170}) {
            TrialResult part = run(trial(scene, optimizer, steps, 1e-9), store);
            assertThat(rows(part)).isEqualTo(rows(TrialRunner.run(trial(scene, optimizer, steps, 300))));
        }
        int before = store.saves();
        TrialResult resumed = run(trial(scene, optimizer, 300, 1e-9), store);
        assertThat(store.saves() - before).isLessThanOrEqualTo(130);
        assertThat(rows(resumed)).isEqualTo(rows(whole));
        assertThat(whole.measurements().stream()
                        .map(Measurement::step)
                        .distinct()
                        .count())
                .isGreaterThan(12);
    }

    @Test
    void aStateOfAnotherMachineIsLeftAside() {
        TrialSpec trial = trial(CIRCLE, "{type: gradient-descent, learning-rate: auto}", 30, 1e-9);
        MemoryStore store = new MemoryStore("one");
        run(trial, store);
        TrialSpec longer = trial(CIRCLE, "{type: gradient-descent, learning-rate: auto}", 60, 1e-9);
        MemoryStore other = store.on("other");
        run(longer, other);
        assertThat(other.saves()).isGreaterThan(50);
        MemoryStore same = store.on("one");
        run(longer, same);
        assertThat(same.saves()).isLessThan(40);
    }

    @Test
    void aStateOfOtherMetricsIsLeftAside() {
        String descent = "{type: gradient-descent, learning-rate: auto}";
        MemoryStore store = new MemoryStore();
        run(trial(CIRCLE, descent, 60, 1e-9), store);
        String fewer = CIRCLE.substring(0, CIRCLE.indexOf("metrics")) + "metrics: [{type: training-loss}]";
        assertThat(rows(run(trial(fewer, descent, 60, 1e-9), store)))
                .isEqualTo(rows(TrialRunner.run(trial(fewer, descent, 60, 300))));
    }

    @Test
    void aLaterStateDoesNotServeASmallerBudget() {
        String descent = "{type: gradient-descent, learning-rate: auto}";
        MemoryStore store = new MemoryStore();
        run(trial(CIRCLE, descent, 60, 1e-9), store);
        assertThat(rows(run(trial(CIRCLE, descent, 30, 1e-9), store)))
                .isEqualTo(rows(TrialRunner.run(trial(CIRCLE, descent, 30, 300))));
    }

    /** A state of an attempt that kept nothing cannot give the weights of the steps before it. */
    @Test
    void startsAnewForWeightsThatWereNotKept() {
        String descent = "{type: gradient-descent, learning-rate: auto}";
        TrialSpec silent = trial(CIRCLE, descent, 60, 1e-9);
        TrialSpec keeping = trial(CIRCLE + ", keep-weights: [10, 70, end]", descent, 60, 1e-9);
        MemoryStore store = new MemoryStore();
        TrialResult whole = run(silent, store);
        MemoryWeights kept = new MemoryWeights();
        TrialResult again = TrialRunner.run(keeping, ImageSource.NONE, store, kept);
        assertThat(rows(again)).isEqualTo(rows(whole));
        assertThat(kept.kept()).containsOnlyKeys(10L, 60L);
    }

    @Test
    void itsTimeCountsAllAttempts() {
        String descent = "{type: gradient-descent, learning-rate: auto}";
        MemoryStore store = new MemoryStore();
        TrialResult part = run(trial(CIRCLE, descent, 2000, 1e-2), store);
        TrialResult whole = run(trial(CIRCLE, descent, 2001, 1e-2), store);
        assertThat(whole.cost().trainingSeconds())
                .isGreaterThan(0.9 * part.cost().trainingSeconds());
        assertThat(whole.cost().seconds()).isGreaterThan(0.9 * part.cost().seconds());
        assertThat(whole.course().steps()).isEqualTo(2001);
    }

    @Test
    void aTrialOutOfTimeGoesOnWhereItWas() {
        String deep = """
                domain: {type: circle}, sampling: {type: grid, points: 300}, target: {type: harmonic, frequency: 3},
                network: {widths: [256, 256]}, initialization: {weights: {type: he}}, thresholds: [],
                metrics: [{type: training-loss}, {type: gradient-confusion, pairing: {type: neighbours, anchors: 150,
                  nearest: 50, furthest: 49}}], checkpoints: {per-decade: 3}, timeout-seconds: %s""";
        for (String optimizer : List.of(
                "{type: gradient-descent, learning-rate: 0.001}",
                "{type: adam, learning-rate: 0.001, batch-size: 40}")) {
            TrialResult whole = TrialRunner.run(trial(deep.formatted("0"), optimizer, 300, 300));
            MemoryStore store = new MemoryStore();
            TrialResult result = run(trial(deep.formatted("0.2"), optimizer, 300, 1e-9), store);
            int attempts = 1;
            while (result.status() == TrialStatus.TIMED_OUT && attempts < 60) {
                String limit = String.valueOf(0.2 * Math.pow(1.25, attempts));
                result = run(trial(deep.formatted(limit), optimizer, 300, 1e-9), store);
                attempts++;
            }
            assertThat(attempts).isGreaterThan(1);
            assertThat(rows(result)).isEqualTo(rows(whole));
        }
    }

    @Test
    void aStateThatCannotBeSavedIsAWarningInTheRow() {
        MemoryStore store = new MemoryStore();
        store.fail(Integer.MAX_VALUE);
        TrialResult result = run(trial(CIRCLE, "{type: gradient-descent, learning-rate: auto}", 30, 1e-9), store);
        assertThat(result.status()).isEqualTo(TrialStatus.BUDGET_EXHAUSTED);
        assertThat(result.course().warnings()).anyMatch(warning -> warning.contains("could not be saved"));
    }
}
