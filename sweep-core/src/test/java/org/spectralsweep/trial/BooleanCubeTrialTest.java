package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.kernel.AnalyticKernel;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.spec.DefaultLiteral;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.targets.ImageSource;
import org.spectralsweep.theory.BooleanSpectrum;

/**
 * Walsh functions on the whole Boolean cube are learned when the kernel's eigenvalues say: conf/beyond/boolean-cube.
 */
class BooleanCubeTrialTest {
    private static final double LEFT = 0.1;

    /** Eigenvalues of network (2) with hidden biases, whose K(1) is 1. */
    private static double[] mu(int dimension) {
        TrialSpec trial = trial(dimension, 1, 64, 1, "0");
        MlpSpec network = trial.network().toMlp(dimension, 1, trial.initialization());
        return BooleanSpectrum.eigenvalues(AnalyticKernel.of(network), dimension);
    }

    private static TrialSpec trial(int dimension, int degree, int width, double rate, String maxSteps) {
        return (TrialSpec) SpecType.of(TrialSpec.class)
                .read(
                        DefaultLiteral.parse(
                                """
                {domain: {type: boolean-cube, dimension: %d},
                 sampling: {type: grid, points: %d},
                 target: {type: walsh, degree: %d},
                 unit-norm-target: true,
                 network: {width: %d, parameterization: ntk, c-sigma: 1, bias: hidden, train-outer: false},
                 initialization: {weights: {type: normal, std: 1}, outer: rademacher, mirrored: true},
                 optimizer: {type: gradient-descent, learning-rate: %s},
                 thresholds: [{name: learned, convention: relative-mse, delta: %s, scope: global}],
                 metrics: [{type: amplitude}], max-steps: %s}
                """.formatted(dimension, 1 << dimension, degree, width, rate, LEFT, maxSteps)),
                        "trial");
    }

    /** The least t with (1 - eta n mu)^(2 t) below the level. */
    private static long closedForm(double rate, int n, double mu) {
        return (long) Math.floor(Math.log(LEFT) / (2 * Math.log1p(-rate * n * mu))) + 1;
    }

    private static long predicted(TrialResult result) {
        assertThat(result.hits()).hasSize(1);
        return Objects.requireNonNull(result.hits().get(0).predictedStep());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void kernelDescentTakesTheStepsOfTheClosedForm(int degree) {
        double[] mu = mu(10);
        double rate = 0.5 / (1024 * mu[0]);

        TrialResult result = TrialRunner.run(trial(10, degree, 64, rate, "0"));

        assertThat(result.status()).isEqualTo(TrialStatus.PREDICTED);
        assertThat(result.kernel().kernelSource()).isEqualTo("closed form");
        assertThat(result.kernel().lambdaMax()).isEqualTo(1024 * mu[0], within(1e-9));
        assertThat(predicted(result)).isEqualTo(closedForm(rate, 1024, mu[degree]));
    }

    /** A rate at which the degree takes 200 steps or, where that is unstable, the fastest that is stable. */
    private static double rate(int dimension, int degree) {
        double[] mu = mu(dimension);
        double wanted = Math.log(1 / LEFT) / (2 * 200 * mu[degree]);
        return Math.min(wanted, 0.95 / mu[0]) / (1 << dimension);
    }

    private static TrialResult trained(int dimension, int degree) {
        double rate = rate(dimension, degree);
        TrialResult result = TrialRunner.run(trial(dimension, degree, 65_536, rate, "auto"));
        long predicted = predicted(result);
        long reached = Objects.requireNonNull(result.hits().get(0).stepUpper());
        assertThat(predicted).isEqualTo(closedForm(rate, 1 << dimension, mu(dimension)[degree]));
        assertThat(predicted).isGreaterThanOrEqualTo(190);
        assertThat((double) reached / predicted).isBetween(0.95, 1.05);
        return result;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 6})
    void degreesOfSixDimensionsAreLearnedOnTime(int degree) {
        TrialResult result = trained(6, degree);

        List<Measurement> left = result.measurements().stream()
                .filter(row -> row.scope().equals(Measurement.ALL))
                .toList();
        assertThat(left).allSatisfy(row -> assertThat(row.index()).isEqualTo(degree));
        // The target c chi_S has norm 1 over 64 samples, so c = 1/8. A tenth of its energy is left.
        assertThat(left.get(0).value()).isEqualTo(0.125, within(1e-6));
        assertThat(left.get(left.size() - 1).value()).isEqualTo(0.125 * Math.sqrt(LEFT), within(0.002));
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"6, 1", "6, 2", "6, 4", "6, 5", "10, 1", "10, 2", "10, 3"})
    void soAreTheOthersAndThoseOfTenDimensions(int dimension, int degree) {
        trained(dimension, degree);
    }

    @Test
    void samplesOfTheCubeAreLearnedAsTheirOwnKernelSays() {
        TrialSpec whole = trial(10, 1, 4096, 1e-3, "auto");
        TrialResult result = TrialRunner.run(TrialExamples.with(whole, "sampling", "{type: iid, points: 100}"));

        double ratio = (double) Objects.requireNonNull(result.hits().get(0).stepUpper()) / predicted(result);
        assertThat(ratio).isBetween(0.8, 1.25);
    }

    @Test
    void refusesWhatTheCubeDoesNotHave() {
        TrialSpec trial = trial(4, 2, 8, 1, "10");
        assertRefused(
                TrialExamples.with(trial, "metrics", "[{type: snapshot}]"),
                "domain must have a line through it for snapshot but was a Boolean cube of dimension 4");
        assertRefused(
                TrialExamples.with(trial, "sampling.points", "15"),
                "points must be 16, all corners of a Boolean cube of dimension 4, for a grid but was 15");
        assertRefused(
                TrialExamples.with(trial, "density", "{type: piecewise-constant, weights: [1, 2]}"),
                "density must be uniform on a Boolean cube of dimension 4 but was piecewise-constant");
        assertRefused(
                TrialExamples.with(trial, "target", "{type: harmonic, frequency: 2}"),
                "target must be walsh on a Boolean cube of dimension 4 but was harmonic");
        assertRefused(
                TrialExamples.with(trial, "theory", "[{type: kernel-regression}]"),
                "must not hold kernel-regression on a Boolean cube, since its errors by frequency are those of Fourier"
                        + " harmonics");
        TrialSpec large = TrialExamples.with(trial(12, 2, 8, 1, "10"), "sampling", "{type: iid, points: 100}");
        assertRefused(
                TrialExamples.with(large, "theory", "[{type: learning-curve}]"),
                "must not hold learning-curve where the kernel has more than 3000 nodes but had 4096");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrialExamples.with(trial, "engine", "circle"))
                .withMessageEndingWith("domain circle or interval, not boolean-cube");
        assertThat(LearnedFunction.obstacle(trial)).startsWith("Nothing is drawn of a Boolean cube");
    }

    private static void assertRefused(TrialSpec trial, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrialRunner.check(trial, ImageSource.NONE))
                .withMessageEndingWith(message);
    }
}
