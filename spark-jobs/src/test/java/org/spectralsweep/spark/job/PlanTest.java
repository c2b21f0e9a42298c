package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.conf.FitSpecs;
import org.spectralsweep.spark.conf.SweepFit;
import org.spectralsweep.spark.table.HitRow;
import org.spectralsweep.spark.table.MeasurementRow;
import org.spectralsweep.spark.table.PlanStore;
import org.spectralsweep.spark.table.PlannedTrial;
import org.spectralsweep.spark.table.Rows;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.trial.TrialStatus;

/** Planted steps: 10 k^2 in the sweep, and 1,000 k^-1 with other settings in the same folder. */
class PlanTest {
    private static final SweepFit LAW = SweepFit.of(
            FitSpecs.power("law", "five", Map.of("a", "frequency"), Map.of(), List.of(), Map.of()),
            ConvergenceTime.columns());

    @TempDir
    Path folder;

    private ResultsFolder results;
    private UnitStore store;

    @BeforeEach
    void open() {
        results = ResultsFolder.lock(folder.resolve("results").toString(), "planted");
        store = results.store();
    }

    @AfterEach
    void close() throws IOException {
        results.close();
    }

    private PlannedTrial commit(String id, String trajectory, int frequency, HitRow... hits) throws IOException {
        TrialRow row = Rows.trial(id, trajectory, frequency, TrialStatus.CONVERGED);
        List<MeasurementRow> measurements = List.of(
                new MeasurementRow(id, 0, "training_loss", "all", 0, frequency),
                new MeasurementRow(id, 0, "dead_units", "all", 0, frequency),
                new MeasurementRow(id, 0, "kernel_eigenvalue", "all", 0, frequency),
                new MeasurementRow(id, 0, "amplitude_residual", "all", frequency, 1),
                new MeasurementRow(id, 0, "region_error", "region:0", 0, 1),
                new MeasurementRow(id, 0, "region_map", "all", 0, 1));
        store.commit(id, new UnitStore.Unit(List.of(row), List.of(hits), measurements), "0", false);
        return PlannedTrial.ofItself(id, trajectory, "cell " + frequency);
    }

    private static HitRow hit(String id, long step, double delta, String convention) {
        return new HitRow(id, -1, 1, "five", convention, delta, step, step, 2.0 * step, 2.0 * step, step);
    }

    /** The trials of the sweep, with frequencies from 1 on. */
    private Plan own(int trials) throws IOException {
        List<PlannedTrial> own = new ArrayList<>();
        for (int k = 1; k <= trials; k++) {
            String id = "own " + k;
            own.add(commit(id, id, k, hit(id, 10L * k * k, 0.05, "relative-mse")));
        }
        return new Plan(own);
    }

    private void others(int trials) throws IOException {
        for (int k = 1; k <= trials; k++) {
            String id = "other " + k;
            commit(id, id, k, hit(id, 1000 / k, 0.05, "relative-mse"));
        }
    }

    private Report report(List<FitJob.Fitted> fits) throws IOException {
        return Report.of(results, fits);
    }

    private List<FitJob.Fitted> fit(Plan plan, SweepFit... fits) throws IOException {
        return FitJob.run("planted", store, plan, List.of(fits));
    }

    @Test
    void fitsThePlansTrialsAndCountsTheOthers() throws IOException {
        Plan plan = own(5);
        others(15);
        List<FitJob.Fitted> fits = fit(plan, LAW);
        assertThat(fits).singleElement().satisfies(fit -> {
            assertThat(fit.measured().estimate("a")).isCloseTo(2, within(1e-6));
            assertThat(fit.measured().points()).isEqualTo(5);
            assertThat(fit.measured().cells()).isEqualTo(5);
        });
        Report report = report(fits);
        assertThat(report.table()).contains("law, κ = 1..5").doesNotContain("κ=6");
        assertThat(report.remarks()).containsExactly("15 of 20 times have other settings and are left out.");
    }

    @Test
    void printsOnlyTheValueThatIsLeftOnTheAxis() throws IOException {
        Plan plan = own(3);
        Report report = report(fit(new Plan(plan.trials().subList(1, 2)), LAW));
        assertThat(report.table()).contains("κ = 2..2").contains("κ=2").doesNotContain("κ=1", "κ=3");
        assertThat(report.remarks()).contains("2 of 3 times have other settings and are left out.");
    }

    @Test
    void countsATrajectoryOnce() throws IOException {
        List<PlannedTrial> trials = new ArrayList<>(own(5).trials());
        for (int k = 1; k <= 5; k++) {
            String id = "again " + k;
            trials.add(commit(id, "own " + k, k, hit(id, 10L * k * k, 0.05, "relative-mse")));
        }
        List<FitJob.Fitted> fits = fit(new Plan(trials), LAW);
        assertThat(fits.get(0).measured().points()).isEqualTo(5);
        assertThat(report(fits).remarks())
                .containsExactly("5 times are left out, because another trial of the same training has them already.");
        ViewsCatalog.register(SharedSpark.session(), store, new Plan(trials));
        assertThat(count("convergence")).isEqualTo(5);
        assertThat(count("planned")).isEqualTo(10);
    }

    @Test
    void neverFitsTimesToDifferentLevelsTogether() throws IOException {
        List<PlannedTrial> trials = new ArrayList<>(own(5).trials());
        for (int k = 1; k <= 5; k++) {
            trials.add(commit("fine " + k, "own " + k, k, hit("fine " + k, 70L * k, 0.01, "relative-mse")));
            trials.add(commit("half " + k, "own " + k, k, hit("half " + k, 30L * k * k * k, 0.05, "half-sum")));
        }
        List<FitJob.Fitted> fits = fit(new Plan(trials), LAW);
        assertThat(fits.stream().map(fit -> fit.group().keyText()))
                .containsExactly(
                        "convention=half-sum, delta=0.05",
                        "convention=relative-mse, delta=0.01",
                        "convention=relative-mse, delta=0.05");
        assertThat(fits.stream().map(fit -> Math.round(fit.measured().estimate("a"))))
                .containsExactly(3L, 1L, 2L);
        assertThat(report(fits).remarks())
                .containsExactly(
                        "'law' is fitted separately for each convention and delta, because times to different levels obey different laws.");
    }

    @Test
    void leavesOutALevelThatIsNotInThePlan() throws IOException {
        Plan plan = own(5);
        for (int k = 1; k <= 5; k++) {
            commit("fine " + k, "own " + k, k, hit("fine " + k, 70L * k, 0.01, "relative-mse"));
        }
        List<FitJob.Fitted> fits = fit(plan, LAW);
        assertThat(fits).hasSize(1);
        assertThat(fits.get(0).measured().estimate("a")).isCloseTo(2, within(1e-6));
        assertThat(report(fits).remarks()).containsExactly("5 of 10 times have other settings and are left out.");
    }

    @Test
    void countsTimesThatTheLawCannotUseAndTrialsWithoutARow() throws IOException {
        List<PlannedTrial> trials = new ArrayList<>(own(4).trials());
        trials.add(commit("flat", "flat", 0, hit("flat", 12, 0.05, "relative-mse")));
        trials.add(PlannedTrial.ofItself("missing", "missing", "cell"));
        SweepFit encoded = SweepFit.of(
                FitSpecs.power("encoded", "five", Map.of("e", "weight_std"), Map.of(), List.of("bandwidth"), Map.of()),
                ConvergenceTime.columns());
        SweepFit missing = SweepFit.of(
                FitSpecs.power("missing", "five", Map.of("e", "bias_std"), Map.of(), List.of(), Map.of()),
                ConvergenceTime.columns());
        List<FitJob.Fitted> fits = fit(new Plan(trials), LAW, encoded, missing);
        assertThat(fits.get(0).measured().points()).isEqualTo(4);
        assertThat(report(fits).remarks())
                .contains(
                        "1 of 6 trials have no row yet."
                                + " Left out of 'law': 1 time whose frequency is 0, negative or missing, which the law cannot use."
                                + " Left out of 'missing': 5 times whose bias_std is 0, negative or missing, which the law cannot use.");
    }

    @Test
    void readsTheCellFromThePlanAlone() throws IOException {
        List<PlannedTrial> trials = new ArrayList<>();
        for (int k = 1; k <= 5; k++) {
            for (String version : List.of("before", "after")) {
                String id = version + " " + k;
                TrialRow row = Rows.trial(id, id, "cell " + version + k, k, TrialStatus.CONVERGED);
                store.commit(
                        id,
                        new UnitStore.Unit(
                                List.of(row), List.of(hit(id, 10L * k * k, 0.05, "relative-mse")), List.of()),
                        "0",
                        false);
                trials.add(PlannedTrial.ofItself(id, id, "cell " + k));
            }
        }
        assertThat(fit(new Plan(trials), LAW).get(0).measured().cells()).isEqualTo(5);
        assertThat(fit(new Plan(trials), LAW).get(0).measured().points()).isEqualTo(10);
        ViewsCatalog.register(SharedSpark.session(), store, new Plan(trials));
        assertThat(
                        SharedSpark.session()
                                .sql("SELECT DISTINCT cell FROM convergence ORDER BY 1")
                                .collectAsList()
                                .stream()
                                .map(row -> row.getString(0)))
                .containsExactly("cell 1", "cell 2", "cell 3", "cell 4", "cell 5");
    }

    @Test
    void viewsHoldThePlanAndTablesTheWholeFolder() throws IOException {
        Plan plan = own(5);
        others(15);
        ViewsCatalog.register(SharedSpark.session(), store, plan);
        for (String view : List.of("planned", "convergence", "spectra", "regions", "ntk", "components")) {
            assertThat(count(view)).as(view).isEqualTo(5);
        }
        assertThat(count("curves")).isEqualTo(15);
        assertThat(count("trials")).isEqualTo(20);
        assertThat(count("hits")).isEqualTo(20);
        assertThat(count("measurements")).isEqualTo(120);
    }

    @Test
    void viewsHoldOnlyWhatTheSpecMeasures() throws IOException {
        commit("more", "one", 1, hit("more", 10, 0.05, "relative-mse"));
        PlannedTrial shared = new PlannedTrial("more", "one", "cell", "less", List.of("training_loss", "region_error"));
        ViewsCatalog.register(SharedSpark.session(), store, new Plan(List.of(shared)));
        assertThat(count("curves")).isEqualTo(2);
        assertThat(count("regions")).isEqualTo(1);
        assertThat(count("spectra") + count("ntk") + count("components")).isZero();
        assertThat(count("convergence")).isEqualTo(1);
        PlannedTrial also = PlannedTrial.ofItself("more", "one", "cell");
        ViewsCatalog.register(SharedSpark.session(), store, new Plan(List.of(shared, also)));
        assertThat(count("convergence")).isEqualTo(1);
        assertThat(count("curves")).isEqualTo(3);
    }

    /** Fails unless the last plan has this many trials. */
    private record LooksUp(PlantedTrials trials, String root, int planned) implements TrialFunction {
        @Override
        public Outcome run(String specJson) throws IOException {
            int there = Plan.last(new UnitStore(root)).orElseThrow().trials().size();
            if (there != planned) {
                throw new IllegalStateException("planned " + there);
            }
            return trials.run(specJson);
        }
    }

    @Test
    void aRunWritesItsPlanBeforeItTrains() throws IOException {
        PlantedTrials planted = new PlantedTrials(
                Files.createDirectory(folder.resolve("journal")).toString());
        List<CostedTrial> sweep = PlantedTrials.sweep(6, 100, 2);
        run(sweep.subList(0, 4), planted);
        run(sweep.subList(3, 6), new LooksUp(planted, store.place().toString(), 3));
        Plan last = Plan.last(store).orElseThrow();
        assertThat(last).isEqualTo(Plan.of(sweep.subList(3, 6)));
        assertThat(last.trials()).extracting(PlannedTrial::cell).contains("fit-cell-2");
        assertThat(new PlanStore(store).sequences().values()).containsExactlyInAnyOrder(1L, 2L);
        assertThat(planted.ran()).hasSize(6);

        SparkSession spark = SharedSpark.session();
        ViewsCatalog.register(spark, store);
        List<Row> rows = spark.sql("SELECT sequence, count(*), count(DISTINCT run_id), count(DISTINCT trial_id)"
                        + " FROM plans GROUP BY 1 ORDER BY 1")
                .collectAsList();
        assertThat(rows.toString()).isEqualTo("[[1,4,1,4], [2,3,1,3]]");
        assertThat(spark.sql("SELECT DISTINCT trial_id FROM curves").count()).isEqualTo(3);
        assertThat(spark.sql("SELECT * FROM runs r JOIN plans p ON r.run_id = p.run_id")
                        .count())
                .isEqualTo(7);
    }

    @Test
    void theLargestNumberIsTheLastPlanWhateverTheNamesSay() throws IOException {
        PlanStore plans = new PlanStore(store);
        for (int i = 1; i <= 12; i++) {
            plans.write("run-" + (100 - i), List.of(PlannedTrial.ofItself("t" + i, "t", "cell")));
        }
        assertThat(Plan.last(store).orElseThrow().trials())
                .extracting(PlannedTrial::trialId)
                .containsExactly("t12");
    }

    @Test
    void whereNoRunWroteAPlanEveryRowCounts() throws IOException {
        own(5);
        others(2);
        assertThat(Plan.last(store)).isEmpty();
        assertThat(Plan.lastOrEverything(store).trials()).hasSize(7);
    }

    private void run(List<CostedTrial> sweep, TrialFunction trial) throws IOException {
        RunDescription run =
                new RunDescription("planted", new SpecSource("sweep: planted\n", null, List.of()), null, null);
        new RunSweep(SharedSpark.context(), store, Progress.NONE).run(run, sweep, trial, false);
    }

    private static long count(String view) {
        return SharedSpark.session().table(view).count();
    }
}
