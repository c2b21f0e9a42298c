package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.table.TableComparison;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.trial.TrialStatus;

/** Trials that go on from the states that an earlier run left in the results folder. */
class SavedStatesTest {
    private static final String SPEC = """
            sweep: states
            trial:
              domain: {type: circle}
              sampling: {type: grid, points: 40}
              target: {type: harmonic, frequency: 2}
              network: {width: 64, parameterization: ntk}
              initialization: {weights: {type: normal, std: 1}}
              optimizer: {type: adam, learning-rate: 0.003, batch-size: 16}
              thresholds: [{name: t, convention: relative-mse, delta: 0.05}]
              metrics: [{type: training-loss}, {type: gate-flips}]
              max-steps: 30
              save-every-seconds: 1e-9
            replicates: 2
            """;

    @TempDir
    Path folder;

    private static RunSweep.Summary run(ResultsFolder results, boolean retry, String... overrides) throws IOException {
        LoadedSweep sweep = new YamlSweeps().load("states.yaml", SPEC, null, List.of(overrides));
        RunDescription description = new RunDescription(sweep.name(), sweep.source(), null, null);
        return new RunSweep(SharedSpark.context(), results.store(), Progress.NONE)
                .run(description, sweep.work(), new NetworkTrials(), retry);
    }

    private List<String> states(String results) throws IOException {
        Path states = folder.resolve(results).resolve(".states");
        if (!Files.exists(states)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(states)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private ResultsFolder lock(String name) throws IOException {
        return ResultsFolder.lock(folder.resolve(name).toString(), "states");
    }

    @Test
    void aRaisedBudgetGoesOnAndDoneTrialsLeaveNoState() throws IOException {
        try (ResultsFolder parts = lock("parts");
                ResultsFolder whole = lock("whole")) {
            assertThat(run(parts, false).count(TrialStatus.BUDGET_EXHAUSTED)).isEqualTo(2);
            assertThat(states("parts")).hasSize(2).allMatch(name -> name.matches("[0-9a-f]{32}\\.state"));
            // Proof that it goes on: a state that is not whole is not used, and everything else is as before.
            double first = seconds(parts);
            run(parts, false, "max-steps=31");
            assertThat(seconds(parts)).isGreaterThan(first);

            run(parts, false, "max-steps=100000");
            run(whole, false, "max-steps=100000", "save-every-seconds=300");
            assertThat(TableComparison.of(parts.store(), whole.store()).differences())
                    .allMatch(difference -> difference.contains("spec_json"));
            assertThat(rows(parts)).allMatch(row -> row.outcome().status() == TrialStatus.CONVERGED);
            assertThat(states("parts")).isEmpty();
            assertThat(states("whole")).isEmpty();
        }
    }

    @Test
    void statesOfDoneTrialsAreRemovedByTheNextRun() throws IOException {
        try (ResultsFolder results = lock("results")) {
            run(results, false, "max-steps=100000", "save-every-seconds=300");
            TrialRow row = rows(results).get(0);
            Files.createDirectories(folder.resolve("results/.states"));
            Files.writeString(folder.resolve("results/.states/" + row.trialId() + ".state"), "left");
            run(results, false, "max-steps=100000", "save-every-seconds=300");
            assertThat(states("results")).isEmpty();
        }
    }

    @Test
    void aStateThatCannotBeWrittenIsAWarningInTheRow() throws IOException {
        try (ResultsFolder results = lock("results")) {
            Files.writeString(folder.resolve("results/.states"), "not a folder");
            assertThat(run(results, false).count(TrialStatus.BUDGET_EXHAUSTED)).isEqualTo(2);
            assertThat(rows(results)).allSatisfy(row -> assertThat(row.outcome().warnings())
                    .anyMatch(warning -> warning.contains("could not be saved")));
        }
    }

    private static double seconds(ResultsFolder results) throws IOException {
        return rows(results).stream()
                .mapToDouble(row -> row.outcome().cost().trainingSeconds())
                .sum();
    }

    private static List<TrialRow> rows(ResultsFolder results) throws IOException {
        return results.store().rows(org.spectralsweep.spark.table.Table.TRIALS);
    }
}
