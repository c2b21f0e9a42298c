package org.spectralsweep.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.Deadline;
import org.spectralsweep.density.RegionalDensity;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.encoding.Encoder;
import org.spectralsweep.nn.ActivationPatterns;
import org.spectralsweep.nn.Evaluator;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.spectral.AmplitudeProjection;
import org.spectralsweep.spectral.EvaluationGrid;
import org.spectralsweep.spectral.ImageSpectrum;
import org.spectralsweep.targets.Picture;
import org.spectralsweep.targets.TargetFunction;

/**
 * What stays the same at every checkpoint of a trial: samples, target, and the uniform grid on which functions are
 * analysed. The grid is built when the first metric asks for it. It resolves every frequency that any metric of the
 * trial measures.
 */
public final class Scene {
    private final InputDomain domain;
    private final RegionalDensity density;
    private final TargetFunction target;
    private final double targetScale;
    private final Encoder encoder;
    private final Loss loss;
    private final Samples data;
    private final int highestFrequency;
    private final Supplier<@Nullable Samples> held;
    private final RandomGenerator probeStream;
    private final Supplier<RandomGenerator> pairStreams;
    private final Map<Pairing, Pairs> pairs = new HashMap<>();
    private @Nullable Samples heldOut;
    private double @Nullable [] targetBands;
    private final Map<List<Integer>, AmplitudeProjection> projections = new HashMap<>();
    private final GroundTruth truth;
    private final Map<Integer, TestSet> testSets = new HashMap<>();
    private final Map<List<Integer>, TestScore> testScores = new HashMap<>();
    private final Map<Integer, Line> lines = new HashMap<>();
    private final Map<Integer, double[]> startKernels = new HashMap<>();
    private final Map<Integer, ActivationPatterns> startPatterns = new HashMap<>();
    private @Nullable Grid grid;
    private @Nullable Evaluator onGrid;
    private @Nullable Evaluator onSamples;

    @SuppressWarnings("ArrayRecordComponent") // private to this class
    private record Grid(EvaluationGrid points, double[] encoded, double[] target) {}

    /**
     * @param targetScale factor between the target function and the values trained on
     * @param metrics the metrics of the trial, which determine how fine the grid must be
     * @param truth the target behind the samples, without noise
     * @param held makes the samples of the target that are not trained on, or null if all are
     * @param pairStreams restarts the stream of pairs
     * @param probeStream draws the grid's fibre directions on spheres above S^2
     */
    public Scene(
            InputDomain domain,
            RegionalDensity density,
            TargetFunction target,
            double targetScale,
            Encoder encoder,
            Loss loss,
            Samples data,
            GroundTruth truth,
            Supplier<@Nullable Samples> held,
            List<Metric> metrics,
            RandomGenerator probeStream,
            Supplier<RandomGenerator> pairStreams) {
        this.domain = domain;
        this.density = density;
        this.target = target;
        this.targetScale = targetScale;
        this.encoder = encoder;
        this.loss = loss;
        this.data = data;
        this.truth = truth;
        this.held = held;
        this.probeStream = probeStream;
        this.pairStreams = pairStreams;
        this.highestFrequency = highestFrequency(domain, target, metrics);
    }

    /** A scene whose labels have no noise. */
    public Scene(
            InputDomain domain,
            RegionalDensity density,
            TargetFunction target,
            double targetScale,
            Encoder encoder,
            Loss loss,
            Samples data,
            Supplier<@Nullable Samples> held,
            List<Metric> metrics,
            RandomGenerator probeStream,
            Supplier<RandomGenerator> pairStreams) {
        this(
                domain,
                density,
                target,
                targetScale,
                encoder,
                loss,
                data,
                GroundTruth.of(data),
                held,
                metrics,
                probeStream,
                pairStreams);
    }

    /** A scene whose target has only samples that are trained on. */
    public Scene(
            InputDomain domain,
            RegionalDensity density,
            TargetFunction target,
            double targetScale,
            Encoder encoder,
            Loss loss,
            Samples data,
            List<Metric> metrics,
            RandomGenerator probeStream) {
        this(
                domain,
                density,
                target,
                targetScale,
                encoder,
                loss,
                data,
                GroundTruth.of(data),
                () -> null,
                metrics,
                probeStream,
                () -> new Well19937c(0));
    }

    /** The highest frequency that the evaluation grid must resolve: the target's, or one that a metric measures. */
    public static int highestFrequency(InputDomain domain, TargetFunction target, List<Metric> metrics) {
        int highest = target.highestFrequency();
        int fastest = 1;
        for (int component : target.direction(domain)) {
            fastest = Math.max(fastest, Math.abs(component));
        }
        for (Metric metric : metrics) {
            if (metric instanceof Amplitude amplitude) {
                for (int frequency : amplitude.frequencies()) {
                    highest = Math.max(highest, frequency * fastest);
                }
            }
        }
        return highest;
    }

    InputDomain domain() {
        return domain;
    }

    RegionalDensity density() {
        return density;
    }

    /** The encoding of points, drawn. */
    public Encoder encoder() {
        return encoder;
    }

    Loss loss() {
        return loss;
    }

    Samples data() {
        return data;
    }

    /** Whether the target is an image. */
    boolean isImage() {
        return target instanceof Picture;
    }

    /** Factor between the target function and the values trained on. */
    double targetScale() {
        return targetScale;
    }

    /** The target at the training samples, without the noise of their labels, n x outputs. */
    double[] cleanLabels() {
        return truth.labels();
    }

    /** The points of a test error, see {@link GroundTruth#test}. */
    TestSet testSet(int points) {
        return testSets.computeIfAbsent(points, truth::test);
    }

    /** The score of functions on these points. */
    TestScore testScore(int points, List<Integer> frequencies) {
        List<Integer> wanted = frequencies.isEmpty() ? targetFrequencies() : frequencies;
        List<Integer> key = new ArrayList<>(wanted);
        key.add(points);
        return testScores.computeIfAbsent(key, k -> new TestScore(testSet(points), domain, target, wanted));
    }

    /** The samples of the target that are not trained on; null if all are. */
    @Nullable
    Samples heldOut() {
        Samples known = heldOut;
        if (known == null) {
            known = held.get();
            heldOut = known;
        }
        return known;
    }

    /** Energy of the trained pixels' colours by octave, see {@link ImageSpectrum#bands}; images only. */
    double[] targetBands() {
        double[] known = targetBands;
        if (known == null) {
            known = ImageSpectrum.bands(data.y(), data.shape()[0], data.shape()[1], data.outputs());
            targetBands = known;
        }
        return known;
    }

    /** Near and far pairs, the same at every checkpoint and for every metric with this pairing. */
    Pairs pairs(Pairing pairing, Deadline deadline) {
        return pairs.computeIfAbsent(pairing, missing -> missing.of(data, pairStreams, deadline));
    }

    /** {@code points} equispaced points of a line through the domain. */
    Line line(int points) {
        return lines.computeIfAbsent(points, count -> Line.of(domain, target, targetScale, encoder, count));
    }

    /** At most {@code points} evenly spaced training samples. */
    Subset subset(int points) {
        return Subset.of(data, points);
    }

    /**
     * The tangent kernel on {@code points} points at the first checkpoint, before training. The first call stores the
     * given kernel and later calls return it.
     */
    double[] startKernel(int points, double[] now) {
        return startKernels.computeIfAbsent(points, missing -> now);
    }

    /** The activation patterns on {@code points} points at the first checkpoint, stored in the same way. */
    ActivationPatterns startPatterns(int points, ActivationPatterns now) {
        return startPatterns.computeIfAbsent(points, missing -> now);
    }

    /** The frequencies of the target, ascending. */
    List<Integer> targetFrequencies() {
        return target.frequencies();
    }

    /** Encoded points of the evaluation grid, row-major. */
    double[] gridInputs() {
        return grid().encoded();
    }

    /** The target on the evaluation grid, scaled as in training. */
    double[] gridTarget() {
        return grid().target();
    }

    /** Evaluates a network on the evaluation grid. The evaluator is kept as long as the network is the same. */
    Evaluator onGrid(Mlp network) {
        Evaluator evaluator = onGrid;
        if (evaluator == null || evaluator.network() != network) {
            evaluator = Evaluator.of(network, gridInputs(), gridTarget().length);
            onGrid = evaluator;
        }
        return evaluator;
    }

    /** Evaluates a network on the training samples, as {@link #onGrid} does on the grid. */
    Evaluator onSamples(Mlp network) {
        Evaluator evaluator = onSamples;
        if (evaluator == null || evaluator.network() != network) {
            evaluator = Evaluator.of(network, data.x(), data.count());
            onSamples = evaluator;
        }
        return evaluator;
    }

    AmplitudeProjection projection(List<Integer> frequencies) {
        return projections.computeIfAbsent(
                frequencies, list -> AmplitudeProjection.of(domain, grid().points(), density, list, target));
    }

    private Grid grid() {
        Grid built = grid;
        if (built == null) {
            EvaluationGrid points = EvaluationGrid.of(domain, highestFrequency, target.axis(domain), probeStream);
            double[] values = target.values(domain, points.points());
            for (int i = 0; i < values.length; i++) {
                values[i] *= targetScale;
            }
            double[] encoded = encoder.encode(
                    points.points().coordinates(), points.points().count());
            built = new Grid(points, encoded, values);
            grid = built;
        }
        return built;
    }
}
