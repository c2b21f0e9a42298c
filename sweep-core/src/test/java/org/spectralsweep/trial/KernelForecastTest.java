package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.assertj.core.api.InstanceOfAssertFactories.DOUBLE;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.hipparchus.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.kernel.EmpiricalTangentKernel;
import org.spectralsweep.kernel.KernelDescent;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.targets.ImageSource;

class KernelForecastTest {
    private static final TrialSpec BASE = TrialExamples.with(TrialExamples.base(), "network.width", "8192");

    @Test
    void theAutomaticBudgetIsAMultipleOfTheKernelsSteps() {
        TrialSpec trial = TrialExamples.with(TrialExamples.with(BASE, "max-steps", "auto"), "budget-factor", "3");

        TrialResult result = TrialRunner.run(trial);

        long slowest = result.hits().stream()
                .mapToLong(hit -> Objects.requireNonNull(hit.predictedStep()))
                .max()
                .orElseThrow();
        assertThat(result.kernel().predictedSteps()).isEqualTo(slowest).isGreaterThan(100);
        assertThat(result.course().maxSteps()).isEqualTo(3 * slowest);
        assertThat(result.status()).isEqualTo(TrialStatus.CONVERGED);
        assertThat(result.kernel().kernelSource()).isEqualTo("closed form");
    }

    @Test
    void theAutomaticBudgetEndsATrialThatIsTooSlow() {
        TrialSpec narrow = TrialExamples.with(TrialExamples.base(), "network.width", "64");
        TrialSpec trial = TrialExamples.with(
                TrialExamples.with(TrialExamples.with(narrow, "target.frequency", "8"), "max-steps", "auto"),
                "budget-factor",
                "1");

        TrialResult result = TrialRunner.run(trial);

        assertThat(result.status()).isEqualTo(TrialStatus.BUDGET_EXHAUSTED);
        assertThat(result.course().steps()).isEqualTo(result.kernel().predictedSteps());
    }

    @Test
    void whereTheKernelNeverLearnsTheBudgetIsAMillionSteps() {
        // Without a bias the kernel has no odd harmonics above the first (B19, theorem 1).
        TrialSpec unbiased = TrialExamples.with(BASE, "network.bias", "none");
        TrialSpec uniform = TrialExamples.with(
                TrialExamples.with(unbiased, "density", "{type: uniform}"), "sampling", "{type: grid, points: 300}");
        TrialSpec odd = TrialExamples.with(TrialExamples.with(uniform, "target.frequency", "3"), "max-steps", "auto");
        TrialSetup setup = TrialSetup.of(odd, ImageSource.NONE);

        TrainingBudget budget = TrainingBudget.of(odd, setup, KernelForecast.of(odd, setup));

        assertThat(budget.steps()).isNull();
        assertThat(budget.maxSteps()).isEqualTo(1_000_000);
        assertThat(budget.warnings())
                .containsExactly("max-steps was auto, but the kernel never reaches every threshold that ends the trial:"
                        + " the budget is 1000000 steps");
    }

    @Test
    void withoutStepsOnlyThePredictionsAreComputed() {
        TrialResult trained = TrialRunner.run(BASE);
        TrialResult result = TrialRunner.run(TrialExamples.with(BASE, "max-steps", "0"));

        assertThat(result.status()).isEqualTo(TrialStatus.PREDICTED);
        assertThat(result.trialId()).isEqualTo(trained.trialId());
        assertThat(result.course().steps()).isZero();
        assertThat(result.course().maxSteps()).isZero();
        assertThat(result.course().finalLoss()).isNull();
        assertThat(result.measurements()).isEmpty();
        assertThat(result.model().parameters()).isEqualTo(trained.model().parameters());
        assertThat(result.kernel().predictedSteps()).isEqualTo(trained.kernel().predictedSteps());
        assertThat(result.hits()).hasSameSizeAs(trained.hits());
        for (int i = 0; i < result.hits().size(); i++) {
            Hit hit = result.hits().get(i);
            Hit other = trained.hits().get(i);
            assertThat(hit.stepLower()).isZero();
            assertThat(hit.stepUpper()).isNull();
            assertThat(hit.region()).isEqualTo(other.region());
            assertThat(hit.predictedStep()).isEqualTo(other.predictedStep()).isPositive();
        }
    }

    @Test
    void predictsFromTheEmpiricalKernelAndInitialOutput() {
        TrialSpec trial =
                TrialExamples.with(TrialExamples.with(Trials.deep5(2, 0), "network.width", "32"), "max-steps", "0");
        TrialSetup setup = TrialSetup.of(trial, ImageSource.NONE);
        Mlp network = setup.network();
        int n = setup.data().count();
        double[] gram = EmpiricalTangentKernel.gram(network, setup.data().x(), n);
        double[] residual = network.outputs(setup.data().x(), n);
        double target = 0;
        for (int i = 0; i < n; i++) {
            residual[i] -= setup.data().y()[i];
            target += setup.data().y()[i] * setup.data().y()[i];
        }

        TrialResult result = TrialRunner.run(trial);

        long step = 0;
        double rate = Objects.requireNonNull(result.kernel().learningRate()) * 2 / n;
        while (energy(residual) >= 0.05 * target && step < 100_000) {
            double[] next = residual.clone();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    next[i] -= rate * gram[i * n + j] * residual[j];
                }
            }
            residual = next;
            step++;
        }
        OptionalLong fromZero = KernelDescent.firstCrossings(
                        gram,
                        n,
                        setup.data().y(),
                        setup.data().region(),
                        setup.data().regions(),
                        rate,
                        trial.thresholds(),
                        100_000)
                .values()
                .iterator()
                .next();
        assertThat(fromZero).as("the start matters").isNotEqualTo(OptionalLong.of(step));
        assertThat(result.kernel().kernelSource()).isEqualTo("empirical");
        assertThat(result.kernel().predictedSteps()).isEqualTo(step).isBetween(100L, 99_999L);
    }

    /** All with the same target and the same start: random ones differ with the optimiser. */
    private static TrialSpec with(String optimizer) {
        TrialSpec fixed = TrialExamples.with(TrialExamples.with(BASE, "target.phase", "0.3"), "seeds", "{init: 7}");
        return TrialExamples.with(TrialExamples.with(fixed, "optimizer", optimizer), "max-steps", "auto");
    }

    /** Momentum at 0.9 is ten times as fast where components do not ring. */
    @Test
    void momentumAndSchedulesHaveAutomaticBudgets() {
        long plain = slowest(with("{type: gradient-descent, learning-rate: 1e-6}"));
        long heavy = slowest(with("{type: sgd, learning-rate: 1e-6, momentum: 0.9}"));
        long rising =
                slowest(with("{type: gradient-descent, learning-rate: 1e-6, schedule: {type: warm-up, steps: 101}}"));
        long dropping = slowest(
                with("{type: gradient-descent, learning-rate: 2e-6, schedule: {type: step, every: 10, factor: 0.5}}"));

        // It starts slowly, as the velocity grows: mu / (1 - mu) updates are lost, and less than that is won later.
        assertThat(heavy - plain / 10.0).isBetween(-60.0, 9.0);
        // The first hundred updates are as good as fifty.
        assertThat(rising - plain).isBetween(49L, 51L);
        assertThat(dropping).as("twenty updates in all").isEqualTo(-1);
    }

    /** Decay pulls every component, so it counts as an eigenvalue. */
    @Test
    void anAutomaticRateAllowsForDecayAndForItsFactor() {
        TrialSpec plain = with("{type: gradient-descent, learning-rate: auto}");
        TrialSpec pulled =
                with("{type: gradient-descent, learning-rate: auto, decay: {strength: 50, towards: initial}}");
        double lambdaMax = Objects.requireNonNull(forecast(plain).lambdaMax());

        assertThat(forecast(plain).learningRate()).isEqualTo(1 / lambdaMax);
        assertThat(forecast(pulled).learningRate()).isEqualTo(1 / (lambdaMax + 50));
        assertThat(forecast(pulled).warnings()).isEmpty();
    }

    private static KernelForecast forecast(TrialSpec trial) {
        return KernelForecast.of(trial, TrialSetup.of(trial, ImageSource.NONE));
    }

    @Test
    void trialsOfOtherRatesShareNoForecast() {
        TrialSpec slow = with("{type: gradient-descent, learning-rate: auto}");
        TrialSpec fast = TrialExamples.with(slow, "rate-factor", "2.5");
        List<Outlook> outlooks = KernelStepForecast.of(List.of(slow, fast), ImageSource.NONE, 60);

        assertThat(Objects.requireNonNull(outlooks.get(0).rate()).isExceeded()).isFalse();
        assertThat(Objects.requireNonNull(outlooks.get(1).rate()).isExceeded()).isTrue();
    }

    private static long slowest(TrialSpec trial) {
        TrialRunner.check(trial);
        TrialSetup setup = TrialSetup.of(trial, ImageSource.NONE);
        TrainingBudget budget = TrainingBudget.of(trial, setup, KernelForecast.of(trial, setup));
        Long steps = budget.steps();
        assertThat(KernelStepForecast.of(List.of(trial), ImageSource.NONE, 60)
                        .get(0)
                        .steps())
                .isEqualTo(OptionalLong.of(steps == null ? StepBudget.FALLBACK : steps));
        return steps == null ? -1 : steps;
    }

    @Test
    void aScheduledTimeIsTheSumOfTheRates() {
        String warm = "{type: gradient-descent, learning-rate: 0.004, schedule: {type: warm-up, steps: 101}}";
        TrialResult result = TrialRunner.run(with(warm));
        TrialResult plain = TrialRunner.run(with("{type: gradient-descent, learning-rate: 0.004}"));

        assertThat(result.status()).isEqualTo(TrialStatus.CONVERGED);
        assertThat(result.kernel().timePerStep()).isNull();
        double c = result.model().samples() * 0.004;
        for (int i = 0; i < result.hits().size(); i++) {
            Hit hit = result.hits().get(i);
            Hit other = plain.hits().get(i);
            double steps = Objects.requireNonNull(hit.stepUpper());
            double rising = Math.min(steps, 100);
            double sum = rising * (rising + 1) / 202 + steps - rising;
            assertThat(hit.timeUpper()).isCloseTo(c * sum, withinPercentage(1e-9));
            // In this time warm-up changes little: the prediction by less than an update.
            assertThat(Objects.requireNonNull(hit.predictedTime()))
                    .isCloseTo(Objects.requireNonNull(other.predictedTime()), within(c));
            assertThat(Objects.requireNonNull(hit.timeUpper()))
                    .isCloseTo(Objects.requireNonNull(other.timeUpper()), withinPercentage(20));
            assertThat(steps).isGreaterThan(Objects.requireNonNull(other.stepUpper()));
        }
    }

    /** A wide network follows the recursions as closely as it follows gradient descent. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: sgd, learning-rate: 0.001, momentum: 0.9}",
                "{type: gradient-descent, learning-rate: 0.004, decay: {strength: 0.3, towards: initial}}",
                "{type: sgd, learning-rate: 0.001, momentum: 0.9, decay: {strength: 0.3, towards: initial}}",
                "{type: gradient-descent, learning-rate: 0.004, schedule: {type: cosine, steps: 400, floor: 0.1}}"
            })
    void aWideNetworkFollowsThePrediction(String optimizer) {
        TrialSpec wide = TrialExamples.with(
                TrialExamples.with(BASE, "network.width", "65536"), "initialization.mirrored", "true");
        TrialSpec trial = TrialExamples.with(
                TrialExamples.with(TrialExamples.with(wide, "target.frequency", "3"), "optimizer", optimizer),
                "max-steps",
                "auto");

        TrialResult result = TrialRunner.run(trial);

        for (Hit hit : result.hits()) {
            assertThat(hit.predictedTime() == null).isEqualTo(optimizer.contains("momentum"));
            assertThat((double) Objects.requireNonNull(hit.stepUpper()) / Objects.requireNonNull(hit.predictedStep()))
                    .isCloseTo(1, within(0.06));
        }
    }

    /**
     * Departures from the kernel fall as one over the root of the width, so they are half as large at four times the
     * width.
     */
    @Test
    void widerDeepNetworksTrainMoreLikeTheirKernel() {
        double[] narrow = logarithmsOfRatios(256);
        double[] wide = logarithmsOfRatios(1024);

        assertThat(norm(wide)).isLessThan(norm(narrow));
        for (double ratio : wide) {
            assertThat(ratio).isCloseTo(0, within(Math.log(1.5)));
        }
    }

    /** ln(trained / predicted) of the deep networks of B19's code with three hidden layers, four draws. */
    private static double[] logarithmsOfRatios(int width) {
        double[] logarithms = new double[4];
        for (int replicate = 0; replicate < logarithms.length; replicate++) {
            TrialSpec trial = Trials.deep5(2, replicate);
            trial = TrialExamples.with(trial, "network.hidden-layers", "3");
            trial = TrialExamples.with(trial, "network.width", Integer.toString(width));
            trial = TrialExamples.with(trial, "sampling", "{type: grid, points: 64}");
            trial = TrialExamples.with(trial, "optimizer.learning-rate", "auto");
            TrialResult result = TrialRunner.run(trial);
            assertThat(result.kernel().kernelSource()).isEqualTo("empirical");
            assertThat(result.status()).isEqualTo(TrialStatus.CONVERGED);
            logarithms[replicate] = Math.log((double) result.course().steps()
                    / Objects.requireNonNull(result.kernel().predictedSteps()));
        }
        return logarithms;
    }

    private static double norm(double[] values) {
        return Math.sqrt(energy(values));
    }

    private static double energy(double[] residual) {
        double sum = 0;
        for (double r : residual) {
            sum += r * r;
        }
        return sum;
    }

    @Test
    void theoriesAreTheFirstRowsOfATrial() {
        TrialSpec trial = TrialExamples.with(
                TrialExamples.with(BASE, "target.frequency", "2"),
                "theory",
                "[{type: kernel-spectrum, count: 5}, {type: target-projection, up-to: 3}]");

        List<Measurement> trained = TrialRunner.run(trial).measurements();
        List<Measurement> predicted =
                TrialRunner.run(TrialExamples.with(trial, "max-steps", "0")).measurements();

        assertThat(predicted.stream().map(Measurement::metric).distinct())
                .startsWith("kernel_eigenvalue")
                .contains("target_projection")
                .doesNotContain("training_loss");
        assertThat(trained.subList(0, predicted.size())).isEqualTo(predicted);
        assertThat(trained.get(predicted.size()).metric()).isEqualTo("training_loss");
    }

    @Test
    void theSpectrumAndTheRateShareTheLargestEigenvalue() {
        TrialSpec trial = TrialExamples.with(
                TrialExamples.with(BASE, "max-steps", "0"), "theory", "[{type: kernel-spectrum, count: 1}]");

        TrialResult result = TrialRunner.run(trial);

        double perSample = Objects.requireNonNull(result.kernel().lambdaMax())
                / result.model().samples();
        assertThat(result.measurements().stream()
                        .filter(row -> row.metric().equals("kernel_eigenvalue"))
                        .map(Measurement::value))
                .singleElement(DOUBLE)
                .isCloseTo(perSample, withinPercentage(1e-9));
    }

    /** Exponents of the torus, by an independent sum over 2,048 angles a side: 3.049 over kappa = 5..20. */
    @Test
    void quadratureFillsATorusOfAnyDimension() {
        for (int dimension = 1; dimension <= 5; dimension++) {
            TrialSpec torus = TrialExamples.with(BASE, "density", "{type: uniform}");
            torus = TrialExamples.with(torus, "sampling", "{type: iid, points: 50}");
            torus = TrialExamples.with(torus, "max-steps", "0");
            torus = TrialExamples.with(torus, "domain", "{type: torus, dimension: " + dimension + "}");
            TrialRunner.check(
                    TrialExamples.with(torus, "theory", "[{type: kernel-spectrum, nodes: quadrature, count: 5}]"));
        }
    }

    @Test
    void torusCoefficientsRunAlongTheTargetsDirection() {
        TrialSpec torus = TrialExamples.with(
                TrialExamples.with(
                        TrialExamples.with(
                                TrialExamples.with(BASE, "density", "{type: uniform}"),
                                "sampling",
                                "{type: iid, points: 50}"),
                        "max-steps",
                        "0"),
                "domain",
                "{type: torus, dimension: 2}");
        TrialSpec along = TrialExamples.with(torus, "theory", "[{type: harmonic-coefficients, up-to: 20}]");

        List<Measurement> rows = TrialRunner.run(along).measurements();

        SimpleRegression slope = new SimpleRegression();
        rows.stream()
                .filter(row -> row.metric().equals("harmonic_coefficient") && row.index() >= 5)
                .forEach(row -> slope.addData(Math.log(row.index()), Math.log(row.value())));
        assertThat(slope.getN()).isEqualTo(16);
        assertThat(slope.getSlope()).isCloseTo(-3.049, within(0.005));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrialRunner.check(
                        TrialExamples.with(torus, "theory", "[{type: harmonic-coefficients, up-to: 900}]")))
                .withMessageContaining("up-to must be below");
    }

    @Test
    void refusesATheoryWithoutAFormulaBeforeRunning() {
        TrialSpec trial = TrialExamples.with(
                TrialExamples.with(BASE, "initialization.weights", "{type: uniform-fan-in}"),
                "theory",
                "[{type: harmonic-coefficients, kernel: analytic}]");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrialRunner.check(trial))
                .withMessageContaining("uniform-fan-in");
    }

    @Test
    void adamHasNoPrediction() {
        TrialSpec trial = TrialExamples.with(BASE, "optimizer", "{type: adam}");
        TrialResult result = TrialRunner.run(TrialExamples.with(trial, "max-steps", "0"));

        assertThat(result.status()).isEqualTo(TrialStatus.PREDICTED);
        assertThat(result.kernel().predictedSteps()).isNull();
        assertThat(result.kernel().kernelSource()).isNull();
        assertThat(result.hits()).allMatch(hit -> hit.predictedStep() == null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "optimizer | {type: adam} | with the optimizer adam, whose steps no kernel predicts,",
                "optimizer | {type: sign-descent} | with the optimizer sign-descent, whose steps no kernel predicts,",
                "optimizer | {type: sgd, learning-rate: 0.004, batch-size: 8} | with mini-batches, whose steps no kernel predicts,",
                "optimizer | {type: sgd, learning-rate: 0.004, momentum: 0.9, schedule: {type: warm-up, steps: 9}} | with momentum at a rate that changes, whose steps no kernel predicts,",
                "optimizer | {type: gradient-descent, learning-rate: 0.004, decay: {strength: 0.1}} | with weight decay towards the origin, whose steps no kernel predicts,",
                "optimizer | {type: sgd, learning-rate: 0.004, momentum: 0.5, decay: {strength: 0.1, coupling: decoupled, towards: initial}} | with momentum and decoupled weight decay, whose steps no kernel predicts,",
                "thresholds | [] | without thresholds, since only steps to thresholds are predicted,",
                "sampling | {type: iid, points: 3001} | with more than 3000 samples (here 3001), beyond which no steps are predicted,"
            })
    void refusesAnAutomaticBudgetWithoutAPrediction(String key, String value, String reason) {
        TrialSpec trial = TrialExamples.with(BASE, key, value);

        assertThatCode(() -> TrialRunner.check(trial)).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrialRunner.check(TrialExamples.with(trial, "max-steps", "auto")))
                .withMessage("max-steps must be a number " + reason + " but was auto");
    }

    @Test
    void refusesAFactorBelowOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrialExamples.with(BASE, "budget-factor", "0.5"))
                .withMessageContaining("budget-factor must be at least 1 but was 0.5");
    }

    @Test
    void aBudgetNeverOverflows() {
        assertThat(List.of(
                        StepBudget.resolve(null, 1e9, 1_000_000_000_000L),
                        StepBudget.resolve(null, 2.5, 3L),
                        StepBudget.resolve(null, 4, 0L),
                        StepBudget.resolve(7L, 4, 100L)))
                .containsExactly(1_000_000_000_000L, 8L, 4L, 7L);
    }
}
