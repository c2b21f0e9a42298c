package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.TaskContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.TableComparison;
import org.spectralsweep.trial.TrialStatus;

/** A task that Spark runs a second time gives the same bits as the first time. */
class RetriedAttemptTest {
    private static final Path SPEC = Path.of("..", "conf", "four-axes.yaml");

    @TempDir
    Path folder;

    /** Every first attempt fails on a part of its trials, as on a host without the native library. */
    private static final class DiesAtFirst implements TrialFunction {
        private static final long serialVersionUID = 1;

        private final NetworkTrials trials = new NetworkTrials();

        @Override
        public Outcome run(String specJson) {
            if (TaskContext.get().attemptNumber() == 0 && specJson.contains("\"octaves\":2")) {
                throw new UnsatisfiedLinkError("planted");
            }
            return trials.run(specJson);
        }
    }

    @Test
    void givesTheSameTablesAsAnUndisturbedRun() throws IOException {
        LoadedSweep sweep =
                new YamlSweeps().load(SPEC.toString(), Files.readString(SPEC), null, List.of("domain.dimension=[3]"));
        try (ResultsFolder calm = ResultsFolder.lock(folder.resolve("calm").toString(), sweep.name());
                ResultsFolder shaky = ResultsFolder.lock(folder.resolve("shaky").toString(), sweep.name())) {
            run(sweep, calm, new NetworkTrials());
            RunSweep.Summary summary = run(sweep, shaky, new DiesAtFirst());
            assertThat(summary.count(TrialStatus.CONVERGED)).isEqualTo(12);
            assertThat(shaky.store().rows(Table.TRIALS.name(), Table.TRIALS.schema()))
                    .anyMatch(row -> Table.TRIALS.fromRow(row).outcome().attempt() > 0);
            assertThat(TableComparison.of(calm.store(), shaky.store()).differences())
                    .isEmpty();
        }
    }

    private static RunSweep.Summary run(LoadedSweep sweep, ResultsFolder results, TrialFunction trials)
            throws IOException {
        RunDescription description = new RunDescription(sweep.name(), sweep.source(), null, null);
        return new RunSweep(SharedSpark.context(), results.store(), Progress.NONE)
                .run(description, sweep.work(), trials, false);
    }
}
