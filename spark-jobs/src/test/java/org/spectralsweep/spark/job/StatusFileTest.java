package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.conf.FitSpecs;
import org.spectralsweep.spark.conf.SweepFit;
import org.spectralsweep.spark.table.FragileFiles;
import org.spectralsweep.spark.table.PlanStore;
import org.spectralsweep.spark.table.PlannedTrial;
import org.spectralsweep.spark.table.Rows;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.trial.TrialStatus;

/** What others can read of a run while it goes on. */
class StatusFileTest {
    private static final List<WorkUnit> UNITS = WorkUnit.plan(
            List.of(
                    PlantedTrials.work(0, 1, 1, "plain", 40),
                    PlantedTrials.work(1, 1, 1, "throws", 20),
                    PlantedTrials.work(2, 1, 1, "plain", 10)),
            2,
            work -> true);

    @TempDir
    Path folder;

    private String local() {
        return folder.resolve("results").toString();
    }

    private static UnitReport report(int unit, TrialStatus status, String error) {
        WorkUnit work = UNITS.get(unit);
        return new UnitReport(
                work.name(),
                List.of(new UnitReport.Trial(
                        work.work().get(0).trialId(), status, 1, 1, 1, error.isEmpty() ? null : error)));
    }

    private static RunStatus awaited(UnitStore store, Predicate<RunStatus> wanted)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (System.nanoTime() < end) {
            Optional<RunStatus> status = RunStatus.read(store.smallFiles());
            if (status.filter(wanted).isPresent()) {
                return status.get();
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no such status: " + RunStatus.read(store.smallFiles()));
    }

    @Test
    void saysWhatRunsAndWhatFailed() throws IOException, InterruptedException {
        try (ResultsFolder results = ResultsFolder.lock(local(), "mine");
                StatusFile file = StatusFile.begin(results, List.of())) {
            UnitStore reader = ResultsFolder.open(local()).store();
            RunStatus first = RunStatus.read(reader.smallFiles()).orElseThrow();
            assertThat(first.phase()).isEqualTo(RunStatus.Phase.PREPARING);
            assertThat(first.driver().process())
                    .isEqualTo(ProcessHandle.current().pid());
            assertThat(first.driver().run()).isNull();

            file.began("run-1");
            file.planned(5, 2, UNITS, 2);
            file.started(UNITS.get(0).name());
            file.started(UNITS.get(1).name());
            file.finished(report(1, TrialStatus.FAILED, "IllegalStateException: planted\nsecond line"));
            // Spark may tell of a task's start after its end.
            file.started(UNITS.get(1).name());
            RunStatus status = awaited(reader, one -> one.trials().done() == 1);
            assertThat(status.phase()).isEqualTo(RunStatus.Phase.TRAINING);
            assertThat(status.driver().run()).isEqualTo("run-1");
            assertThat(status.trials()).isEqualTo(new RunStatus.Trials(5, 2, Map.of(TrialStatus.FAILED, 1), 1, 2));
            assertThat(status.trials().waiting()).isEqualTo(1);
            assertThat(status.running()).singleElement().satisfies(one -> {
                assertThat(one.unit()).isEqualTo(UNITS.get(0).name());
                assertThat(one.label()).isEqualTo(UNITS.get(0).work().get(0).label());
                assertThat(one.since()).isBetween(status.driver().started(), status.written());
            });
            assertThat(status.failures())
                    .containsExactly(new RunStatus.Failure(
                            "IllegalStateException: planted",
                            1,
                            UNITS.get(1).work().get(0).label()));
            assertThat(status.left().certainty()).isEqualTo(RemainingTime.Certainty.ABOUT);
            assertThat(status.left().time()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(41));
            assertThat(DriverState.of(status.driver(), reader.leases())).isEqualTo(DriverState.AT_WORK);

            file.finished();
            assertThat(RunStatus.read(reader.smallFiles()).orElseThrow().phase())
                    .isEqualTo(RunStatus.Phase.FINISHED);
        }
    }

    @Test
    void isReadAsItWasWritten() throws IOException {
        try (ResultsFolder results = ResultsFolder.lock(local(), "mine");
                StatusFile file = StatusFile.begin(results, List.of())) {
            file.planned(3, 0, UNITS, 1);
            file.started(UNITS.get(0).name());
            file.failed("the disk is full");
            byte[] json = Files.readAllBytes(folder.resolve("results").resolve(RunStatus.FILE));
            RunStatus status = RunStatus.parse(json).orElseThrow();
            assertThat(status.problem()).isEqualTo("the disk is full");
            assertThat(new String(status.json(), StandardCharsets.UTF_8))
                    .isEqualTo(new String(json, StandardCharsets.UTF_8));
            assertThat(RunStatus.parse("{\"format\": 2}".getBytes(StandardCharsets.UTF_8)))
                    .isEmpty();
            assertThat(RunStatus.parse(new byte[0])).isEmpty();
        }
    }

    @Test
    void isCompleteOnceItIsClosed() throws IOException {
        try (ResultsFolder results = ResultsFolder.lock(local(), "mine")) {
            for (int round = 0; round < 20; round++) {
                StatusFile file = StatusFile.begin(results, List.of());
                file.began("run-" + round);
                file.close();
                String before = Files.readString(folder.resolve("results").resolve(RunStatus.FILE));
                file.cores(7);
                assertThat(Files.readString(folder.resolve("results").resolve(RunStatus.FILE)))
                        .isEqualTo(before);
            }
        }
    }

    private static SweepFit power(String name, String threshold, Map<String, List<Double>> where) {
        return SweepFit.of(
                FitSpecs.power(name, threshold, Map.of("a", "frequency"), where, List.of(), Map.of()),
                Set.of("frequency"));
    }

    /** Commits three trials, whose times are the square of their frequency, as tasks of a run. */
    private static void run(ResultsFolder results, StatusFile file) throws IOException {
        file.began("run-1");
        file.planned(3, 0, UNITS, 2);
        List<PlannedTrial> planned = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            planned.add(PlannedTrial.ofItself("trial " + i, "trial " + i, "cell " + i));
        }
        new PlanStore(results.store()).write("run-1", planned);
        for (int i = 1; i <= 3; i++) {
            results.store().commit("trial " + i, Rows.reached("trial " + i, i, 10L * i * i), "0", false);
            file.finished(new UnitReport("trial " + i, List.of()));
        }
    }

    @Test
    void estimatesItsLawsWhileItRuns() throws IOException, InterruptedException {
        try (ResultsFolder results = ResultsFolder.lock(local(), "mine");
                StatusFile file = StatusFile.begin(results, List.of(power("power", "five percent", Map.of())))) {
            run(results, file);
            RunStatus status =
                    awaited(results.store(), one -> one.laws().stream().anyMatch(law -> law.times() == 3));
            assertThat(status.laws()).singleElement().satisfies(law -> {
                assertThat(law.fit()).isEqualTo("power");
                assertThat(law.estimates().get("a")).isCloseTo(2.0, within(0.05));
            });
        }
    }

    /** The window of a fit. It throws where laws are estimated during a run, as a law with a fault would. */
    private static final class Faulty extends AbstractList<Double> {
        private final CountDownLatch thrown = new CountDownLatch(1);
        private final Runnable fault;

        Faulty(Runnable fault) {
            this.fault = fault;
        }

        @Override
        public Double get(int end) {
            if (isOfLawsSoFar(Thread.currentThread())) {
                thrown.countDown();
                fault.run();
            }
            return end == 0 ? 0.0 : 1000.0;
        }

        @Override
        public int size() {
            return 2;
        }
    }

    private static boolean isOfLawsSoFar(Thread thread) {
        return thread.getName().equals("laws so far");
    }

    @Test
    void aLawThatThrowsLeavesTheOthers() throws IOException, InterruptedException {
        Faulty window = new Faulty(() -> {
            throw new IllegalStateException("planted");
        });
        List<SweepFit> fits = List.of(
                power("faulty", "five percent", Map.of("frequency", window)), power("power", "five percent", Map.of()));
        try (ResultsFolder results = ResultsFolder.lock(local(), "mine");
                StatusFile file = StatusFile.begin(results, fits)) {
            run(results, file);
            RunStatus status =
                    awaited(results.store(), one -> one.laws().stream().anyMatch(law -> law.times() == 3));
            assertThat(window.thrown.getCount()).isZero();
            assertThat(status.laws()).singleElement().satisfies(law -> assertThat(law.fit())
                    .isEqualTo("power"));
        }
    }

    @Test
    void anErrorOfALawEndsNeitherStatusNorRun() throws IOException, InterruptedException {
        Faulty window = new Faulty(() -> {
            throw new StackOverflowError("planted");
        });
        List<Throwable> uncaught = new CopyOnWriteArrayList<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> uncaught.add(error));
        try (ResultsFolder results = ResultsFolder.lock(local(), "planted");
                StatusFile file =
                        StatusFile.begin(results, List.of(power("faulty", "loss", Map.of("frequency", window))))) {
            RunSweep.Summary summary = new RunSweep(SharedSpark.context(), results.store(), file)
                    .run(
                            new RunDescription("planted", new SpecSource("", null, List.of()), null, null),
                            PlantedTrials.sweep(6, 100, 2),
                            new PlantedTrials(Files.createDirectory(folder.resolve("journal"))
                                    .toString()),
                            false);
            assertThat(summary.count(TrialStatus.CONVERGED)).isEqualTo(6);
            assertThat(window.thrown.await(15, TimeUnit.SECONDS)).isTrue();
            awaitTheEndOfEstimates();
            assertThat(uncaught).isEmpty();
            RunStatus status = awaited(results.store(), one -> one.trials().done() == 6);
            assertThat(status.laws()).isEmpty();
            file.finished();
            assertThat(RunStatus.read(results.store().smallFiles())
                            .orElseThrow()
                            .phase())
                    .isEqualTo(RunStatus.Phase.FINISHED);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    private static void awaitTheEndOfEstimates() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (isOfLawsSoFar(thread)) {
                thread.join(Duration.ofSeconds(15).toMillis());
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }

    @Test
    void leavesTheFolderOfAnotherRunAlone() throws IOException {
        String disk = "disk-" + UUID.randomUUID();
        String remote = FragileFiles.SCHEME + "://" + disk + "/sweep";
        ResultsFolder asleep = ResultsFolder.lock(remote, "mine");
        StatusFile file = StatusFile.begin(asleep, List.of());
        file.began("old");
        FragileFiles.passSeconds(disk, 200);
        try (ResultsFolder second = ResultsFolder.lock(remote, "mine");
                StatusFile newer = StatusFile.begin(second, List.of())) {
            newer.began("new");
            newer.finished();
            file.finished();
            assertThat(RunStatus.read(second.store().smallFiles())
                            .orElseThrow()
                            .driver()
                            .run())
                    .isEqualTo("new");
        }
        asleep.close();
        file.close();
    }

    @Test
    void theLeaseTellsWhetherTheDriverIsDead() throws IOException, InterruptedException {
        RunStatus.Driver mine;
        UnitStore store;
        try (ResultsFolder results = ResultsFolder.lock(local(), "mine");
                StatusFile file = StatusFile.begin(results, List.of())) {
            file.planned(3, 0, UNITS, 1);
            store = ResultsFolder.open(local()).store();
            mine = RunStatus.read(store.smallFiles()).orElseThrow().driver();
            assertThat(DriverState.of(mine, store.leases())).isEqualTo(DriverState.AT_WORK);
            RunStatus.Driver other =
                    new RunStatus.Driver("mine", null, mine.host(), mine.process() + 1, mine.started());
            assertThat(DriverState.of(other, store.leases())).isEqualTo(DriverState.GONE);
        }
        assertThat(DriverState.of(mine, store.leases())).isEqualTo(DriverState.GONE);

        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.writeString(
                folder.resolve("results/.lease-000000007"),
                "{\"generation\": 7, \"holder\": \"x\", \"host\": \"" + mine.host() + "\", \"process\": " + dead.pid()
                        + ", \"machine\": \"" + ThisMachine.name() + "\", \"since\": \"2026-01-01T00:00:00Z\"}");
        RunStatus.Driver killed = new RunStatus.Driver("mine", null, mine.host(), dead.pid(), mine.started());
        assertThat(DriverState.of(killed, store.leases())).isEqualTo(DriverState.KILLED);
    }

    @Test
    void aDriverElsewhereIsSilentOnceItsLeaseHasEnded() throws IOException {
        String disk = "disk-" + UUID.randomUUID();
        String remote = FragileFiles.SCHEME + "://" + disk + "/sweep";
        ResultsFolder results = ResultsFolder.lock(remote, "mine");
        results.close();
        UnitStore store = ResultsFolder.open(remote).store();
        store.publish(
                ".lease-000000007",
                "{\"generation\": 7, \"holder\": \"x\", \"host\": \"far\", \"process\": 1, \"machine\": \"far\", \"since\": \"2026-01-01T00:00:00Z\"}"
                        .getBytes(StandardCharsets.UTF_8));
        RunStatus.Driver far = new RunStatus.Driver("mine", null, "far", 1, java.time.Instant.now());
        assertThat(DriverState.of(far, store.leases())).isEqualTo(DriverState.AT_WORK);
        FragileFiles.passSeconds(disk, 130);
        assertThat(DriverState.of(far, store.leases())).isEqualTo(DriverState.SILENT);
    }
}
