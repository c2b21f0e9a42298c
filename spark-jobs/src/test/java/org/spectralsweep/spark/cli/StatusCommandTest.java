package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.job.DriverState;
import org.spectralsweep.spark.job.PlantedTrials;
import org.spectralsweep.spark.job.RemainingTime;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.job.RunStatus;
import org.spectralsweep.spark.job.SharedSpark;
import org.spectralsweep.spark.job.StatusFile;
import org.spectralsweep.trial.TrialStatus;

class StatusCommandTest {
    private static final Instant STARTED = Instant.parse("2026-11-30T10:00:00Z");
    private static final Instant WRITTEN = STARTED.plusSeconds(60);

    @TempDir
    Path folder;

    private String results;

    @BeforeEach
    void name() {
        results = folder.resolve("results").toString();
    }

    private Typed sweep(String... arguments) throws IOException {
        return Typed.into(
                new SweepCommand(
                        new PlantedLoader(),
                        new PlantedTrials(Files.createDirectories(folder.resolve("journal"))
                                .toString())),
                arguments);
    }

    private static RunStatus status(RunStatus.Phase phase, RemainingTime.Certainty certainty) {
        return new RunStatus(
                new RunStatus.Driver("mine", "run-1", "here", 7, STARTED),
                phase,
                WRITTEN,
                new RunStatus.Trials(30, 10, Map.of(TrialStatus.CONVERGED, 4, TrialStatus.FAILED, 1), 3, 2),
                new RemainingTime.Estimate(certainty, Duration.ofSeconds(100)),
                List.of(
                        new RunStatus.Running("a", 1, "frequency=3", STARTED.plusSeconds(20)),
                        new RunStatus.Running("b", 2, "frequency=4", STARTED.plusSeconds(50))),
                new RunStatus.Found(
                        List.of(new RunStatus.Failure("IllegalStateException: planted", 1, "frequency=2")),
                        List.of(new RunStatus.Law("power", "", Map.of("a", 1.984), 34, 3))),
                null);
    }

    private static RunStatusText text(DriverState driver, RunStatus status) {
        return new RunStatusText(status, driver, WRITTEN.plusSeconds(5));
    }

    @Test
    void saysWhatRunsForHowLongAndWhatIsLeft() {
        RunStatus status = status(RunStatus.Phase.TRAINING, RemainingTime.Certainty.MORE_THAN);
        assertThat(text(DriverState.AT_WORK, status).lines())
                .containsExactly(
                        "mine  training",
                        "",
                        "  trials   5 of 20 trials (4 converged, 1 failed), 3 in work, 12 waiting; 10 committed before",
                        "  left     more than 1 min 35 s left, on 2 cores",
                        "  running  0:45  frequency=3",
                        "           0:15  frequency=4 and 1 more trial",
                        "  failed   1 x IllegalStateException: planted (first: frequency=2)",
                        "  law      a = 1.98 by 34 times so far, 3 of them censored",
                        "  driver   host here, process 7, since 2026-11-30T10:00:00Z, run run-1",
                        "  written  5 s ago");
        assertThat(text(DriverState.AT_WORK, status).line())
                .isEqualTo("mine: training, 5 of 20 trials (4 converged, 1 failed), more than 1 min 35 s left");
    }

    @Test
    void aDeadDriverRunsNothing() {
        RunStatus status = status(RunStatus.Phase.TRAINING, RemainingTime.Certainty.ABOUT);
        assertThat(text(DriverState.KILLED, status).lines()).first().isEqualTo("mine  killed");
        assertThat(String.join("\n", text(DriverState.GONE, status).lines()))
                .startsWith("mine  interrupted")
                .contains("the same command resumes")
                .doesNotContain("running")
                .doesNotContain(" left");
        assertThat(text(DriverState.GONE, status(RunStatus.Phase.FINISHED, RemainingTime.Certainty.UNKNOWN))
                        .lines())
                .first()
                .isEqualTo("mine  finished");
    }

    @Test
    void aRunLeavesItsLastStatus() throws IOException {
        assertThat(SharedSpark.session()).isNotNull();
        Path spec = Files.writeString(
                folder.resolve("planted.yaml"), "planted\n0 10 50 plain 0.1\n1 20 50 plain 0.1\n3 10 50 throws 0.1\n");
        Typed run = sweep("run", spec.toString(), "--out", results);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).containsOnlyOnce("sweep status " + results + " --watch");
        Typed status = sweep("status", results);
        assertThat(status.code()).isZero();
        assertThat(status.out())
                .startsWith("planted  finished")
                .contains("3 of 3 trials (2 converged, 1 failed)")
                .contains("1 x IllegalStateException: planted");
        assertThat(sweep("status", results, "--watch").code()).isZero();
        assertThat(sweep("status", results, "--json").out())
                .isEqualToNormalizingNewlines(Files.readString(folder.resolve("results/status.json")) + "\n");
        assertThat(sweep("status", results, "--json", "--watch").code()).isEqualTo(2);
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void watchesUntilTheRunEnds() throws Exception {
        try (ResultsFolder locked = ResultsFolder.lock(results, "mine");
                StatusFile file = StatusFile.begin(locked, List.of())) {
            Thread end = new Thread(() -> {
                try {
                    Thread.sleep(3000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                file.failed("the disk is full");
            });
            end.start();
            Typed watch = sweep("status", results, "--watch");
            assertThat(watch.code()).isEqualTo(1);
            assertThat(watch.out().lines().toList())
                    .hasSize(2)
                    .satisfies(lines -> assertThat(lines.get(0)).isEqualTo("mine: preparing"))
                    .satisfies(lines -> assertThat(lines.get(1)).startsWith("mine: failed"));
            end.join();
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void watchesOnWhenTheFolderIsAwayForAMoment() throws Exception {
        Path away = folder.resolve("away");
        try (ResultsFolder locked = ResultsFolder.lock(results, "mine");
                StatusFile file = StatusFile.begin(locked, List.of())) {
            Thread end = new Thread(() -> {
                try {
                    Thread.sleep(1500);
                    Files.move(folder.resolve("results"), away);
                    // A file in the place of a folder: reading below it fails, and not because nothing is there.
                    Files.createFile(folder.resolve("results"));
                    Thread.sleep(3000);
                    Files.delete(folder.resolve("results"));
                    Files.move(away, folder.resolve("results"));
                    file.finished();
                } catch (InterruptedException | IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            end.start();
            Typed watch = sweep("status", results, "--watch");
            end.join();
            assertThat(watch.code()).as(watch.err()).isZero();
            assertThat(watch.out()).contains("mine: finished");
        }
    }

    @Test
    void tellsTheAgeByOneClock() throws IOException {
        ResultsFolder.lock(results, "mine").close();
        String elsewhere = "{\"format\": 1, \"sweep\": \"mine\", \"host\": \"far\", \"process\": 1,"
                + " \"started\": \"2020-01-01T00:00:00Z\", \"written\": \"2020-01-01T00:01:00Z\","
                + " \"phase\": \"finished\", \"left\": {\"certainty\": \"unknown\", \"seconds\": 0}}";
        Files.writeString(folder.resolve("results/status.json"), elsewhere);
        assertThat(sweep("status", results).out()).containsPattern("written  [0-5] s ago");
    }

    @Test
    void saysWhereThereIsNone() throws IOException {
        ResultsFolder.lock(results, "mine").close();
        Typed status = sweep("status", results);
        assertThat(status.code()).isEqualTo(2);
        assertThat(status.err().lines()).hasSize(1);
        assertThat(status.err()).contains("there is no status.json to be read in " + results);
    }
}
