package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.TableComparison;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.trial.TrialStatus;

/** Runs that merge their work units as they go. */
class PassingCompactionTest {
    private static final RunDescription RUN =
            new RunDescription("planted", new SpecSource("sweep: planted\n", "quick", List.of()), null, null);
    private static final PassingCompaction.Limits EARLY = new PassingCompaction.Limits(9, 2, 0);
    private static final PassingCompaction.Limits EARLY_WITHOUT_SPARK = new PassingCompaction.Limits(9, 2, 1 << 20);

    @TempDir
    Path folder;

    private PlantedTrials trials;
    private ResultsFolder results;

    @BeforeEach
    void open() throws IOException {
        trials = new PlantedTrials(
                Files.createDirectory(folder.resolve("journal")).toString());
        results = ResultsFolder.lock(folder.resolve("results").toString(), "planted");
    }

    @AfterEach
    void close() throws IOException {
        results.close();
    }

    /** Trials of two seconds each, so that each is a work unit of its own. */
    private static List<CostedTrial> sweep(int count, String kind) {
        return IntStream.range(0, count)
                .mapToObj(i -> PlantedTrials.work(i, 20, 1000, kind, 2.0))
                .toList();
    }

    private RunSweep.Summary run(
            ResultsFolder into, List<CostedTrial> sweep, boolean retry, PassingCompaction.Limits limits)
            throws IOException {
        return new RunSweep(SharedSpark.context(), into.store(), Progress.NONE, limits).run(RUN, sweep, trials, retry);
    }

    @Test
    void holdsTheSameTablesInFewFiles() throws IOException {
        List<CostedTrial> sweep = sweep(24, "plain");
        run(results, sweep, false, EARLY);
        UnitStore store = results.store();
        assertThat(store.committed()).singleElement().matches(UnitStore::isSegment);
        assertThat(trials.ran()).hasSize(24).doesNotHaveDuplicates();
        try (ResultsFolder plain = ResultsFolder.lock(folder.resolve("plain").toString(), "planted")) {
            run(plain, sweep, false, PassingCompaction.Limits.USUAL);
            assertThat(plain.store().committed()).hasSize(24);
            assertThat(TableComparison.of(plain.store(), store).differences()).isEmpty();
        }
        try (ResultsFolder small = ResultsFolder.lock(folder.resolve("small").toString(), "planted")) {
            run(small, sweep, false, EARLY_WITHOUT_SPARK);
            assertThat(small.store().committed()).hasSizeLessThan(6).anyMatch(UnitStore::isSegment);
            assertThat(TableComparison.of(small.store(), store).differences()).isEmpty();
        }
        RunSweep.Summary again = run(results, sweep, false, EARLY);
        assertThat(again.skipped()).isEqualTo(24);
        assertThat(again.byStatus()).isEmpty();
    }

    @Test
    void aReaderSeesOnlyWholeTrialsWhileFilesAreMerged() throws Exception {
        List<String> wrong = new ArrayList<>();
        AtomicBoolean over = new AtomicBoolean();
        Thread reader = new Thread(() -> {
            try {
                UnitStore store = ResultsFolder.open(results.location()).store();
                while (!over.get()) {
                    Thread.sleep(5);
                    List<TrialRow> rows = store.rows(Table.TRIALS);
                    long distinct =
                            rows.stream().map(TrialRow::trialId).distinct().count();
                    if (distinct != rows.size()) {
                        wrong.add(rows.size() + " rows of " + distinct + " trials");
                    }
                    if (!store.damaged().isEmpty()) {
                        wrong.add(store.damaged().toString());
                    }
                }
            } catch (IOException | InterruptedException | RuntimeException e) {
                wrong.add(e.toString());
            }
        });
        reader.start();
        run(results, sweep(20, "plain"), false, EARLY);
        over.set(true);
        reader.join();
        assertThat(wrong).isEmpty();
    }

    @Test
    void trialsThatRunAgainTakeThePlaceOfTheirFormerRows() throws IOException {
        List<CostedTrial> first = new ArrayList<>(sweep(10, "throws"));
        first.addAll(sweep(20, "plain").subList(10, 20));
        run(results, first, false, EARLY);
        assertThat(results.store().committed()).singleElement().matches(UnitStore::isSegment);
        assertThat(byStatus()).containsEntry(TrialStatus.FAILED, 10L).containsEntry(TrialStatus.CONVERGED, 10L);

        RunSweep.Summary again = run(results, first, true, EARLY);
        assertThat(again.skipped()).isEqualTo(10);
        assertThat(results.store().rows(Table.TRIALS)).hasSize(20);
        assertThat(results.store().rows(Table.TRIALS).stream()
                        .filter(row -> row.runId().equals(again.runId())))
                .hasSize(10);
        assertThat(results.store().snapshot().superseded()).isEmpty();
        assertThat(results.store().committed()).allMatch(UnitStore::isSegment);
    }

    @Test
    void sparkSeesTheRowsThatCount() throws IOException {
        run(results, sweep(8, "throws"), false, EARLY);
        // As if a run that trains three of them again had been killed.
        List<TrialRow> old = results.store().rows(Table.TRIALS).subList(0, 3);
        for (TrialRow row : old) {
            TrialRow later = new TrialRow(
                    row.trialId(), row.trajectoryId(), "later", row.cell(), row.spec(), row.outcome(), row.specJson());
            results.store()
                    .commit(
                            UnitStore.superseding(row.trialId()),
                            new UnitStore.Unit(List.of(later), List.of(), List.of()),
                            "later-1",
                            false);
        }
        ViewsCatalog.register(SharedSpark.session(), results.store());
        assertThat(SharedSpark.session()
                        .sql(
                                "SELECT run_id = 'later' AS later, count(*), count(DISTINCT trial_id) FROM trials GROUP BY 1 ORDER BY 1")
                        .collectAsList())
                .extracting(row -> row.get(0) + " " + row.get(1) + " " + row.get(2))
                .containsExactly("false 5 5", "true 3 3");
        // The next run merges them first, and then trains all of them again, also under the same names.
        trials.ran();
        run(results, sweep(8, "throws"), true, EARLY);
        assertThat(trials.ran()).hasSize(8).doesNotHaveDuplicates();
        assertThat(results.store().committed()).singleElement().matches(UnitStore::isSegment);
        assertThat(results.store().rows(Table.TRIALS)).hasSize(8);
    }

    @Test
    void aCopyOfATrialBesideItsSegmentIsMovedAway() throws IOException {
        run(results, sweep(8, "plain"), false, EARLY);
        UnitStore store = results.store();
        TrialRow row = store.rows(Table.TRIALS).get(0);
        store.commit("copy", store.unit(store.committed().get(0), row.trialId()), "copy-1", false);
        assertThat(store.rows(Table.TRIALS)).hasSize(9);
        run(results, sweep(8, "plain"), false, EARLY);
        assertThat(store.rows(Table.TRIALS)).hasSize(8);
        assertThat(folder.resolve("results/damaged/trials/copy.parquet")).exists();
    }

    private TreeMap<TrialStatus, Long> byStatus() throws IOException {
        TreeMap<TrialStatus, Long> counts = new TreeMap<>();
        results.store()
                .rows(Table.TRIALS)
                .forEach(row -> counts.merge(row.outcome().status(), 1L, Long::sum));
        return counts;
    }
}
