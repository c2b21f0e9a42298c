package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.table.RunRow;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.sweep.CostInterval;

class PastCostsTest {
    private static final String SPEC = """
            sweep: costs
            trial:
              domain: {type: circle}
              sampling: {type: iid, points: 64}
              target: {type: harmonic, frequency: 2}
              network: {width: 64}
              initialization: {weights: {type: he}}
              optimizer: {type: adam, learning-rate: 1e-3}
              loss: half-mean
              engine: dense
              thresholds: [{name: learned, convention: relative-mse, delta: 1e-9, scope: global}]
              metrics: [{type: training-loss}, {type: dead-units}]
              max-steps: 2000
            replicates: 8
            """;

    @TempDir
    Path folder;

    private static LoadedSweep load(String... overrides) {
        return new YamlSweeps().load("costs.yaml", SPEC, null, List.of(overrides));
    }

    private String run(String name, String... overrides) throws IOException {
        LoadedSweep sweep = load(overrides);
        String location = folder.resolve(name).toString();
        try (ResultsFolder results = ResultsFolder.lock(location, sweep.name())) {
            CostInterval predicted = predicted(sweep, PastCosts.NONE).total();
            new RunSweep(SharedSpark.context(), results.store(), Progress.NONE)
                    .run(
                            new RunDescription(sweep.name(), sweep.source(), null, null, predicted),
                            sweep.work(),
                            new NetworkTrials(),
                            false);
        }
        return location;
    }

    private static CostPrediction predicted(LoadedSweep sweep, PastCosts past) {
        return CostPrediction.of(new YamlSweeps().forecast(sweep.work(), sweep.data()), List.of(), past);
    }

    @Test
    void foldersBesideTheSweepTell() throws IOException {
        String own = folder.resolve("own").toString();
        assertThat(PastCosts.of(own, List.of()).folders()).isEmpty();
        String beside = run("beside");
        // What is no results folder, or a broken one, is passed over.
        Files.createDirectories(folder.resolve("notes"));
        Files.createDirectories(folder.resolve("broken/runs"));
        Files.writeString(folder.resolve("broken/runs/x.parquet"), "no table");

        PastCosts past = PastCosts.of(own, List.of());

        assertThat(past.folders()).containsExactly(beside);
        assertThat(past.calibration().isEmpty()).isFalse();
        assertThat(past.process()).isPresent();
    }

    @Test
    void damagedWorkUnitsAndNeighboursAreNoObstacle() throws IOException {
        String beside = run("beside");
        try (Stream<Path> files = Files.list(folder.resolve("beside/trials"))) {
            Files.writeString(files.findFirst().orElseThrow(), "no table");
        }
        assertThat(PastCosts.of(folder.resolve("own").toString(), List.of(beside))
                        .folders())
                .containsExactly(beside);
    }

    @Test
    void namedFoldersMustBeThere() {
        assertThatThrownBy(() -> PastCosts.of("results/x", List.of(folder.toString())))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(folder.toString());
    }

    @Test
    void whatTrialsTookCorrectsAPrediction() throws IOException {
        LoadedSweep longer = load("max-steps=4000", "network.width=128");
        CostInterval before = predicted(longer, PastCosts.NONE).total();
        run("beside");
        PastCosts past = PastCosts.of(folder.resolve("own").toString(), List.of());
        CostPrediction after = predicted(longer, past);
        assertThat(after.total().seconds()).isPositive().isNotEqualTo(before.seconds());
        assertThat(after.total().high() / after.total().low()).isLessThan(before.high() / before.low());
        assertThat(after.work()).hasSameSizeAs(longer.work()).allSatisfy(work -> {
            assertThat(work.predictedSeconds()).isPositive();
        });
    }

    @Test
    void aRunStoresWhatWasPredictedAndWhatItTook() throws IOException {
        String location = run("own");
        RunRow.Cost cost = Objects.requireNonNull(
                ResultsFolder.open(location).store().rows(Table.RUNS).get(0).cost());
        assertThat(cost.predictedCpuLow()).isLessThan(cost.predictedCpuSeconds());
        assertThat(cost.trialCpuSeconds()).isPositive();
        assertThat(cost.processCpuSeconds()).isGreaterThan(cost.trialCpuSeconds());
    }

    @Test
    void spectraAloneCostSomething() {
        LoadedSweep sweep = load();
        CostPrediction none =
                CostPrediction.of(new YamlSweeps().forecast(List.of(), sweep.data()), sweep.work(), PastCosts.NONE);
        double seconds =
                sweep.work().stream().mapToDouble(CostedTrial::predictedSeconds).sum();
        assertThat(none.total().seconds()).isCloseTo(seconds, withPercentage(1e-9));
        assertThat(none.total().low()).isLessThan(seconds);
    }
}
