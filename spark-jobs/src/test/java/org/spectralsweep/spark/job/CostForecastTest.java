package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.spectralsweep.sweep.CostModel;
import org.spectralsweep.targets.ImageSource;
import org.spectralsweep.trial.KernelStepForecast;
import org.spectralsweep.trial.Outlook;
import org.spectralsweep.trial.StableRate;
import org.spectralsweep.trial.TrialJson;
import org.spectralsweep.trial.TrialResult;
import org.spectralsweep.trial.TrialRunner;
import org.spectralsweep.trial.TrialSpec;

class CostForecastTest {
    private static List<CostedTrial> quickstart(String... sets) throws IOException {
        Path path = Path.of("..", "conf", "quickstart.yaml");
        return new YamlSweeps()
                .load(path.toString(), Files.readString(path), "quick", List.of(sets))
                .work();
    }

    @Test
    void theKernelPredictsTheStepsOfTheQuickstart() throws IOException {
        List<CostedTrial> work = quickstart();

        CostForecast forecast = CostForecast.of(work, ImageSource.NONE, 600);

        assertThat(forecast.predicted()).isEqualTo(33).isEqualTo(forecast.trained());
        assertThat(forecast.budget()).isNull();
        assertThat(forecast.work()).hasSameSizeAs(work);
        assertThat(forecast.within(work)).isEqualTo(forecast.work());
        for (int i : new int[] {0, 32}) {
            TrialSpec trial = TrialJson.read(work.get(i).specJson());
            TrialResult run = TrialRunner.run(trial);
            long predicted = Objects.requireNonNull(run.kernel().predictedSteps());
            assertThat(forecast.outlooks().get(i).rate())
                    .isEqualTo(new StableRate(
                            0.004, Objects.requireNonNull(run.kernel().lambdaMax()), 0));
            assertThat(KernelStepForecast.of(List.of(trial), ImageSource.NONE, 600)
                            .get(0)
                            .steps())
                    .hasValue(predicted);
            assertThat(forecast.work().get(i).predictedSeconds())
                    .isEqualTo(CostModel.DEFAULT.seconds(trial, (double) predicted));
        }
    }

    @Test
    void withoutTimeTheCostModelGuesses() throws IOException {
        List<CostedTrial> work = quickstart();

        CostForecast forecast = CostForecast.of(work, ImageSource.NONE, 0);

        assertThat(forecast.predicted()).isZero();
        assertThat(forecast.work()).isEqualTo(work);
    }

    /** As on a slow machine, where the time is over after some kernels. */
    @Test
    void whatKernelsSayCorrectsTheRuleForTheOthers() throws IOException {
        List<CostedTrial> work = quickstart("max-steps=auto");
        double all = asking(work, one -> true);
        double first = asking(work, one -> one.cell().equals(work.get(0).cell()));

        assertThat(asking(work, one -> false)).isGreaterThan(1.2 * all);
        assertThat(first).isCloseTo(all, withPercentage(2));
    }

    /** The predicted seconds if kernels, which are asked for some trials, say a tenth of what the rule says. */
    private static double asking(List<CostedTrial> work, Predicate<CostedTrial> asked) {
        List<CostedTrial> costed = new ArrayList<>();
        List<Outlook> outlooks = new ArrayList<>();
        for (CostedTrial one : work) {
            double steps = CostModel.DEFAULT.steps(one.spec()) / 10;
            costed.add(asked.test(one) ? one.costing(CostModel.DEFAULT.seconds(one.spec(), steps)) : one);
            outlooks.add(asked.test(one) ? new Outlook(OptionalLong.of(Math.round(steps)), null) : Outlook.UNKNOWN);
        }
        CostForecast forecast = new CostForecast(costed, work.size(), 0, 0, outlooks, null);
        return CostPrediction.of(forecast, List.of(), PastCosts.NONE).total().seconds();
    }

    @Test
    void showsAnAutomaticBudgetBesideTheSteps() throws IOException {
        List<CostedTrial> fixed = quickstart("replicate=0");
        List<CostedTrial> automatic = quickstart("replicate=0", "max-steps=auto", "budget-factor=4");

        CostForecast forecast = CostForecast.of(automatic, ImageSource.NONE, 600);

        assertThat(forecast.budget()).startsWith("auto, 4 times the kernel's steps, at most ");
        assertThat(forecast.work().stream().map(CostedTrial::predictedSeconds))
                .containsExactlyElementsOf(CostForecast.of(fixed, ImageSource.NONE, 600).work().stream()
                        .map(CostedTrial::predictedSeconds)
                        .toList());
    }

    @Test
    void trialsThatTrainNothingAreNotCountedAndCostLittle() throws IOException {
        List<CostedTrial> work = quickstart("max-steps=0");

        CostForecast forecast = CostForecast.of(work, ImageSource.NONE, 600);

        assertThat(forecast.trained()).isZero();
        assertThat(forecast.work())
                .allSatisfy(one -> assertThat(one.predictedSeconds()).isLessThan(0.2));
    }

    @Test
    void thePlanSaysHowFarTheQuickstartStartsFromZero() throws IOException {
        Path path = Path.of("..", "conf", "quickstart.yaml");
        LoadedSweep loaded = new YamlSweeps().load(path.toString(), Files.readString(path), "quick", List.of());
        List<CostedTrial> some = loaded.work().subList(0, 3);

        Advice advice = Advice.of(loaded, CostForecast.crude(some), new YamlSweeps().starts(some, loaded.data(), 600));

        assertThat(advice.remarks())
                .singleElement()
                .asString()
                .contains("times the target's energy in 3 of 3 trials looked at: times also measure forgetting");
    }

    @Test
    void tinyTrialsArePredictedAndPackedAsMeasured() {
        String spec = """
                sweep: tiny
                trial:
                  domain: {type: circle}
                  sampling: {type: grid, points: 30}
                  target: {type: harmonic, frequency: 1}
                  network: {width: 32, parameterization: ntk, bias: hidden, train-outer: false}
                  initialization: {weights: {type: normal, std: 1}, outer: rademacher}
                  optimizer: {type: gradient-descent, learning-rate: 0.01}
                  thresholds: []
                  metrics: []
                  max-steps: 25
                """;
        CostedTrial one =
                new YamlSweeps().load("tiny.yaml", spec, null, List.of()).work().get(0);
        assertThat(one.engine()).isEqualTo("circle");
        CostForecast forecast = CostForecast.of(Collections.nCopies(100_000, one), ImageSource.NONE, 0);

        CostPrediction prediction = CostPrediction.of(forecast, List.of(), PastCosts.NONE);

        // 100,000 trials like this one took 25 s.
        assertThat(prediction.total().seconds()).isBetween(20.0, 32.0);
        assertThat(WorkUnit.plan(prediction.work(), 2, work -> false))
                .allMatch(unit -> unit.predictedSeconds() < 1)
                .hasSizeBetween(200, 220);
    }
}
