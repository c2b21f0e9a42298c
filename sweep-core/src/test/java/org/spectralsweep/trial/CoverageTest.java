package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.spec.DefaultLiteral;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.targets.ImageSource;

class CoverageTest {
    private static TrialSpec watching(String metrics, String theory) {
        return TrialExamples.with(TrialExamples.with(TrialExamples.base(), "metrics", metrics), "theory", theory);
    }

    private static Coverage coverage(String stored, String wanted) {
        return Coverage.of(watching(stored, "[]"), watching(wanted, "[]"));
    }

    @Test
    void aSubsetOfTheMetricsIsWhole() {
        String stored = "[{type: training-loss}, {type: dead-units}, {type: amplitude}, {type: hamming}]";
        for (String wanted : List.of(
                "[]",
                "[{type: dead-units}]",
                "[{type: hamming}, {type: training-loss}]",
                "[{type: amplitude}]",
                stored)) {
            assertThat(coverage(stored, wanted).isWhole()).as(wanted).isTrue();
        }
    }

    @Test
    void whatWasNotMeasuredIsNamed() {
        assertThat(coverage("[{type: training-loss}]", "[{type: training-loss}, {type: hamming}]")
                        .lacking())
                .containsExactly("the metric hamming was not measured");
        assertThat(coverage("[{type: hamming, bins: 10}]", "[{type: hamming, bins: 20}]")
                        .lacking())
                .containsExactly("the metric hamming had other options");
        assertThat(coverage("[]", "[{type: psnr}, {type: dead-units}]").lacking())
                .hasSize(2);
    }

    @Test
    void amplitudesServeOnlyOnTheSameGrid() {
        String plain = "[{type: amplitude}]";
        assertThat(coverage("[{type: amplitude}, {type: amplitude, of: learned, frequencies: [1, 3]}]", plain)
                        .isWhole())
                .isTrue();
        assertThat(coverage("[{type: amplitude}, {type: amplitude, of: learned, frequencies: [40]}]", plain)
                        .lacking())
                .containsExactly("the metric amplitude was measured on another grid");
        assertThat(coverage("[{type: amplitude}, {type: amplitude, frequencies: [1, 3]}]", plain)
                        .lacking())
                .containsExactly("the metric amplitude shares columns with other metrics that were measured");
        assertThat(coverage("[{type: training-loss}, {type: amplitude, frequencies: [40]}]", "[{type: training-loss}]")
                        .isWhole())
                .isTrue();
    }

    @Test
    void addedSpectraNeedNoTraining() {
        String metrics = "[{type: training-loss}]";
        Coverage added = Coverage.of(watching(metrics, "[]"), watching("[]", "[{type: kernel-spectrum}]"));
        assertThat(added.lacking()).isEmpty();
        assertThat(added.spectra()).isTrue();
        assertThat(added.isWhole()).isFalse();
        assertThat(Coverage.of(
                                watching(metrics, "[{type: kernel-spectrum}, {type: predicted-curve}]"),
                                watching(metrics, "[{type: kernel-spectrum}]"))
                        .isWhole())
                .isTrue();
        assertThat(Coverage.of(
                                watching(metrics, "[{type: kernel-spectrum, count: 5}]"),
                                watching(metrics, "[{type: kernel-spectrum, count: 6}]"))
                        .spectra())
                .isTrue();
        assertThat(Coverage.of(
                                watching(
                                        metrics,
                                        "[{type: kernel-spectrum, count: 5}, {type: kernel-spectrum, count: 6}]"),
                                watching(metrics, "[{type: kernel-spectrum, count: 6}]"))
                        .spectra())
                .isTrue();
    }

    @Test
    void otherThresholdsOrCheckpointsMeanTrainingAgain() {
        TrialSpec base = TrialExamples.base();
        String finer = "[{name: regions, convention: half-mean-per-sample, delta: 0.04, scope: regions}]";
        String more = finer.replace("[{", "[{name: two, convention: half-sum, delta: 1}, {");
        assertThat(Coverage.of(base, TrialExamples.with("thresholds", finer)).lacking())
                .containsExactly("the thresholds differ");
        TrialSpec two = TrialExamples.with("thresholds", more);
        assertThat(Coverage.of(two, TrialExamples.with(two, "stop-when", "[two]"))
                        .lacking())
                .containsExactly("stop-when differs");
        assertThat(Coverage.of(base, TrialExamples.with("stop-when", "[regions]"))
                        .isWhole())
                .isTrue();
        assertThat(Coverage.of(base, TrialExamples.with("checkpoints", "{per-decade: 9}"))
                        .lacking())
                .containsExactly("the checkpoints differ");
    }

    /** Small trials that together measure everything. */
    private static final List<String> TRIALS = List.of("""
            {domain: {type: cube, dimension: 2, from: 0}, sampling: {type: pixels, every: 2},
             target: {type: random-image, width: 24},
             metrics: [{type: psnr}, {type: region-map, side: 4}, {type: activation-regions},
               {type: hamming, pairing: WINDOWS, bins: 4}, {type: gradient-confusion, pairing: WINDOWS, bins: 4}, {type: dead-units}, {type: region-error},
               {type: hyperplane-angles, bins: 4}, {type: boundary-distance, points: 8}, {type: inradius, points: 3, largest: 1},
               {type: spectral-norms}, {type: plane-regions}, {type: linear-pieces, from: [0, 0.5], to: [1, 0.5]}],
            """, """
            {domain: {type: cube, dimension: 2, from: 0}, sampling: {type: pixels}, target: {type: random-image, width: 8},
             metrics: [{type: residual-spectrum}, {type: training-loss}],
            """, """
            {domain: {type: circle}, density: {type: piecewise-constant, weights: [1, 2]}, sampling: {type: grid, points: 30},
             target: {type: harmonic, frequency: 2},
             metrics: [{type: snapshot, points: 5}, {type: amplitude, frequencies: [1, 2]}, {type: amplitude, of: learned},
               {type: gate-flips}, {type: kernel-drift, points: 8}, {type: empirical-kernel, points: 8, count: 3},
               {type: hamming, pairing: {type: neighbours, anchors: 4, nearest: 2, furthest: 2, pool: 5}}],
             theory: [{type: kernel-spectrum, count: 4}, {type: predicted-curve}, {type: target-projection, up-to: 3}],
            """);

    private static TrialSpec small(String trial) {
        return (TrialSpec) SpecType.of(TrialSpec.class)
                .read(
                        DefaultLiteral.parse(trial.replace("WINDOWS", "{type: windows, side: 3, pairs: 20}") + """
                 network: {width: 12, hidden-layers: 2, parameterization: standard, bias: all},
                 initialization: {weights: {type: he}, bias: {type: zero-bias}},
                 optimizer: {type: gradient-descent, learning-rate: 0.001},
                 thresholds: [{name: low, convention: half-sum, delta: 0.000001, scope: global}],
                 max-steps: 4}
                """),
                        "trial");
    }

    @Test
    void aTrialWritesTheColumnsThatItDeclares() {
        for (String trial : TRIALS) {
            TrialSpec spec = small(trial);
            TrialResult result = TrialRunner.run(spec);
            assertThat(result.course().error()).as(trial).isNull();
            Set<String> written =
                    result.measurements().stream().map(Measurement::metric).collect(Collectors.toSet());
            assertThat(Coverage.columns(spec)).as(trial).containsAll(written);
            spec.metrics().forEach(metric -> assertThat(written).as(trial).contains(metric.column()));
        }
    }

    @Test
    void theoryAloneAgreesWithATrainedTrial() {
        TrialSpec spec = small(TRIALS.get(2));
        Set<String> columns = spec.theory().stream()
                .flatMap(theory -> theory.columns().stream())
                .collect(Collectors.toSet());
        List<Measurement> inTraining = TrialRunner.run(spec).measurements().stream()
                .filter(row -> columns.contains(row.metric()))
                .toList();
        assertThat(TrialRunner.spectra(spec, ImageSource.NONE))
                .isEqualTo(inTraining)
                .isNotEmpty();
    }

    @Test
    void aMetricDoesNotDependOnTheOthers() {
        TrialSpec all = small(TRIALS.get(0));
        TrialResult together = TrialRunner.run(all);
        for (int i = 0; i < all.metrics().size(); i++) {
            String metric = TrialJson.text(TrialJson.tree(all).path("metrics").get(i));
            TrialSpec alone = TrialExamples.with(all, "metrics", "[" + metric + "]");
            assertThat(Coverage.of(all, alone).isWhole()).isTrue();
            assertThat(TrialRunner.run(alone).measurements())
                    .as(metric)
                    .isEqualTo(together.measurements().stream()
                            .filter(row -> Coverage.columns(alone).contains(row.metric()))
                            .toList());
        }
    }
}
