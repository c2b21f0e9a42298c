package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.targets.ImageSource;

/** Trials whose optimiser maps residuals: what they refuse, and how they follow their prediction. */
class ResidualMapsTest {
    /** Wide, with a first output of zero and a large start, so that it follows its kernel. */
    private static final TrialSpec UNIFORM = changed(
            "density={type: uniform}",
            "sampling={type: grid, points: 200}",
            "thresholds=[{name: t, convention: relative-mse, delta: 0.1}]",
            "network.width=16384",
            "initialization={weights: {type: normal, std: 1}, outer: rademacher, mirrored: true}");

    private static TrialSpec changed(String... changes) {
        TrialSpec spec = TrialExamples.base();
        for (String change : changes) {
            String[] parts = change.split("=", 2);
            spec = TrialExamples.with(spec, parts[0], parts[1]);
        }
        return spec;
    }

    private static TrialSpec trial(TrialSpec base, String optimizer) {
        return TrialExamples.with(base, "optimizer", optimizer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: preconditioned, learning-rate: auto, exponent: 1, eigenvectors: 50} | {type: uniform}",
                "{type: sobolev, learning-rate: auto, order: 0.5} | {type: uniform}",
                "{type: sobolev, learning-rate: auto, order: -0.5} | {type: uniform}",
                "{type: preconditioned, learning-rate: auto, exponent: 1, eigenvectors: 50} | {type: piecewise-constant, weights: [1, 2, 4]}",
                "{type: sobolev, learning-rate: auto, order: 0.5} | {type: piecewise-constant, weights: [1, 2, 4]}"
            })
    void wideNetworksFollowTheKernel(String optimizer, String density) {
        TrialSpec spec = trial(TrialExamples.with(UNIFORM, "density", density), optimizer);
        // A small rate, so that steps are many enough to be compared.
        KernelForecast forecast = KernelForecast.of(spec, TrialSetup.of(spec, ImageSource.NONE));
        String slow = optimizer.replace("auto", Double.toString(0.1 * forecast.learningRate()));
        TrialResult result = TrialRunner.run(trial(spec, slow));
        assertThat(result.course().error()).isNull();
        assertThat(result.status()).isEqualTo(TrialStatus.CONVERGED);
        assertThat(result.kernel().lambdaMax()).isNotNull();
        assertThat(result.hits()).isNotEmpty().allSatisfy(hit -> {
            double predicted = Objects.requireNonNull(hit.predictedStep());
            assertThat(predicted).isGreaterThan(20);
            assertThat((double) Objects.requireNonNull(hit.stepUpper())).isCloseTo(predicted, within(0.08 * predicted));
        });
    }

    /** The forecast of a plan is the trial's own prediction. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: preconditioned, learning-rate: auto, exponent: 1, eigenvectors: 50}",
                "{type: sobolev, learning-rate: auto, order: -0.5}"
            })
    void thePlanAsksTheMappedKernel(String optimizer) {
        TrialSpec spec = TrialExamples.with(trial(UNIFORM, optimizer), "max-steps", "auto");
        List<Outlook> outlooks = KernelStepForecast.of(List.of(spec, spec), ImageSource.NONE, 100);
        TrialResult predicted = TrialRunner.run(TrialExamples.with(spec, "max-steps", "0"));
        long steps = Objects.requireNonNull(predicted.kernel().predictedSteps());
        assertThat(outlooks).allMatch(outlook -> outlook.steps().equals(OptionalLong.of(steps)));
        TrialSpec plain =
                TrialExamples.with(trial(UNIFORM, "{type: gradient-descent, learning-rate: auto}"), "max-steps", "0");
        assertThat(steps).isNotEqualTo(TrialRunner.run(plain).kernel().predictedSteps());
    }

    /** Where the kernel has no closed form, that of the network at its start takes its place. */
    @Test
    void anEmpiricalKernelWillDo() {
        TrialSpec start = TrialExamples.with(UNIFORM, "initialization.weights", "{type: uniform-fan-in}");
        TrialSpec spec = trial(
                TrialExamples.with(start, "network.width", "2048"),
                "{type: preconditioned, learning-rate: auto, exponent: 0, eigenvectors: 30}");
        TrialResult result = TrialRunner.run(spec);
        assertThat(result.kernel().kernelSource()).isEqualTo("empirical");
        assertThat(result.hits()).allMatch(hit -> hit.predictedStep() != null && hit.stepUpper() != null);
    }

    /** The sweep's network and the one that is trained again for its weights are one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: preconditioned, learning-rate: 0.001, exponent: 1, eigenvectors: 50}",
                "{type: sobolev, learning-rate: 0.001, order: 0.5}"
            })
    void trainsTheNetworkThatTheSweepHasByThen(String optimizer) {
        TrialSpec spec = trial(TrialExamples.with(UNIFORM, "network.width", "64"), optimizer);
        TrialResult run = TrialRunner.run(Trials.withBudget(spec, 17, 0));
        TrainedNetwork trained = TrialRunner.train(spec, ImageSource.NONE, OptionalLong.of(17), step -> {});
        TrialSetup setup = TrialSetup.of(spec, ImageSource.NONE);
        double[] outputs = trained.network().outputs(setup.data().x(), 200);
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            sum += Math.pow(outputs[i] - setup.data().y()[i], 2);
        }
        assertThat(sum / 2).isCloseTo(Objects.requireNonNull(run.course().finalLoss()), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{type: interval} | an interval", "{type: sphere, dimension: 3} | a sphere of dimension 3"})
    void refusesDomainsWithoutFourierModes(String domain, String phrase) {
        TrialSpec spec = TrialExamples.with(UNIFORM, "domain", domain);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trial(spec, "{type: sobolev, learning-rate: auto, order: 0.5}"))
                .withMessage("trial.optimizer must be another than sobolev on " + phrase
                        + ", since its loss is about Fourier modes of the circle or a torus");
        assertThatCode(() -> trial(spec, "{type: preconditioned, learning-rate: auto}"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: iid, points: 3001} | {type: preconditioned, learning-rate: 0.1} | optimizer must be another than preconditioned with more than 3000 samples, whose kernel has no eigenvectors here, but there were 3001",
                "{type: grid, points: 50} | {type: preconditioned, learning-rate: 0.1} | eigenvectors must be at most the number of samples, 50, but was 100",
                "{type: iid, points: 100} | {type: sobolev, learning-rate: 0.1, order: 1} | max-frequency must be given for samples that are no grid, which resolve no highest frequency, but was 0",
                "{type: iid, points: 100} | {type: sobolev, learning-rate: 0.1, order: 1, max-frequency: 50} | max-frequency must give at most as many modes as samples, 100, but gave 101",
                "{type: grid, points: 100} | {type: sobolev, learning-rate: 0.1, order: 1, max-frequency: 51} | max-frequency must be at most the highest frequency that the samples resolve, 50, but was 51",
                "{type: grid, points: 101} | {type: sobolev, learning-rate: 0.1, order: 1, max-frequency: 51} | max-frequency must be at most the highest frequency that the samples resolve, 50, but was 51",
                "{type: grid, points: 100} | {type: sobolev, learning-rate: 0.1, order: 1, max-frequency: 3} | max-frequency must reach the target's frequency, 4, which is otherwise never learned, but was 3",
                "{type: quantiles, points: 10000} | {type: sobolev, learning-rate: 0.1, order: 1} | "
            })
    void refusesSamplesThatDoNotFit(String sampling, String optimizer, String message) {
        TrialSpec spec = trial(TrialExamples.with(UNIFORM, "sampling", sampling), optimizer);
        if (message == null) {
            assertThatCode(() -> TrialRunner.check(spec)).doesNotThrowAnyException();
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TrialRunner.check(spec))
                    .withMessage(message);
        }
    }

    /** On so many uneven points the matrix of all modes would not fit, but a part of the modes does. */
    @Test
    void anUnevenSampleOfManyPointsNeedsFewerModes() {
        TrialSpec uneven = TrialExamples.with(UNIFORM, "density", "{type: piecewise-constant, weights: [1, 2, 4]}");
        TrialSpec many = TrialExamples.with(uneven, "sampling", "{type: grid, points: 7000}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrialRunner.check(trial(many, "{type: sobolev, learning-rate: 0.1, order: 1}")))
                .withMessageStartingWith("max-frequency must give at most 1285 modes on 7000 samples");
        TrialSpec fewer = trial(many, "{type: sobolev, learning-rate: auto, order: -1, max-frequency: 100}");
        assertThatCode(() -> TrialRunner.check(fewer)).doesNotThrowAnyException();
        TrialResult result = TrialRunner.run(Trials.withBudget(TrialExamples.with(fewer, "network.width", "64"), 3, 0));
        assertThat(result.course().error()).isNull();
        assertThat(result.kernel().lambdaMax()).isNotNull();
    }

    /** Evenly spaced ones of 4,096 points do not resolve the frequencies that the order raises. */
    @Test
    void anOrderAboveZeroOnManySamplesNeedsARate() {
        TrialSpec many = TrialExamples.with(UNIFORM, "sampling", "{type: grid, points: 4096}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrialRunner.check(trial(many, "{type: sobolev, learning-rate: auto, order: 0.5}")))
                .withMessageContaining("must have a number as learning-rate for a sobolev order above 0");
        TrialSpec given = trial(many, "{type: sobolev, learning-rate: 0.1, order: 0.5}");
        TrialResult result = TrialRunner.run(Trials.withBudget(TrialExamples.with(given, "network.width", "64"), 3, 0));
        assertThat(result.course().error()).isNull();
        assertThat(result.kernel().lambdaMax()).isNull();
    }

    @Test
    void refusesPredictedCurvesOfThePlainKernel() {
        TrialSpec spec = TrialExamples.with(
                trial(UNIFORM, "{type: sobolev, learning-rate: 0.1, order: 1}"), "theory", "[{type: predicted-curve}]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrialRunner.check(spec))
                .withMessageContaining("must be full-batch gradient descent for predicted-curve");
    }

    @Test
    void aTorusTrains() {
        TrialSpec torus = TrialExamples.with(
                TrialExamples.with(
                        TrialExamples.with(
                                TrialExamples.with(UNIFORM, "domain", "{type: torus, dimension: 2}"),
                                "sampling",
                                "{type: grid, points: 144}"),
                        "target",
                        "{type: harmonic, frequency: 2, phase: random}"),
                "max-steps",
                "auto");
        TrialSpec spec = trial(
                TrialExamples.with(torus, "network.width", "4096"), "{type: sobolev, learning-rate: auto, order: 1}");
        TrialResult result = TrialRunner.run(spec);
        assertThat(result.course().error()).isNull();
        assertThat(result.hits()).allSatisfy(hit -> {
            double predicted = Objects.requireNonNull(hit.predictedStep());
            assertThat((double) Objects.requireNonNull(hit.stepUpper()))
                    .isCloseTo(predicted, within(Math.max(2, 0.15 * predicted)));
        });
    }
}
