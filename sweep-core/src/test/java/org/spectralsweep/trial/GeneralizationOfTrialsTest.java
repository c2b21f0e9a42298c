package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.spec.DefaultLiteral;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.targets.ImageSource;

/** Learning curves, kernel regression, label noise and test errors of whole trials. */
class GeneralizationOfTrialsTest {
    private static final String NETWORK = """
            network: {width: 64, parameterization: ntk, c-sigma: 1, bias: hidden, train-outer: false},
            initialization: {weights: {type: normal, std: 1}, outer: rademacher, mirrored: true},
            optimizer: {type: gradient-descent, learning-rate: auto}, loss: half-mean, thresholds: []
            """;

    private static TrialSpec trial(String text) {
        return (TrialSpec) SpecType.of(TrialSpec.class).read(DefaultLiteral.parse("{" + text + "}"), "trial");
    }

    private static TrialSpec circle(int points, int frequency, String rest) {
        return trial("domain: {type: circle}, sampling: {type: subset, points: " + points + ", of: 256},"
                + " target: {type: harmonic, frequency: " + frequency + ", phase: 0.5}, " + NETWORK + ", " + rest);
    }

    /** The setting of Canatar et al. (arXiv 2006.13198): both layers, no bias, degree 1 on S^24. */
    private static TrialSpec sphere24(int points, double noise, String theory) {
        return trial("domain: {type: sphere, dimension: 25}, sampling: {type: iid, points: " + points + "},"
                + " target: {type: zonal-harmonic, frequency: 1}, label-noise: " + noise + ","
                + " network: {width: 64, parameterization: ntk, c-sigma: 2, bias: none},"
                + " initialization: {weights: {type: normal, std: 1}, mirrored: true},"
                + " optimizer: {type: gradient-descent, learning-rate: auto}, loss: half-mean, thresholds: [],"
                + " metrics: [], max-steps: 0, theory: [" + theory + "]");
    }

    private static double value(List<Measurement> rows, String metric) {
        return rows.stream()
                .filter(row -> row.metric().equals(metric) && row.scope().equals(Measurement.ALL))
                .mapToDouble(Measurement::value)
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private static List<Measurement> spectra(TrialSpec spec) {
        return TrialRunner.spectra(spec, ImageSource.NONE);
    }

    private static StreamingStatistics repeats(TrialSpec spec, int count, String metric) {
        StreamingStatistics statistics = new StreamingStatistics();
        IntStream.range(0, count)
                .mapToDouble(replicate -> value(spectra(spec.withReplicate(replicate)), metric))
                .forEach(statistics::addValue);
        return statistics;
    }

    private static double standardError(StreamingStatistics statistics) {
        return statistics.getStandardDeviation() / Math.sqrt(statistics.getN());
    }

    private static void assertMeasuredErrorsFollowTheTheory(int samples, double theory) {
        TrialSpec curve = sphere24(samples, 0.02848173, "{type: learning-curve}");
        TrialSpec spec = sphere24(samples, 0.02848173, "{type: kernel-regression, points: 1000}");
        StreamingStatistics errors = repeats(spec, 100, "regression_test_error");

        assertThat(value(spectra(curve), "theory_test_error")).isEqualTo(theory, within(5.1e-6));
        assertThat(errors.getMean())
                .as("standard error %s", standardError(errors))
                .isEqualTo(theory, within(Math.max(0.03 * theory, 2 * standardError(errors))));
    }

    @ParameterizedTest
    @CsvSource({"57, .01548", "152, .01173"})
    void measuredKernelRegressionFollowsTheTheory(int samples, double theory) {
        assertMeasuredErrorsFollowTheTheory(samples, theory);
    }

    @Test
    @Tag("slow") // up to a minute
    void measuredKernelRegressionFollowsTheTheoryAtThePeak() {
        assertMeasuredErrorsFollowTheTheory(402, .01485);
    }

    @Test
    void threeSamplesAreNotAsymptotic() {
        TrialSpec spec = sphere24(3, 0.02848173, "{type: kernel-regression, points: 1000}");
        StreamingStatistics errors = repeats(spec, 1000, "regression_test_error");

        // From ridge-0 regression elsewhere.
        assertThat(errors.getMean()).isEqualTo(0.04070, within(3 * Math.hypot(0.00008, standardError(errors))));
    }

    /**
     * Mean learnabilities of 300 draws elsewhere: their standard errors are at most 0.009. On the circle they are below
     * the asymptotic theory by up to 0.08.
     */
    @ParameterizedTest
    @CsvSource({"8, 2, 0.688", "32, 5, 0.738", "64, 10, 0.759"})
    void regressionOnSubsetsLearnsAsMuchAsElsewhere(int points, int frequency, double elsewhere) {
        TrialSpec spec = circle(points, frequency, "metrics: [], theory: [{type: kernel-regression}], max-steps: 0");
        StreamingStatistics learned = repeats(spec, 300, "regression_learnability");

        assertThat(learned.getMean())
                .as("standard error %s", standardError(learned))
                .isEqualTo(elsewhere, within(3 * Math.hypot(0.009, standardError(learned))));
        List<Measurement> curve =
                spectra(circle(points, frequency, "metrics: [], theory: [{type: learning-curve}], max-steps: 0"));
        double theory = value(curve, "theory_learnability");
        assertThat(theory).isBetween(learned.getMean() + 0.03, learned.getMean() + 0.1);
        double mode = curve.stream()
                .filter(row -> row.metric().equals("mode_learnability") && row.index() == frequency)
                .mapToDouble(Measurement::value)
                .findFirst()
                .orElseThrow();
        assertThat(mode).isEqualTo(theory, within(1e-12));
    }

    @Test
    void trainedPointsAddNothingToTheErrorOfRegression() {
        List<Measurement> rows = spectra(circle(
                48, 10, "metrics: [], theory: [{type: learning-curve}, {type: kernel-regression}], max-steps: 0"));

        assertThat(value(rows, "regression_test_error") * 256)
                .isEqualTo(value(rows, "regression_test_error_held_out") * 208, within(1e-9));
        assertThat(value(rows, "theory_test_error") * 256)
                .isEqualTo(value(rows, "theory_test_error_held_out") * 208, within(1e-12));
        assertThat(value(rows, "regression_amplitude_held_out")).isBetween(0.0, 1.0);
    }

    @Test
    void theWholeGridIsLearned() {
        List<Measurement> rows = spectra(circle(
                256, 10, "metrics: [], theory: [{type: learning-curve}, {type: kernel-regression}], max-steps: 0"));

        assertThat(value(rows, "regression_test_error")).isLessThan(1e-18);
        assertThat(value(rows, "regression_learnability")).isEqualTo(1, within(1e-9));
        assertThat(value(rows, "theory_test_error")).isZero();
        assertThat(value(rows, "theory_learnability")).isEqualTo(1);
        assertThat(rows).extracting(Measurement::metric).doesNotContain("regression_test_error_held_out");
    }

    @Test
    void metricsMeasureAgainstTheTargetWithoutNoise() {
        TrialSpec spec = circle(
                64,
                2,
                "label-noise: 0.25, density: {type: piecewise-constant, weights: [1, 1]}, metrics:"
                        + " [{type: training-loss}, {type: region-error}, {type: amplitude}, {type: test-error}],"
                        + " theory: [{type: predicted-curve, steps: 1}], checkpoints: {per-decade: 0, at: [0]}, max-steps: 1");
        List<Measurement> start = TrialRunner.run(spec).measurements().stream()
                .filter(row -> row.step() == 0)
                .toList();

        TrialSetup setup = TrialSetup.of(spec, ImageSource.NONE);
        double[] noisy = setup.data().y();
        double loss = Arrays.stream(noisy).map(y -> y * y).sum() / (2 * noisy.length);
        assertThat(value(start, "training_loss")).isEqualTo(loss, within(1e-12));
        assertThat(value(start, "predicted_loss")).isEqualTo(loss, within(1e-12));
        assertThat(value(start, "test_error")).as("the mean of cos^2").isEqualTo(0.5, within(1e-12));
        assertThat(value(start, "learnability")).isZero();
        assertThat(value(start, "amplitude_held_out")).isEqualTo(1, within(1e-12));
        assertThat(value(start, "amplitude_residual")).isEqualTo(1, within(1e-12));
        for (int region = 0; region < 2; region++) {
            double error = of(start, "region_error", region);
            assertThat(error).isLessThan(1).isEqualTo(of(start, "predicted_region_error", region), within(1e-12));
            assertThat(of(start, "test_error", region)).isEqualTo(0.5, within(1e-12));
        }
        double clean = (0.5 * 256 - value(start, "test_error_held_out") * 192) / 64;
        int[] counts = new int[2];
        Arrays.stream(setup.data().region()).forEach(region -> counts[region]++);
        assertThat((counts[0] * of(start, "region_error", 0) + counts[1] * of(start, "region_error", 1)) / 64)
                .isEqualTo(clean, within(1e-12));
    }

    private static double of(List<Measurement> rows, String metric, int region) {
        return rows.stream()
                .filter(row -> row.metric().equals(metric) && row.scope().equals(Measurement.region(region)))
                .mapToDouble(Measurement::value)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void noiseHasItsVarianceAndAStreamOfItsOwn() {
        String rest = "seeds: {sample: 1, phase: 1, labels: 2}, metrics: [], max-steps: 1";
        String iid = "domain: {type: circle}, sampling: {type: iid, points: 20000},"
                + " target: {type: harmonic, frequency: 3}, unit-norm-target: true, " + NETWORK + ", " + rest;
        TrialSetup clean = TrialSetup.of(trial(iid), ImageSource.NONE);
        TrialSetup noisy = TrialSetup.of(trial(iid + ", label-noise: 0.04"), ImageSource.NONE);
        TrialSetup fourfold = TrialSetup.of(trial(iid + ", label-noise: 0.16"), ImageSource.NONE);

        assertThat(noisy.data().x()).isEqualTo(clean.data().x());
        StreamingStatistics noise = new StreamingStatistics();
        for (int i = 0; i < 20_000; i++) {
            double added = noisy.data().y()[i] - clean.data().y()[i];
            noise.addValue(added);
            assertThat(fourfold.data().y()[i] - clean.data().y()[i]).isEqualTo(2 * added, within(1e-14));
        }
        assertThat(noise.getVariance()).as("not scaled with the target").isEqualTo(0.04, within(0.0016));
        assertThat(noise.getMean()).isEqualTo(0, within(0.006));
        TrialSetup other =
                TrialSetup.of(trial(iid.replace("labels: 2", "labels: 3") + ", label-noise: 0.04"), ImageSource.NONE);
        assertThat(other.data().y()).isNotEqualTo(noisy.data().y());
        assertThat(other.data().x()).isEqualTo(noisy.data().x());
    }

    @ParameterizedTest
    @ValueSource(strings = {"circle", "shallow", "dense", "nd4j"})
    void everyEngineTrainsOnTheNoisyLabels(String engine) {
        String rest = "label-noise: 0.1, precision: float64, metrics: [{type: training-loss}, {type: test-error}],"
                + " checkpoints: {per-decade: 0, at: [0]}, max-steps: 200, engine: ";
        List<Measurement> rows = TrialRunner.run(circle(16, 2, rest + engine)).measurements();
        List<Measurement> dense = TrialRunner.run(circle(16, 2, rest + "dense")).measurements();

        for (String metric : List.of("training_loss", "test_error", "test_error_held_out", "learnability")) {
            assertThat(value(rows, metric)).as(metric).isEqualTo(value(dense, metric), within(1e-9));
        }
        assertThat(value(rows, "test_error")).isGreaterThan(value(rows, "training_loss"));
    }

    /** A wide lazy network, trained to the end, generalises as regression with its kernel does. */
    @Test
    void aWideNetworkEndsWhereRegressionDoes() {
        TrialSpec spec = TrialExamples.with(
                circle(
                        24,
                        2,
                        "label-noise: 0.01, theory: [{type: kernel-regression}], metrics: [{type: test-error}],"
                                + " checkpoints: {per-decade: 0, at: [0]}, max-steps: 20000"),
                "network.width",
                "65536");
        List<Measurement> rows = TrialRunner.run(spec).measurements();

        assertThat(value(rows, "test_error") / value(rows, "regression_test_error"))
                .isEqualTo(1, within(0.05));
    }

    /** A network whose start is not zero is compared with regression from that start. */
    @Test
    void aStartThatIsNotZeroIsPartOfTheRegression() {
        String rest = "theory: [{type: kernel-regression}], metrics: [{type: test-error}],"
                + " checkpoints: {per-decade: 0, at: [0]}, max-steps: 6000";
        TrialSpec spec = trial("domain: {type: circle}, sampling: {type: subset, points: 24, of: 256},"
                + " target: {type: harmonic, frequency: 2}, " + rest + ", "
                + NETWORK.replace("width: 64", "width: 65536").replace("mirrored: true", "mirrored: false"));
        List<Measurement> rows = TrialRunner.run(spec).measurements();

        double fromZero = value(rows, "regression_test_error");
        double fromStart = value(rows, "regression_from_start_test_error");
        assertThat(fromStart).isGreaterThan(1.2 * fromZero);
        assertThat(value(rows, "test_error") / fromStart).isEqualTo(1, within(0.05));
    }

    private static void assertRefused(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrialRunner.check(trial(text)))
                .withMessageContaining(message);
    }

    @Test
    void refusesWhatHasNoCurve() {
        String circle = "domain: {type: circle}, target: {type: harmonic, frequency: 3}, max-steps: 0, " + NETWORK;
        assertRefused(
                circle + ", sampling: {type: grid, points: 64}, theory: [{type: learning-curve}]",
                "sampling must be iid or subset for learning-curve, which is a mean over random samples, but was neither");
        assertRefused(
                circle + ", sampling: {type: iid, points: 4097}, theory: [{type: learning-curve}]",
                "points must be at most 4096 for learning-curve on 16384 nodes but was 4097");
        assertRefused(
                circle + ", sampling: {type: iid, points: 3001}, theory: [{type: kernel-regression}]",
                "points must be at most 3000 for kernel-regression, which needs every eigenpair, but was 3001");
        assertRefused(
                circle + ", sampling: {type: subset, points: 4, of: 6}", "frequency must be below 3 (pi / the largest");
        assertRefused(
                circle + ", sampling: {type: iid, points: 9}, label-noise: -1",
                "label-noise must be 0 or positive but was -1.0");
        assertRefused(
                "domain: {type: cube, dimension: 2}, sampling: {type: pixels}, target: {type: random-image, width: 8},"
                        + " max-steps: 0, label-noise: 0.1, " + NETWORK,
                "label-noise must be 0 for a target that is not made of harmonics but was 0.1 for random-image");
        assertRefused(
                "domain: {type: cube, dimension: 2}, sampling: {type: pixels}, max-steps: 0,"
                        + " target: {type: random-image, width: 8, channels: gray}, metrics: [{type: test-error}], "
                        + NETWORK,
                "target must be made of harmonics for test points but was picture");
    }

    /** In few dimensions regression errs up to twice as much as the asymptotic theory says. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "domain: {type: sphere, dimension: 3}, sampling: {type: iid, points: 40},"
                        + " target: {type: zonal-harmonic, frequency: 2}",
                "domain: {type: sphere, dimension: 3}, sampling: {type: subset, points: 40, of: 200},"
                        + " target: {type: zonal-harmonic, frequency: 2}",
                "domain: {type: torus, dimension: 2}, sampling: {type: subset, points: 40, of: 400},"
                        + " target: {type: harmonic, frequency: 2}",
                "domain: {type: cube, dimension: 2}, sampling: {type: subset, points: 40, of: 400},"
                        + " target: {type: harmonic, frequency: 1}, encoding: {type: positional, octaves: 2}"
            })
    void inputsOfTwoDimensionsHaveACurve(String text) {
        String rest = text + ", metrics: [], max-steps: 0, " + NETWORK + ", theory: ";
        TrialSpec curve = trial(rest + "[{type: learning-curve, up-to: 2}]");
        TrialRunner.check(curve);
        double theory = value(spectra(curve), "theory_test_error");
        StreamingStatistics errors = repeats(trial(rest + "[{type: kernel-regression}]"), 20, "regression_test_error");

        assertThat(errors.getMean() / theory).isBetween(0.8, 2.5);
    }

    /** Two halves of equal density are a uniform density, but not to the program, which then takes nodes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "domain: {type: circle}, target: {type: harmonic, frequency: 3}",
                "domain: {type: sphere, dimension: 3}, target: {type: zonal-harmonic, frequency: 2}"
            })
    void nodesGiveWhatFrequenciesGive(String text) {
        String rest = text + ", sampling: {type: iid, points: 40}, metrics: [], max-steps: 0, label-noise: 0.01,"
                + " theory: [{type: learning-curve}], " + NETWORK.replace("mirrored: true", "mirrored: false");
        List<Measurement> uniform = spectra(trial(rest));
        List<Measurement> nodes = spectra(trial(rest + ", density: {type: piecewise-constant, weights: [1, 1]}"));

        for (String column : List.of(
                "theory_test_error", "theory_test_error_from_start", "theory_learnability", "effective_ridge")) {
            assertThat(value(nodes, column) / value(uniform, column)).as(column).isEqualTo(1, within(0.01));
        }
    }

    @Test
    void aDenserCircleIsAnotherSpectrum() {
        String rest = "domain: {type: circle}, sampling: {type: iid, points: 40}, metrics: [], max-steps: 0,"
                + " target: {type: harmonic, frequency: 3}, theory: [{type: learning-curve}], " + NETWORK;
        List<Measurement> uniform = spectra(trial(rest));
        List<Measurement> denser = spectra(trial(rest + ", density: {type: piecewise-constant, weights: [1, 4]}"));

        assertThat(value(denser, "theory_test_error")).isGreaterThan(1.1 * value(uniform, "theory_test_error"));
        assertThat(value(uniform, "effective_ridge")).isPositive();
    }
}
