package org.spectralsweep.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.spectralsweep.domain.BooleanCube;
import org.spectralsweep.kernel.KernelLimits;
import org.spectralsweep.kernel.KernelRegressor;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.metric.TestError;
import org.spectralsweep.metric.TestScore;
import org.spectralsweep.metric.TestSet;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * Exact kernel regression on the trial's own samples, with their noise, see {@link KernelRegressor}. Without a ridge it
 * is what a network of infinite width and a mirrored start has learned after endless training. Its rows are those of
 * the metric {@code test-error} on the same test points, with the prefix {@code regression_}: {@code
 * regression_test_error}, {@code regression_test_error_held_out}, {@code regression_learnability} and {@code
 * regression_amplitude_held_out}, the last by frequency.
 *
 * <p>A start that is not mirrored has rows with the prefix {@code regression_from_start_} too. They belong to f_0 + g,
 * where f_0 is the output of the trial's own network at its start and g the regression of y - f_0.
 *
 * <p>It needs a closed-form kernel and at most 3,000 samples. Cost: about 9 n^3 flops, and n x points values of the
 * kernel.
 *
 * @param ridge r, at least 0
 * @param points how many fresh test points are drawn; not used with the sampling subset
 */
public record KernelRegression(
        @Default("0") double ridge, @Default("2000") int points) implements Theory {
    private static final String PREFIX = "regression_";
    private static final String FROM_START = "regression_from_start_";

    /** How many test points are evaluated at a time, to bound the memory. */
    private static final int PART = 1 << 10;

    /** Refuses what the descriptions of the components rule out. */
    public KernelRegression {
        LearningCurve.checkRidge(ridge);
        TestError.checkPoints(points);
    }

    @Override
    public List<String> columns() {
        return Stream.of(PREFIX, FROM_START)
                .flatMap(prefix ->
                        Stream.concat(TestScore.curves(prefix).stream(), Stream.of(TestScore.amplitudes(prefix))))
                .toList();
    }

    @Override
    public void check(TheoryScene scene) {
        scene.checkKernel(KernelChoice.ANALYTIC);
        int n = scene.inputs().points().count();
        if (n > KernelLimits.LARGEST_MATRIX) {
            throw new Refusal(
                    "points",
                    "must be at most " + KernelLimits.LARGEST_MATRIX
                            + " for kernel-regression, which needs every eigenpair, but was " + n);
        }
        if (scene.domain() instanceof BooleanCube) {
            throw new Refusal(
                    "theory",
                    "must not hold kernel-regression on a Boolean cube, since its errors by frequency are those of Fourier"
                            + " harmonics");
        }
        scene.inputs().truth().test(points);
    }

    @Override
    public double order(double samples) {
        return samples;
    }

    @Override
    public double kernelValues(double samples) {
        return samples * points;
    }

    @Override
    public List<Measurement> compute(TheoryScene scene) {
        Samples data = scene.inputs().data();
        int n = data.count();
        double[] gram = scene.analytic().gram(data.x(), n, scene.deadline());
        KernelRegressor regressor = KernelRegressor.of(gram, n, ridge);
        TestSet test = scene.inputs().truth().test(points);
        List<Integer> frequencies = scene.inputs().target().frequencies();
        TestScore score = new TestScore(test, scene.domain(), scene.inputs().target(), frequencies);
        double[] f = values(scene, test.samples(), regressor.coefficients(data.y()));
        List<Measurement> rows = new ArrayList<>(score.rows(PREFIX, 0, f));
        if (!scene.startsAtZero()) {
            Mlp network = scene.network();
            double[] rest = network.outputs(data.x(), n);
            for (int i = 0; i < n; i++) {
                rest[i] = data.y()[i] - rest[i];
            }
            double[] learned = values(scene, test.samples(), regressor.coefficients(rest));
            double[] g = network.outputs(test.samples().x(), test.samples().count());
            for (int i = 0; i < g.length; i++) {
                g[i] += learned[i];
            }
            rows.addAll(score.rows(FROM_START, 0, g));
        }
        return rows;
    }

    /** f at the test points, part by part. */
    private static double[] values(TheoryScene scene, Samples test, double[] alpha) {
        Samples data = scene.inputs().data();
        int inputs = data.inputs();
        double[] f = new double[test.count()];
        for (int from = 0; from < f.length; from += PART) {
            int part = Math.min(PART, f.length - from);
            double[] some = Arrays.copyOfRange(test.x(), from * inputs, (from + part) * inputs);
            double[] kernel = scene.analytic().between(some, part, data.x(), data.count(), scene.deadline());
            System.arraycopy(KernelRegressor.values(kernel, alpha), 0, f, from, part);
        }
        return f;
    }
}
