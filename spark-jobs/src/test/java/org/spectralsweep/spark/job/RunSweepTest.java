package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkException;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.table.Place;
import org.spectralsweep.spark.table.RunRow;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.TableComparison;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.trial.TrialStatus;

class RunSweepTest {
    private static final RunDescription RUN =
            new RunDescription("planted", new SpecSource("sweep: planted\n", "quick", List.of()), null, null);

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

    @Test
    void runsEveryTrialOnceAndShowsItsRows() throws Exception {
        List<UnitReport> reports = new ArrayList<>();
        int[] planned = new int[3];
        Progress progress = new Progress() {
            @Override
            public void planned(int count, int committed, List<WorkUnit> units, int cores) {
                planned[0] = count;
                planned[1] = committed;
                planned[2] = cores;
            }

            @Override
            public void finished(UnitReport report) {
                reports.add(report);
            }
        };
        RunSweep.Summary summary = new RunSweep(SharedSpark.context(), results.store(), progress)
                .run(RUN, PlantedTrials.sweep(9, 50, 0.3), trials, false);

        assertThat(summary.count(TrialStatus.CONVERGED)).isEqualTo(5);
        assertThat(summary.count(TrialStatus.BUDGET_EXHAUSTED)).isEqualTo(4);
        assertThat(trials.ran()).hasSize(9).doesNotHaveDuplicates();
        assertThat(planned).containsExactly(9, 0, 2);
        assertThat(reports.stream().flatMap(report -> report.trials().stream())).hasSize(9);
        RunRow run = onlyRun();
        assertThat(run.counts().converged()).isEqualTo(5);
        assertThat(run.finishedAt()).isNotNull();
        assertThat(run.source().spec()).isEqualTo("sweep: planted\n");
        assertThat(rows()).allMatch(row -> row.runId().equals(run.runId()));
        assertThat(rows()).allMatch(row -> Double.valueOf(1.5)
                .equals(row.outcome().kernel().etaLambdaMax()));
    }

    @Test
    void runsOnlyWhatIsMissing() throws IOException {
        run(PlantedTrials.sweep(6, 100, 2), false);
        trials.ran();
        Files.delete(folder.resolve("results/trials/" + PlantedTrials.id(3) + ".parquet"));
        RunSweep.Summary summary = run(PlantedTrials.sweep(7, 100, 2), false);
        assertThat(trials.ran()).containsExactly(PlantedTrials.id(3), PlantedTrials.id(6));
        assertThat(summary.skipped()).isEqualTo(5);
        run(PlantedTrials.sweep(7, 100, 2), false);
        assertThat(trials.ran()).isEmpty();
        assertThat(rows()).hasSize(7);
    }

    @Test
    void runsAgainWhatALargerBudgetMayReachAlsoOutOfAPack() throws IOException {
        run(PlantedTrials.sweep(12, 40, 0.03125), false);
        assertThat(results.store().committed()).hasSize(4);
        trials.ran();
        run(PlantedTrials.sweep(12, 40, 0.03125), false);
        run(PlantedTrials.sweep(12, 30, 0.03125), false);
        assertThat(trials.ran()).isEmpty();

        run(PlantedTrials.sweep(12, 50, 0.03125), false);
        assertThat(trials.ran()).hasSize(8).doesNotContain(PlantedTrials.id(3));
        assertThat(rows()).extracting(TrialRow::trialId).hasSize(12).doesNotHaveDuplicates();
        assertThat(rows().stream().filter(row -> row.outcome().status() == TrialStatus.CONVERGED))
                .hasSize(5);
        try (ResultsFolder fresh = ResultsFolder.lock(folder.resolve("fresh").toString(), "planted")) {
            new RunSweep(SharedSpark.context(), fresh.store(), Progress.NONE)
                    .run(RUN, PlantedTrials.sweep(12, 50, 0.03125), trials, false);
            // The four that needed no second run keep the budget and the spec of the first.
            assertThat(TableComparison.of(results.store(), fresh.store()).differences())
                    .allMatch(difference -> difference.contains("max_steps") || difference.contains("spec_json"));
        }
    }

    @Test
    void writesARowForATrialThatThrows() throws IOException {
        List<CostedTrial> sweep = List.of(
                PlantedTrials.work(0, 10, 50, "throws", 2),
                PlantedTrials.work(1, 10, 50, "overflows", 0.1),
                PlantedTrials.work(2, 10, 50, "plain", 0.1));
        run(sweep, false);
        assertThat(rows())
                .filteredOn(row -> row.outcome().status() == TrialStatus.FAILED)
                .hasSize(2);
        assertThat(results.store().trials(PlantedTrials.id(0)).get(0).outcome().error())
                .isEqualTo("IllegalStateException: planted");
        trials.ran();
        run(sweep, false);
        assertThat(trials.ran()).isEmpty();
    }

    @Test
    void runsFailedAndTimedOutTrialsAgainOnRequest() throws IOException {
        List<CostedTrial> sweep = List.of(
                PlantedTrials.work(0, 10, 50, "throws", 0.1),
                PlantedTrials.work(1, 10, 50, "times-out", 0.1),
                PlantedTrials.work(2, 10, 50, "plain", 0.1));
        run(sweep, false);
        trials.ran();
        RunSweep.Summary summary = run(sweep, true);
        assertThat(trials.ran()).containsExactly(PlantedTrials.id(0), PlantedTrials.id(1));
        assertThat(summary.count(TrialStatus.TIMED_OUT)).isEqualTo(1);
        assertThat(rows()).hasSize(3).extracting(TrialRow::trialId).doesNotHaveDuplicates();
    }

    @Test
    void aTrialThatRanOutOfMemoryRunsOnceMoreAlone() throws IOException {
        List<CostedTrial> sweep = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            sweep.add(PlantedTrials.work(i, 10, 50, i == 5 ? "hungry" : i % 2 == 0 ? "crowded" : "plain", 0.1));
        }
        RunSweep.Summary summary = run(sweep, false);
        assertThat(summary.count(TrialStatus.CONVERGED)).isEqualTo(5);
        assertThat(summary.count(TrialStatus.FAILED)).isEqualTo(1);
        assertThat(trials.ran()).hasSize(10);
        assertThat(rows())
                .filteredOn(row -> row.outcome().status() == TrialStatus.FAILED)
                .singleElement()
                .satisfies(row -> assertThat(row.outcome().error()).isEqualTo("OutOfMemoryError: planted"));
    }

    @Test
    void clearsAwayWhatAKilledDriverLeft() throws IOException {
        run(PlantedTrials.sweep(2, 100, 2), false);
        Path measurements = folder.resolve("results/measurements");
        Files.copy(measurements.resolve(PlantedTrials.id(0) + ".parquet"), measurements.resolve("orphan.parquet"));
        Files.writeString(measurements.resolve(".x-0-0.tmp"), "half");
        run(PlantedTrials.sweep(2, 100, 2), false);
        try (Stream<Path> files = Files.list(measurements)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void leavesATrialThatTwoUnitsHoldOnlyOnce() throws IOException {
        run(PlantedTrials.sweep(12, 200, 0.125), false);
        String pack = results.store().committed().get(0);
        UnitStore.Unit all = results.store().unit(pack);
        UnitStore.Unit single = new UnitStore.Unit(List.of(all.trials().get(1)), List.of(), List.of());
        results.store().commit(single.trials().get(0).trialId(), single, "x", false);
        assertThat(Ledger.of(results.store()).contradicted()).containsExactly(pack);
        run(PlantedTrials.sweep(12, 200, 0.125), false);
        assertThat(rows()).hasSize(12).extracting(TrialRow::trialId).doesNotHaveDuplicates();
        assertThat(trials.ran()).hasSize(12);
    }

    @Test
    void writesTheSameRowsWhenATaskRunsTwice() throws IOException {
        WorkUnit unit = WorkUnit.of(PlantedTrials.sweep(3, 25, 0.1));
        Path twice = folder.resolve("twice");
        UnitTask task = new UnitTask(Place.of(twice), null, "run", java.util.Set.of(), java.util.Map.of(), trials);
        List<UnitReport> reports = SharedSpark.context()
                .parallelize(List.of(Marshalled.bytes(unit), Marshalled.bytes(unit)), 2)
                .mapPartitions(units -> List.of(task.apply(
                                org.apache.spark.TaskContext.get(),
                                scala.jdk.javaapi.CollectionConverters.asScala(units)))
                        .iterator())
                .collect()
                .stream()
                .map(report -> Marshalled.value(report, UnitReport.class))
                .toList();
        assertThat(reports.get(0).trials())
                .extracting(UnitReport.Trial::status)
                .isEqualTo(reports.get(1).trials().stream()
                        .map(UnitReport.Trial::status)
                        .toList());
        UnitStore store = new UnitStore(twice.toString());
        assertThat(store.committed()).containsExactly(unit.name());
        assertThat(store.unit(unit.name()).trials()).hasSize(3);
        run(PlantedTrials.sweep(3, 25, 0.1), false);
        assertThat(TableComparison.of(results.store(), store).differences()).isEmpty();
    }

    @Test
    void commitsNothingOfATrialThatSparkCutShort() {
        TrialFunction interrupted = spec -> {
            Thread.currentThread().interrupt();
            return trials.run(spec);
        };
        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> new RunSweep(SharedSpark.context(), results.store(), Progress.NONE)
                        .run(RUN, PlantedTrials.sweep(1, 50, 2), interrupted, false))
                .isInstanceOfAny(SparkException.class, RuntimeException.class);
        assertThat(folder.resolve("results/trials/" + PlantedTrials.id(0) + ".parquet"))
                .doesNotExist();
    }

    @Test
    void givesSparkSqlAndDuckDbTheSameCounts() throws IOException, SQLException {
        run(PlantedTrials.sweep(9, 50, 0.3), false);
        SparkSession spark = SharedSpark.session();
        ViewsCatalog.register(spark, results.store());
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            for (String table : List.of("trials", "hits", "measurements", "runs")) {
                String files = "'" + folder.resolve("results").resolve(table) + "/*.parquet'";
                try (ResultSet counts = statement.executeQuery("SELECT count(*) FROM " + files)) {
                    counts.next();
                    assertThat(spark.table(table).count())
                            .as(table)
                            .isEqualTo(counts.getLong(1))
                            .isPositive();
                }
            }
            String query =
                    "SELECT status, count(*) AS n, sum(steps), max(len(warnings)) FROM %s GROUP BY status ORDER BY status";
            List<String> bySpark =
                    spark.sql(query.formatted("trials").replace("len(", "size(")).collectAsList().stream()
                            .map(row -> row.mkString(","))
                            .toList();
            List<String> byDuckDb = new ArrayList<>();
            try (ResultSet rows =
                    statement.executeQuery(query.formatted("'" + folder.resolve("results/trials") + "/*.parquet'"))) {
                while (rows.next()) {
                    byDuckDb.add(
                            rows.getString(1) + "," + rows.getLong(2) + "," + rows.getLong(3) + "," + rows.getInt(4));
                }
            }
            assertThat(byDuckDb).isEqualTo(bySpark).hasSize(2);
            try (ResultSet rows = statement.executeQuery(
                    "SELECT started_at FROM '" + folder.resolve("results/runs") + "/*.parquet'")) {
                rows.next();
                assertThat(rows.getObject(1).toString()).startsWith("20");
            }
        }
    }

    @Test
    void showsViewsOfTheCommittedRowsAndEmptyOnesBeforeThat() throws IOException {
        SparkSession spark = SharedSpark.session();
        ViewsCatalog.register(spark, results.store());
        assertThat(ViewsCatalog.NAMES).allMatch(name -> spark.table(name).isEmpty());

        run(PlantedTrials.sweep(3, 25, 0.1), false);
        Path orphan = folder.resolve("results/measurements");
        String unit = results.store().committed().get(0);
        List<CostedTrial> more = new ArrayList<>(PlantedTrials.sweep(3, 25, 0.1));
        more.add(PlantedTrials.work(7, 10, 20, "plain", 2));
        run(more, false);
        Files.delete(folder.resolve("results/trials/" + PlantedTrials.id(7) + ".parquet"));
        ViewsCatalog.register(spark, results.store());
        assertThat(orphan.resolve(unit + ".parquet")).exists();
        assertThat(spark.table("hits").count()).isEqualTo(6);
        assertThat(spark.sql("SELECT * FROM convergence WHERE censored").count())
                .isEqualTo(2);
        assertThat(spark.sql("SELECT density FROM regions")
                        .distinct()
                        .collectAsList()
                        .toString())
                .isEqualTo("[[0.75]]");
        assertThat(spark.sql("SELECT max(component_frequency) FROM spectra")
                        .first()
                        .getInt(0))
                .isEqualTo(2);
        assertThat(spark.table("curves").select("trial_id").distinct().count()).isEqualTo(3);
    }

    private RunSweep.Summary run(List<CostedTrial> sweep, boolean retry) throws IOException {
        return new RunSweep(SharedSpark.context(), results.store(), Progress.NONE).run(RUN, sweep, trials, retry);
    }

    private List<TrialRow> rows() throws IOException {
        return results.store().rows(Table.TRIALS).stream().collect(Collectors.toList());
    }

    private RunRow onlyRun() throws IOException {
        return Table.RUNS.fromRow(
                results.store().rows(Table.RUNS.name(), Table.RUNS.schema()).get(0));
    }
}
