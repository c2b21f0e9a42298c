package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.table.FolderLost;
import org.spectralsweep.spark.table.Lease;
import org.spectralsweep.spark.table.LeaseStore;
import org.spectralsweep.spark.table.Place;
import org.spectralsweep.spark.table.Token;
import org.spectralsweep.spark.table.UnitStore;

/** A run whose folder disappears while it is at work fails, and commits nothing elsewhere. */
class LostFolderTest {
    private static final RunDescription RUN =
            new RunDescription("planted", new SpecSource("planted\n", null, List.of()), null, null);

    @TempDir
    Path folder;

    private PlantedTrials trials;
    private Path place;
    private ResultsFolder results;

    @BeforeEach
    void open() throws IOException {
        trials = new PlantedTrials(
                Files.createDirectory(folder.resolve("journal")).toString());
        place = folder.resolve("results");
        results = ResultsFolder.lock(place.toString(), "planted");
    }

    @AfterEach
    void close() throws IOException {
        results.close();
    }

    /** A run during which something happens to the folder while trial number 2 trains. */
    private record Meanwhile(PlantedTrials trials, String place, String what) implements TrialFunction {
        @Override
        public Outcome run(String specJson) throws IOException {
            if (specJson.startsWith("2 ")) {
                Path folder = Path.of(place);
                switch (what) {
                    case "moved" -> Files.move(folder, folder.resolveSibling("moved"));
                    case "deleted" -> {
                        Path gone = Files.move(folder, folder.resolveSibling("gone"));
                        FileUtils.deleteDirectory(gone.toFile());
                    }
                    case "replaced" -> {
                        Files.move(folder, folder.resolveSibling("moved"));
                        ResultsFolder.lock(place, "other").close();
                    }
                    case "taken over" -> {
                        LeaseStore leases = new UnitStore(place).leases();
                        Lease mine = leases.read().orElseThrow();
                        leases.create(new Lease(
                                mine.generation() + 1, "other", "other.host", 4711, "", mine.since(), null, false));
                    }
                    case "emptied" -> {
                        for (String table : List.of("trials", "hits", "measurements")) {
                            FileUtils.cleanDirectory(folder.resolve(table).toFile());
                        }
                    }
                    default -> throw new IllegalArgumentException(what);
                }
            }
            return trials.run(specJson);
        }
    }

    private FolderLost runWhile(String what) {
        List<CostedTrial> sweep = PlantedTrials.sweep(6, 100, 2);
        Throwable failure = catchThrowable(() -> new RunSweep(SharedSpark.context(), results.store(), Progress.NONE)
                .run(RUN, sweep, new Meanwhile(trials, place.toString(), what), false));
        Throwable cause = failure;
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        assertThat(cause).as("%s", failure).isInstanceOf(FolderLost.class);
        return (FolderLost) cause;
    }

    @Test
    void movedAwayItIsWholeAndCanGoOn() throws IOException {
        assertThat(runWhile("moved")).hasMessageContaining("was moved, deleted or replaced");
        assertThat(place).doesNotExist();
        results.close();
        Path moved = folder.resolve("moved");
        trials.ran();
        try (ResultsFolder again = ResultsFolder.lock(moved.toString(), "planted")) {
            int before = again.store().committed().size();
            new RunSweep(SharedSpark.context(), again.store(), Progress.NONE)
                    .run(RUN, PlantedTrials.sweep(6, 100, 2), trials, false);
            assertThat(again.store().committed()).hasSize(6);
            assertThat(trials.ran()).hasSize(6 - before);
        }
    }

    @Test
    void deletedItDoesNotComeBack() {
        assertThat(runWhile("deleted")).hasMessageContaining("was moved, deleted or replaced");
        assertThat(place).doesNotExist();
    }

    @Test
    void anotherSweepsFolderInItsPlaceIsLeftAlone() throws IOException {
        // Either sentence is true: the folder is another one, and another run's lease is in it.
        assertThat(runWhile("replaced"))
                .message()
                .containsAnyOf("was moved, deleted or replaced", "or its folder was replaced");
        assertThat(ResultsFolder.open(place.toString()).sweep()).isEqualTo("other");
        assertThat(new UnitStore(place.toString()).committed()).isEmpty();
        try (Stream<Path> files = Files.walk(place)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("sweep.json", ".lock");
        }
    }

    @Test
    void commitsNothingUnderAnothersLease() {
        assertThat(runWhile("taken over"))
                .hasMessageContaining("another run has taken over")
                .hasMessageContaining("host other.host, process 4711");
        assertThat(folder.resolve("results/trials/" + PlantedTrials.id(2) + ".parquet"))
                .doesNotExist();
    }

    @Test
    void countsWhatTasksReportAndTheFolderDoesNotHold() {
        assertThat(runWhile("emptied").getMessage())
                .matches("of the \\d trials that tasks report as done, \\d are not in .*");
    }

    @Test
    void aTaskThatDoesNotSeeTheFolderTrainsNothing() throws IOException {
        results.store().begin("run", true);
        Token token = results.store().token().orElseThrow();
        CostedTrial work = PlantedTrials.work(0, 10, 100, "plain", 2);
        for (Path elsewhere : List.of(folder.resolve("none"), Files.createDirectory(folder.resolve("empty")))) {
            assertThat(task(token, elsewhere, trials, work).lost())
                    .contains("an executor does not see the driver's folder " + elsewhere)
                    .contains("give --out a folder that the driver and all executors share");
        }
        assertThat(trials.ran()).isEmpty();
        assertThat(folder.resolve("none")).doesNotExist();
        assertThat(folder.resolve("empty")).isEmptyDirectory();
        assertThat(task(token, place, trials, work).lost()).isNull();
        assertThat(results.store().committed()).hasSize(1);
    }

    private static UnitReport task(Token token, Path at, TrialFunction trial, CostedTrial work) {
        UnitTask task =
                new UnitTask(Place.of(at.toString()), token, "run", java.util.Set.of(), java.util.Map.of(), trial);
        byte[] report = SharedSpark.context()
                .parallelize(List.of(Marshalled.bytes(WorkUnit.of(List.of(work)))), 1)
                .mapPartitions(units -> List.of(task.apply(
                                org.apache.spark.TaskContext.get(),
                                scala.jdk.javaapi.CollectionConverters.asScala(units)))
                        .iterator())
                .collect()
                .get(0);
        return Marshalled.value(report, UnitReport.class);
    }
}
