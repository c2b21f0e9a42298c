package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.spectralsweep.kernel.AnalyticKernel;
import org.spectralsweep.kernel.EmpiricalTangentKernel;
import org.spectralsweep.linalg.SymmetricEigen;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.OutputFunction;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.targets.Harmonic;
import org.spectralsweep.targets.ImageSource;
import org.spectralsweep.targets.Phase;
import org.spectralsweep.train.Adam;
import org.spectralsweep.train.GradientDescent;
import org.spectralsweep.train.LearningRate;
import org.spectralsweep.train.Sgd;

class TrialRunnerTest {
    private static List<Object> numbers(TrialResult result) {
        List<Object> all = new ArrayList<>(result.hits());
        all.addAll(result.measurements());
        all.add(Objects.requireNonNull(result.course().finalLoss(), result::toString));
        all.add(result.course().steps());
        all.add(result.status());
        all.add(result.trialId());
        return all;
    }

    @ParameterizedTest
    @EnumSource(value = PrecisionChoice.class)
    void givesTheSameBitsAgainAndInParallel(PrecisionChoice precision) throws Exception {
        TrialSpec spec = Trials.withBudget(Trials.with(Trials.figure7(5, 301, 1), precision), 150, 0);
        List<Object> once = numbers(TrialRunner.run(spec));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Callable<TrialResult>> twice = List.of(
                    () -> TrialRunner.run(spec),
                    () -> TrialRunner.run(Trials.withBudget(Trials.deep5(4, 0), 20, 0)),
                    () -> TrialRunner.run(spec));
            List<Future<TrialResult>> results = threads.invokeAll(twice);
            assertThat(numbers(results.get(0).get())).isEqualTo(once);
            assertThat(numbers(results.get(2).get())).isEqualTo(once);
        } finally {
            threads.shutdownNow();
        }
    }

    /**
     * Mini-batches in random order with a checkpoint that the other run does not have, and full batches on the circle
     * engine.
     */
    @ParameterizedTest
    @CsvSource({
        "'{type: sgd, learning-rate: 1e-3, batch-size: 32, momentum: 0.9}'",
        "'{type: gradient-descent, learning-rate: auto}'"
    })
    void trainsTheNetworkThatTheSweepHasByThen(String optimizer) {
        TrialSpec spec = TrialExamples.with(
                TrialExamples.with(TrialExamples.with("network.width", "64"), "optimizer", optimizer),
                "metrics",
                "[{type: training-loss}, {type: dead-units}]");
        TrialResult run = TrialRunner.run(Trials.withBudget(spec, 17, 0));
        List<Long> heard = new ArrayList<>();
        TrainedNetwork trained = TrialRunner.train(spec, ImageSource.NONE, OptionalLong.of(17), heard::add);
        assertThat(trained.steps()).isEqualTo(17);
        assertThat(heard).hasSize(17).startsWith(1L).endsWith(17L);
        TrialSetup setup = TrialSetup.of(spec, ImageSource.NONE);
        double[] outputs =
                trained.network().outputs(setup.data().x(), setup.data().count());
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            sum += Math.pow(outputs[i] - setup.data().y()[i], 2);
        }
        assertThat(sum / 2).isCloseTo(Objects.requireNonNull(run.course().finalLoss()), withinPercentage(1e-4));
        assertThat(run.course().steps()).isEqualTo(17);
        assertThat(trained.network().values().get(5))
                .isNotEqualTo(setup.network().values().get(5));
        TrainedNetwork untrained = TrialRunner.train(spec, ImageSource.NONE, OptionalLong.of(0), step -> {
            throw new AssertionError();
        });
        assertThat(untrained.network().values().get(5))
                .isEqualTo(setup.network().values().get(5));
    }

    /** A mirrored network is the zero function at its start, whatever the loss and whether it trains or not. */
    @ParameterizedTest
    @CsvSource({"half-sum, true, 50", "half-mean, true, 50", "mean-square, false, 50"})
    void theTargetsEnergyIsTheLossOfTheZeroFunction(String loss, boolean unitNorm, long steps) {
        TrialSpec plain = TrialExamples.with(
                TrialExamples.with(
                        TrialExamples.with(
                                TrialExamples.with("network.width", "64"), "target", "{type: harmonic, frequency: 4}"),
                        "loss",
                        loss),
                "unit-norm-target",
                Boolean.toString(unitNorm));
        TrialSpec mirrored = TrialExamples.with(plain, "initialization.mirrored", "true");
        double energy = Objects.requireNonNull(
                TrialRunner.run(Trials.withBudget(mirrored, steps, 0)).course().initialLoss());
        assertThat(energy).isPositive();
        TrialResult trained = TrialRunner.run(Trials.withBudget(plain, steps, 0));
        assertThat(trained.course().targetEnergy()).isCloseTo(energy, withinPercentage(1e-9));
        assertThat(Objects.requireNonNull(trained.course().initialLoss())).isGreaterThan(1.01 * energy);
        assertThat(TrialRunner.run(Trials.withBudget(plain, 0, 0)).course().targetEnergy())
                .isEqualTo(trained.course().targetEnergy());
    }

    @Test
    void replicatesDiffer() {
        TrialResult a = TrialRunner.run(Trials.withBudget(Trials.figure7(5, 64, 0), 20, 0));
        TrialResult b = TrialRunner.run(Trials.withBudget(Trials.figure7(5, 64, 1), 20, 0));
        assertThat(a.course().finalLoss()).isNotEqualTo(b.course().finalLoss());
        assertThat(a.trialId()).isNotEqualTo(b.trialId());
    }

    @Test
    void aBudgetThatEndsFirstLeavesRightCensoredHits() {
        TrialResult result = TrialRunner.run(Trials.withBudget(Trials.figure7(8, 256, 0), 17, 0));
        assertThat(result.status()).isEqualTo(TrialStatus.BUDGET_EXHAUSTED);
        assertThat(result.hits()).hasSize(3).allSatisfy(hit -> {
            assertThat(hit.stepLower()).isEqualTo(17);
            assertThat(hit.stepUpper()).isNull();
            assertThat(hit.timeUpper()).isNull();
            assertThat(hit.timeLower()).isCloseTo(17 * 0.004 * 734, within(1e-9));
        });
    }

    @Test
    void aTrialThatRunsOutOfTimeHasAStatus() {
        TrialResult result = TrialRunner.run(Trials.withBudget(Trials.figure7(30, 2000, 0), 1_000_000, 0.05));
        assertThat(result.status()).isEqualTo(TrialStatus.TIMED_OUT);
        assertThat(result.hits()).allSatisfy(hit -> assertThat(hit.stepUpper()).isNull());
    }

    @Test
    void divergenceIsAResultWithAWarning() {
        TrialSpec spec = Trials.with(Trials.deep5(4, 0), new GradientDescent(new LearningRate(1000.0)));
        TrialResult result = TrialRunner.run(spec);
        assertThat(result.status()).isEqualTo(TrialStatus.DIVERGED);
        assertThat(result.course().warnings())
                .anySatisfy(w -> assertThat(w).contains("lambda_max").contains("exceeds 2"));
    }

    @Test
    void aTrialThatThrowsIsAFailedResultWithItsCause() {
        NetworkSpec absurd = new NetworkSpec(
                2_000_000_000,
                1,
                List.of(),
                Parameterization.NTK,
                1,
                BiasMode.HIDDEN,
                false,
                false,
                OutputFunction.LINEAR);
        TrialResult result = TrialRunner.run(Trials.with(Trials.figure7(4, 8, 0), absurd));
        assertThat(result.status()).isEqualTo(TrialStatus.FAILED);
        assertThat(result.course().error()).isNotBlank();
        assertThat(result.hits()).isEmpty();
    }

    /**
     * lambda_max of H, H/n and 2H/n, computed separately. Mini-batches of 100 sum over 100 samples where full batches
     * sum over n.
     */
    @ParameterizedTest
    @CsvSource({"HALF_SUM, 0, 734", "HALF_MEAN, 0, 1", "MEAN_SQUARE, 0, 2", "HALF_SUM, 100, 100", "MEAN_SQUARE, 100, 2"
    })
    void takesTheLargestEigenvalueOfTheLosssOwnKernel(Loss loss, int batch, double factor) {
        TrialSpec spec = Trials.withBudget(
                Trials.with(Trials.with(Trials.figure7(4, 64, 0), loss), new Sgd(LearningRate.AUTO, batch, 0)), 1, 0);
        TrialSetup setup = TrialSetup.of(spec, ImageSource.NONE);
        int n = setup.data().count();
        double[] gram =
                AnalyticKernel.of(setup.architecture()).gram(setup.data().x(), n);
        double expected = SymmetricEigen.largest(gram, n) / n * factor;
        TrialResult result = TrialRunner.run(spec);
        assertThat(result.kernel().lambdaMax()).isCloseTo(expected, within(1e-9 * expected));
        assertThat(result.kernel().learningRate()).isCloseTo(1 / expected, within(1e-9 / expected));
    }

    @Test
    void theKernelsPredictionDoesNotEndWithTheTrialsBudget() {
        TrialResult cut = TrialRunner.run(Trials.withBudget(Trials.figure7(6, 512, 0), 3, 0));
        assertThat(cut.hits()).allSatisfy(hit -> {
            assertThat(hit.stepUpper()).isNull();
            assertThat(Objects.requireNonNull(hit.predictedStep())).isGreaterThan(3);
        });
    }

    @Test
    void theAutomaticRateInvertsTheLargestEigenvalue() {
        TrialSpec spec = Trials.withBudget(
                Trials.with(Trials.figure7(4, 512, 0), new GradientDescent(LearningRate.AUTO)), 30, 0);
        TrialResult result = TrialRunner.run(spec);
        double eta = Objects.requireNonNull(result.kernel().learningRate());
        assertThat(eta * Objects.requireNonNull(result.kernel().lambdaMax())).isCloseTo(1, within(1e-12));
        assertThat(result.course().warnings()).isEmpty();
        assertThat(Objects.requireNonNull(result.course().finalLoss()))
                .isLessThan(Objects.requireNonNull(result.course().initialLoss()));
    }

    @Test
    void takesTheAutomaticRateFromTheEmpiricalKernel() {
        TrialSpec spec =
                Trials.withBudget(Trials.with(Trials.deep5(4, 0), new GradientDescent(LearningRate.AUTO)), 5, 0);
        TrialResult result = TrialRunner.run(spec);
        assertThat(result.status()).isEqualTo(TrialStatus.BUDGET_EXHAUSTED);
        TrialSetup setup = TrialSetup.of(spec, ImageSource.NONE);
        int n = setup.data().count();
        double expected = SymmetricEigen.largest(
                        EmpiricalTangentKernel.gram(
                                setup.network(), setup.data().x(), n),
                        n)
                * 2
                / n;
        assertThat(result.kernel().learningRate()).isCloseTo(1 / expected, within(1e-9 / expected));
    }

    @Test
    void kernelPredictionStandsBesideTheMeasurement() {
        TrialResult result = TrialRunner.run(Trials.figure7(4, 1000, 0));
        assertThat(result.hits()).allSatisfy(hit -> {
            assertThat(hit.predictedStep()).isNotNull();
            assertThat(Objects.requireNonNull(hit.predictedStep())).isBetween(20L, 400L);
        });
    }

    @Test
    void adamHasStepsButNoGradientFlowTime() {
        Adam adam = new Adam(new LearningRate(1e-3), 0.9, 0.999, 1e-8, 0);
        TrialResult result = TrialRunner.run(Trials.withBudget(Trials.with(Trials.figure7(4, 64, 0), adam), 10, 0));
        assertThat(result.hits()).allSatisfy(hit -> {
            assertThat(hit.timeLower()).isNull();
            assertThat(hit.predictedStep()).isNull();
        });
    }

    @Test
    void timesMiniBatchesByTheirSizeAndMomentumNever() {
        LearningRate eta = new LearningRate(0.001);
        TrialSpec base = Trials.withBudget(Trials.figure7(4, 64, 0), 10, 0);
        Hit plain =
                TrialRunner.run(Trials.with(base, new Sgd(eta, 100, 0))).hits().get(0);
        // 734 samples in 8 batches: 91.75 samples an update on average.
        assertThat(plain.timeLower()).isCloseTo(plain.stepLower() * 0.001 * 91.75, within(1e-12));
        Hit heavy = TrialRunner.run(Trials.with(base, new Sgd(eta, 100, 0.9)))
                .hits()
                .get(0);
        assertThat(heavy.timeLower()).isNull();
    }

    @Test
    void checkpointsCarryEveryMetricOnTheirScopes() {
        TrialResult result = TrialRunner.run(Trials.withBudget(Trials.figure7(6, 128, 0), 30, 0));
        List<Measurement> first =
                result.measurements().stream().filter(m -> m.step() == 0).toList();
        assertThat(first)
                .extracting(m -> m.metric() + " " + m.scope() + " " + m.index())
                .containsExactly(
                        "training_loss all 0",
                        "region_error region:0 0",
                        "region_error region:1 0",
                        "region_error region:2 0",
                        "amplitude_residual all 6",
                        "amplitude_residual region:0 6",
                        "amplitude_residual region:1 6",
                        "amplitude_residual region:2 6",
                        "dead_units layer:1 0",
                        "dead_units all 0");
        assertThat(first.get(0).value())
                .isEqualTo(Objects.requireNonNull(result.course().initialLoss()), within(1e-6));
        assertThat(result.measurements().get(result.measurements().size() - 1).step())
                .isEqualTo(30);
    }

    @Test
    void refusesBadSpecsBeforeTraining() {
        assertThatThrownBy(() -> TrialRunner.check(Trials.figure7(160, 8, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("frequency must be below")
                .hasMessageContaining("160");
        TrialRunner.check(Trials.figure7(156, 8, 0));
        assertThatThrownBy(() ->
                        TrialRunner.check(Trials.with(Trials.deep5(4, 0), new Harmonic(0, new Phase(0.0), List.of()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("convention must be");
    }
}
