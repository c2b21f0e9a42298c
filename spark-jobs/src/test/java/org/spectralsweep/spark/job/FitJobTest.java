package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.fit.FitStatus;
import org.spectralsweep.spark.conf.FitSpecs;
import org.spectralsweep.spark.conf.SweepFit;
import org.spectralsweep.spark.table.FitRow;
import org.spectralsweep.spark.table.HitRow;
import org.spectralsweep.spark.table.InfluenceRow;
import org.spectralsweep.spark.table.PredictionRow;
import org.spectralsweep.spark.table.Rows;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.TestRow;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.sweep.FitSpec;
import org.spectralsweep.trial.TrialStatus;

/** Planted steps 10 k^2.5 / p, with a time of 2 a step. The kernel's own steps are 10 k^2 / p. */
class FitJobTest {
    private static final SweepFit HEADLINE = SweepFit.of(
            FitSpecs.power(
                    "headline",
                    "five percent",
                    Map.of("a", "frequency", "b", "1/density"),
                    Map.of(),
                    List.of(),
                    Map.of()),
            ConvergenceTime.columns());

    @TempDir
    Path folder;

    private ResultsFolder results;

    @BeforeEach
    void plant() {
        results = ResultsFolder.lock(folder.resolve("results").toString(), "planted");
    }

    private void commit(int frequency, int budget, boolean flowTime, TrialStatus status) throws IOException {
        List<HitRow> hits = new ArrayList<>();
        double[] densities = {0.5, 2};
        for (int region = 0; region < densities.length; region++) {
            hits.add(hit(frequency, region, densities[region], budget, flowTime));
        }
        hits.add(hit(frequency, -1, 1, budget, flowTime));
        TrialRow trial = Rows.plain("trial " + frequency, frequency, status);
        results.store().commit(trial.trialId(), new UnitStore.Unit(List.of(trial), hits, List.of()), "0", false);
    }

    private static HitRow hit(int frequency, int region, double density, int budget, boolean flowTime) {
        long step = Math.round(10 * Math.pow(frequency, 2.5) / density);
        boolean reached = step <= budget;
        long lower = reached ? step : budget;
        return new HitRow(
                "trial " + frequency,
                region,
                density,
                "five percent",
                "relative-mse",
                0.05,
                lower,
                reached ? step : null,
                flowTime ? 2.0 * lower : null,
                flowTime && reached ? 2.0 * step : null,
                Math.round(10.0 * frequency * frequency / density));
    }

    @Test
    void findsThePlantedLawAmongCensoredTimes() throws IOException {
        for (int frequency = 1; frequency <= 10; frequency++) {
            commit(frequency, 4000, true, TrialStatus.CONVERGED);
        }
        List<FitJob.Fitted> fits = FitJob.run("planted", results.store(), List.of(HEADLINE));
        assertThat(fits).hasSize(1);
        FitJob.Fitted fit = fits.get(0);
        assertThat(fit.measured().estimate("a")).isCloseTo(2.5, within(0.02));
        assertThat(fit.measured().estimate("b")).isCloseTo(1, within(0.02));
        assertThat(fit.measured().estimate("c")).isCloseTo(20, within(0.5));
        assertThat(fit.measured().points()).isEqualTo(20);
        assertThat(fit.measured().censored()).isEqualTo(2);
        assertThat(fit.measured().cells()).isEqualTo(10);
        assertThat(Objects.requireNonNull(fit.kernel()).estimate("a")).isCloseTo(2, within(0.02));
        assertThat(fit.group().theory()).containsEntry("a", 3.0).containsEntry("b", 1.0);

        List<FitRow> rows = results.store().rows(Table.FITS);
        assertThat(rows).hasSize(9).allMatch(row -> row.sweep().equals("planted"));
        assertThat(rows.stream().map(FitRow::estimator).distinct())
                .containsExactly("maximum-likelihood", "least-squares", "kernel");

        Report report = Report.of(results, fits);
        assertThat(report.table()).contains("headline, κ = 1..10").contains("2.50");
        assertThat(folder.resolve("results/convergence.png")).exists();
        assertThat(folder.resolve("results/convergence.svg")).exists();
    }

    @Test
    void fitsOnlyTheKernelWhereNothingWasTrained() throws IOException {
        for (int frequency = 1; frequency <= 10; frequency++) {
            commit(frequency, 0, true, TrialStatus.PREDICTED);
        }
        List<FitJob.Fitted> fits = FitJob.run("planted", results.store(), List.of(HEADLINE));

        FitJob.Fitted fit = fits.get(0);
        assertThat(Objects.requireNonNull(fit.kernel()).estimate("a")).isCloseTo(2, within(0.02));
        assertThat(Objects.requireNonNull(fit.kernel()).estimate("b")).isCloseTo(1, within(0.02));
        assertThat(fit.measured().points()).isZero();
        assertThat(fit.measured().censored()).isZero();
        assertThat(fit.measured().estimate("a")).isNaN();

        Report report = Report.of(results, fits);
        assertThat(report.table())
                .containsPattern("a +3\\.00 +2\\.00 +– +\\[\\d")
                .contains("nothing was trained: the interval is that of the kernel's own times");
        assertThat(folder.resolve("results/convergence.png")).exists();
    }

    private static SweepFit formula(String law, String... rivals) {
        return SweepFit.of(
                FitSpecs.law("formula", "five percent", law, Map.of(), List.of(rivals)), ConvergenceTime.columns());
    }

    private FitJob.Fitted fitted(SweepFit fit) throws IOException {
        for (int frequency = 1; frequency <= 10; frequency++) {
            commit(frequency, 100_000, true, TrialStatus.CONVERGED);
        }
        return FitJob.run("planted", results.store(), List.of(fit)).get(0);
    }

    @Test
    void theKernelsOwnTimeIsAColumn() throws IOException {
        // T = 20 k^2.5/p and the kernel's is 20 k^2/p, so T = c kernel^1.25 p^0.25.
        FitJob.Fitted fit = fitted(formula("c * predicted_time^gamma * density^e"));
        assertThat(fit.measured().estimate("gamma")).isCloseTo(1.25, within(0.01));
        assertThat(fit.measured().estimate("e")).isCloseTo(0.25, within(0.02));
        assertThat(fit.group().theory()).isEmpty();

        FitJob.Fitted alone = FitJob.run("planted", results.store(), List.of(formula("c * predicted_time^gamma")))
                .get(0);
        assertThat(alone.group().theory()).containsExactly(Map.entry("gamma", 1.0));
    }

    @Test
    void rivalsCompeteAndHaveRowsOfTheirOwn() throws IOException {
        FitJob.Fitted fit = fitted(formula("c * frequency^a * density^-b", "c * exp(r * frequency) * density^-b"));
        assertThat(fit.competition()).isNotNull();
        List<FitRow> rows = results.store().rows(Table.FITS);
        assertThat(rows.stream().filter(row -> row.estimator().equals("rival")))
                .hasSize(3)
                .allSatisfy(row -> {
                    assertThat(row.law()).isEqualTo("T = c * exp(r * frequency) * density^-b");
                    assertThat(Objects.requireNonNull(row.quality()).aicc()).isNotNull();
                });
        assertThat(Report.of(results, List.of(fit)).table())
                .contains("which law? formula, κ = 1..10, 10 cells", "wins: its AICc leads by");
    }

    @Test
    void keepsWhatEachCellDoes() throws IOException {
        fitted(formula("power"));
        List<InfluenceRow> rows = results.store().rows(Table.INFLUENCE);
        assertThat(rows).hasSize(20).extracting(InfluenceRow::place).contains("frequency=4");
    }

    @Test
    void testsGroupsAndLevelsAgainstEachOther() throws IOException {
        for (int frequency = 1; frequency <= 10; frequency++) {
            commit(frequency, 100_000, true, TrialStatus.CONVERGED);
        }
        FitSpec byRegion = FitSpecs.power(
                "by region", "five percent", Map.of("a", "frequency"), Map.of(), List.of("region"), Map.of());
        FitSpec each = FitSpecs.law("each", "five percent", "each(region)", Map.of(), List.of());
        List<FitJob.Fitted> fits = FitJob.run(
                "planted",
                results.store(),
                List.of(
                        SweepFit.of(byRegion, ConvergenceTime.columns()),
                        SweepFit.of(each, ConvergenceTime.columns())));

        List<TestRow> rows = results.store().rows(Table.TESTS);
        assertThat(rows)
                .filteredOn(row -> row.source().equals("groups"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.hypothesis()).isEqualTo("a equal in all groups");
                    assertThat(row.groupKeys()).isEmpty();
                    assertThat(row.chance().p()).isNotNull();
                });
        assertThat(rows)
                .filteredOn(row -> row.source().equals("levels"))
                .extracting(TestRow::hypothesis)
                .containsExactly("a equal for every region");
        assertThat(rows)
                .filteredOn(row -> row.source().equals("kernel"))
                .extracting(row -> row.fit() + " " + row.groups())
                .containsExactly("by region {region=0}", "by region {region=1}", "each {}", "each {}");
        assertThat(Report.of(results, fits).table())
                .contains("by region            a equal in all groups", "a equal for every region  p = ");
    }

    @Test
    void lawsAnswerQuestionsAboutAPoint() throws IOException {
        List<FitJob.Fitted> fits = List.of(fitted(formula("c * frequency^a * density^-b")));
        List<PredictionRow> answers =
                PredictJob.run("planted", results.store(), fits, List.of("frequency=20, density=0.5")).stream()
                        .map(PredictJob.Answer::row)
                        .toList();
        assertThat(answers).singleElement().satisfies(answer -> {
            assertThat(answer.estimate()).isCloseTo(40 * Math.pow(20, 2.5), Percentage.withPercentage(2));
            assertThat(Objects.requireNonNull(answer.ciLow())).isLessThan(Objects.requireNonNull(answer.estimate()));
            assertThat(answer.unit()).isEqualTo("gradient-flow time");
        });
        assertThat(results.store().rows(Table.PREDICTIONS)).isEqualTo(answers);
        assertThatThrownBy(() -> PredictJob.run("planted", results.store(), fits, List.of("frequency=20")))
                .hasMessage("--predict 'frequency=20' must give numbers for density");
        assertThatThrownBy(() -> PredictJob.run("planted", results.store(), fits, List.of("frequency")))
                .hasMessageStartingWith("--predict must be column=value");
        assertThatThrownBy(() -> PredictJob.run("planted", results.store(), fits, List.of("frequency=-1, density=1")))
                .hasMessage("--predict 'frequency=-1, density=1' must give numbers for frequency");
    }

    @Test
    void aDivisionByZeroIsASentence() throws IOException {
        FitJob.Fitted fit = fitted(formula("c * frequency^a + b / (density - 0.5)"));
        assertThat(fit.measured().status()).isEqualTo(FitStatus.NOT_FINITE);
        assertThat(fit.measured().note()).startsWith("The formula has no finite value");
    }

    @Test
    void untrainedTrialsAreNotCensoredTimes() throws IOException {
        for (int frequency = 1; frequency <= 10; frequency++) {
            commit(
                    frequency,
                    frequency > 6 ? 0 : 100_000,
                    true,
                    frequency > 6 ? TrialStatus.PREDICTED : TrialStatus.CONVERGED);
        }
        List<FitJob.Fitted> fits = FitJob.run("planted", results.store(), List.of(HEADLINE));

        assertThat(fits.get(0).measured().points()).isEqualTo(12);
        assertThat(fits.get(0).measured().censored()).isZero();
        assertThat(fits.get(0).measured().estimate("a")).isCloseTo(2.5, within(0.02));
        assertThat(Objects.requireNonNull(fits.get(0).kernel()).points()).isEqualTo(20);
        Report report = Report.of(results, fits);
        assertThat(folder.resolve("results/convergence.png")).exists();
        assertThat(report.table()).doesNotContain(">0.00");
    }

    @Test
    void keepsToItsWindowAndGroups() throws IOException {
        for (int frequency = 1; frequency <= 6; frequency++) {
            commit(frequency, 100_000, true, TrialStatus.CONVERGED);
        }
        SweepFit window = SweepFit.of(
                FitSpecs.power(
                        "window",
                        "five percent",
                        Map.of("a", "frequency"),
                        Map.of("frequency", List.of(2.0, 4.0)),
                        List.of("region"),
                        Map.of()),
                ConvergenceTime.columns());
        List<FitJob.Fitted> fits = FitJob.run("planted", results.store(), List.of(window));
        assertThat(fits.stream().map(fit -> fit.group().keyText())).containsExactly("region=0", "region=1");
        assertThat(fits).allMatch(fit -> fit.measured().points() == 3);
    }

    @Test
    void takesTheWholeDomainWhereDensityDoesNotMatter() throws IOException {
        for (int frequency = 1; frequency <= 6; frequency++) {
            commit(frequency, 100_000, true, TrialStatus.CONVERGED);
        }
        SweepFit whole = SweepFit.of(
                FitSpecs.power("whole", "five percent", Map.of("a", "frequency"), Map.of(), List.of(), Map.of()),
                ConvergenceTime.columns());
        FitJob.Fitted fit =
                FitJob.run("planted", results.store(), List.of(whole)).get(0);
        assertThat(fit.measured().points()).isEqualTo(6);
        assertThat(fit.measured().estimate("c")).isCloseTo(20, within(0.5));
    }

    @Test
    void fitsStepsWhereThereIsNoFlowTime() throws IOException {
        for (int frequency = 1; frequency <= 6; frequency++) {
            commit(frequency, 100_000, frequency != 3, TrialStatus.CONVERGED);
        }
        FitJob.Fitted fit =
                FitJob.run("planted", results.store(), List.of(HEADLINE)).get(0);
        assertThat(fit.measured().estimate("c")).isCloseTo(10, within(0.3));
        assertThat(results.store().rows(Table.FITS.name(), Table.FITS.schema()))
                .allMatch(row -> Table.FITS.fromRow(row).law().endsWith("(T in steps)"));
    }

    /** Exponents of groups are compared, so one group without a time brings all of them to steps. */
    @Test
    void groupsHaveOneUnit() throws IOException {
        for (int frequency = 1; frequency <= 12; frequency++) {
            TrialStatus status = frequency % 2 == 0 ? TrialStatus.CONVERGED : TrialStatus.BUDGET_EXHAUSTED;
            commit(frequency, 100_000, frequency % 2 == 0, status);
        }
        FitSpec byStatus = FitSpecs.power(
                "by status", "five percent", Map.of("a", "frequency"), Map.of(), List.of("status"), Map.of());

        List<FitJob.Fitted> fits =
                FitJob.run("planted", results.store(), List.of(SweepFit.of(byStatus, ConvergenceTime.columns())));

        assertThat(fits).hasSize(2).allSatisfy(fit -> {
            assertThat(fit.group().flowTime()).isFalse();
            assertThat(fit.measured().estimate("c")).isCloseTo(10, within(0.3));
        });
        assertThat(results.store().rows(Table.TESTS))
                .filteredOn(row -> row.source().equals("groups"))
                .singleElement()
                .satisfies(row -> assertThat(row.hypothesis()).isEqualTo("a equal in all groups"));
    }

    @Test
    void leavesOutWhatADivergedTrialDidNotReach() throws IOException {
        for (int frequency = 1; frequency <= 6; frequency++) {
            commit(
                    frequency,
                    frequency == 6 ? 300 : 100_000,
                    true,
                    frequency == 6 ? TrialStatus.DIVERGED : TrialStatus.CONVERGED);
        }
        FitJob.Fitted fit =
                FitJob.run("planted", results.store(), List.of(HEADLINE)).get(0);
        assertThat(fit.measured().points()).isEqualTo(10);
        assertThat(fit.measured().censored()).isZero();
        assertThat(Report.of(results, List.of(fit)).remarks())
                .anySatisfy(remark -> assertThat(remark).startsWith("Left out of 'headline': 2 times"));
    }

    private static StoredRow stored(Row row) {
        Object[] values = Arrays.stream(StoredRow.COLUMNS.fieldNames())
                .map(name -> row.get(Table.TRIALS.schema().fieldIndex(name)))
                .toArray();
        return new StoredRow(RowFactory.create(values), trial -> "{}");
    }

    @Test
    void takesAHitAtTheStartForAnIntervalOfOneStep() throws IOException {
        HitRow atStart = new HitRow("trial 1", -1, 1, "five percent", "relative-mse", 0.05, 0, 0L, 0.0, 0.0, null);
        TrialRow trial = Rows.trial("trial 1", 1, TrialStatus.CONVERGED);
        ConvergenceTime time = new ConvergenceTime(atStart, stored(Table.TRIALS.toRow(trial)), "cell");
        FitGroup group = FitGroup.of(new FitInput(HEADLINE, List.of(time), LeftOut.ofValues(0, 1, 0)))
                .get(0);
        assertThat(group.lawTimes().measured()).singleElement().satisfies(observation -> {
            assertThat(observation.lower()).isZero();
            assertThat(observation.upper()).isEqualTo(2);
        });
    }

    @Test
    void leavesOutTheoryThatDoesNotCoverEveryTrial() throws IOException {
        for (int frequency = 1; frequency <= 6; frequency++) {
            commit(frequency, 100_000, true, TrialStatus.CONVERGED);
        }
        TrialRow encoded = Rows.trial("encoded", 7, TrialStatus.CONVERGED);
        HitRow hit = new HitRow("encoded", 0, 0.5, "five percent", "relative-mse", 0.05, 9, 9L, 18.0, 18.0, 9L);
        results.store().commit("encoded", new UnitStore.Unit(List.of(encoded), List.of(hit), List.of()), "0", false);
        SweepFit given = SweepFit.of(
                FitSpecs.power(
                        "given",
                        "five percent",
                        Map.of("a", "frequency", "b", "1/density"),
                        Map.of(),
                        List.of(),
                        Map.of("a", 2.5)),
                ConvergenceTime.columns());
        SweepFit without = SweepFit.of(
                FitSpecs.power(
                        "without",
                        "five percent",
                        Map.of("a", "frequency", "b", "1/density"),
                        Map.of("frequency", List.of(1.0, 6.0)),
                        List.of(),
                        Map.of()),
                ConvergenceTime.columns());

        List<FitJob.Fitted> fits = FitJob.run("planted", results.store(), List.of(HEADLINE, given, without));

        assertThat(fits.stream().map(fit -> fit.group().theory()))
                .containsExactly(Map.of(), Map.of("a", 2.5), Map.of("a", 3.0, "b", 1.0));
        assertThat(fits.stream().map(fit -> fit.group().theoryGap().orElse(null)))
                .containsExactly(TheoryGap.ENCODING, TheoryGap.ENCODING, null);
        assertThat(FitAdvice.of(fits))
                .containsExactly(
                        "The theory column of 'headline' is empty: " + TheoryGap.ENCODING.reason() + ".",
                        "The theory column of 'given' is partly empty: " + TheoryGap.ENCODING.reason() + ".");
        assertThat(results.store().rows(Table.FITS))
                .filteredOn(row -> row.fit().equals("headline"))
                .allMatch(row -> row.value().theory() == null);
    }

    @Test
    void remarksOnCensoredTimesAndMissingKernelTimes() throws IOException {
        for (int frequency = 1; frequency <= 10; frequency++) {
            commit(frequency, 200, true, TrialStatus.BUDGET_EXHAUSTED);
        }
        TrialRow late = Rows.plain("late", 11, TrialStatus.BUDGET_EXHAUSTED);
        HitRow hit = new HitRow("late", 0, 0.5, "five percent", "relative-mse", 0.05, 200, null, 400.0, null, null);
        results.store().commit("late", new UnitStore.Unit(List.of(late), List.of(hit), List.of()), "0", false);

        assertThat(FitAdvice.of(FitJob.run("planted", results.store(), List.of(HEADLINE))))
                .containsExactly(
                        "Most times of 'headline' are censored, 15 of 21: more steps or wider networks help.",
                        "The kernel column of 'headline' rests on 20 of 21 times: the kernel never reaches these"
                                + " thresholds, or the target has several outputs.");
    }

    @Test
    void saysThatThereIsNothingToFit() throws IOException {
        FitJob.Fitted fit =
                FitJob.run("planted", results.store(), List.of(HEADLINE)).get(0);
        assertThat(fit.measured().status()).isEqualTo(FitStatus.TOO_FEW_POINTS);
        Report report = Report.of(results, List.of(fit));
        assertThat(report.remarks()).containsExactly("No picture: there is no convergence time to draw.");
    }
}
