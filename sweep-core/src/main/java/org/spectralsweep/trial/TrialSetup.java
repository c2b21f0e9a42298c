package org.spectralsweep.trial;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.hipparchus.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.Deadline;
import org.spectralsweep.density.Nyquist;
import org.spectralsweep.density.Pixels;
import org.spectralsweep.density.RegionalDensity;
import org.spectralsweep.density.Sample;
import org.spectralsweep.density.Subset;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Points;
import org.spectralsweep.encoding.Encoder;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.metric.GroundTruth;
import org.spectralsweep.metric.Scene;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.random.Seeds;
import org.spectralsweep.random.Stream;
import org.spectralsweep.spec.Refusal;
import org.spectralsweep.targets.ImageSource;
import org.spectralsweep.targets.Picture;
import org.spectralsweep.targets.TargetFunction;
import org.spectralsweep.targets.ValuesByEntry;
import org.spectralsweep.theory.TheoryInputs;
import org.spectralsweep.theory.TheoryScene;
import org.spectralsweep.theory.TheoryTraining;

/** Everything that a trial's spec stands for, except the network's weights, which may be large. */
final class TrialSetup {
    /** How many points are encoded between two checks of the deadline. */
    private static final int ENCODED = 1 << 14;

    private final Seeds seeds;
    private final MlpSpec architecture;
    private final Precision precision;
    private final Loss loss;
    private final Samples data;
    private final RegionalDensity density;
    private final Scene scene;
    private final TheoryInputs theoryInputs;
    private final double largestSpacing;
    private final List<String> warnings;
    private final Deadline deadline;

    private TrialSetup(
            Seeds seeds,
            MlpSpec architecture,
            Precision precision,
            Loss loss,
            Samples data,
            RegionalDensity density,
            Scene scene,
            TheoryInputs theoryInputs,
            double largestSpacing,
            List<String> warnings,
            Deadline deadline) {
        this.seeds = seeds;
        this.architecture = architecture;
        this.precision = precision;
        this.loss = loss;
        this.data = data;
        this.density = density;
        this.scene = scene;
        this.theoryInputs = theoryInputs;
        this.largestSpacing = largestSpacing;
        this.warnings = warnings;
        this.deadline = deadline;
    }

    /**
     * Sets a trial up.
     *
     * @param images source of the target's image
     */
    static TrialSetup of(TrialSpec spec, ImageSource images) {
        return of(spec, images, Deadline.NONE);
    }

    /**
     * Sets a trial up, under a deadline.
     *
     * @param deadline checked by everything that is computed for the trial
     */
    static TrialSetup of(TrialSpec spec, ImageSource images, Deadline deadline) {
        Seeds seeds = new Seeds(TrialId.draws(spec), spec.seeds());
        InputDomain domain = spec.domain();
        spec.target().requireDefinedOn(domain);
        TargetFunction target = spec.target().loaded(images).withPhases(seeds.stream(Stream.PHASE));
        RegionalDensity density = spec.density().on(domain, target.axis(domain));
        Sample sample = spec.sampling().draw(domain, density, target, seeds.stream(Stream.SAMPLE));
        deadline.check();
        Nyquist.check(domain, sample, target);
        if (spec.sampling() instanceof Subset subset) {
            Nyquist.check(domain, subset.population(domain, density, seeds.stream(Stream.SAMPLE)), target);
        }

        double[] y = target instanceof ValuesByEntry data
                ? data.values(sample.entries())
                : target.values(domain, sample.points());
        double scale = spec.unitNormTarget() ? 1 / norm(y) : 1;
        for (int i = 0; i < y.length; i++) {
            y[i] *= scale;
        }
        double[] labels = withNoise(y, spec.labelNoise(), seeds);
        deadline.check();
        Encoder encoder = spec.encoding().bind(domain.ambientDimension(), seeds.stream(Stream.ENCODING));
        int count = sample.points().count();
        double[] x = encoded(encoder, sample.points().coordinates(), count, deadline);
        Samples samples = samples(sample, encoder, x, target, labels, density);
        TestPoints tests = new TestPoints(spec, target, density, scale, encoder, seeds, deadline);
        GroundTruth truth = new GroundTruth(y, spec.labelNoise(), tests.origin(), tests::draw);
        Scene scene = new Scene(
                domain,
                density,
                target,
                scale,
                encoder,
                spec.loss(),
                samples,
                truth,
                () -> heldOut(spec, density, target, scale, encoder, deadline),
                spec.metrics(),
                seeds.stream(Stream.PROBE),
                () -> seeds.stream(Stream.PAIRS));
        MlpSpec architecture = spec.network().toMlp(encoder.outputs(), target.outputs(), spec.initialization());
        TheoryInputs inputs =
                new TheoryInputs(domain, density, target, scale, encoder, sample.points(), samples, truth);
        return new TrialSetup(
                seeds,
                architecture,
                spec.precision().format(),
                spec.loss(),
                samples,
                density,
                scene,
                inputs,
                sample.largestSpacing(),
                Nyquist.aliasing(sample, spec.encoding().highestFrequency()).stream()
                        .toList(),
                deadline);
    }

    /** The pixels that are not trained on; null if there are none. */
    private static @Nullable Samples heldOut(
            TrialSpec spec,
            RegionalDensity density,
            TargetFunction target,
            double scale,
            Encoder encoder,
            Deadline deadline) {
        if (!(spec.sampling() instanceof Pixels pixels && target instanceof Picture picture) || pixels.every() == 1) {
            return null;
        }
        Sample sample = pixels.heldOut(spec.domain(), density, target);
        int count = sample.points().count();
        if (count == 0) {
            return null;
        }
        double[] y = picture.values(sample.entries());
        for (int i = 0; i < y.length; i++) {
            y[i] *= scale;
        }
        double[] x = encoded(encoder, sample.points().coordinates(), count, deadline);
        return samples(sample, encoder, x, target, y, density);
    }

    /** The labels that are trained on; the same array where there is no noise. */
    private static double[] withNoise(double[] y, double variance, Seeds seeds) {
        if (variance == 0) {
            return y;
        }
        RandomGenerator random = seeds.stream(Stream.LABELS);
        double deviation = Math.sqrt(variance);
        return Arrays.stream(y)
                .map(value -> value + deviation * random.nextGaussian())
                .toArray();
    }

    static Samples samples(
            Sample sample, Encoder encoder, double[] x, TargetFunction target, double[] y, RegionalDensity density) {
        return new Samples(
                sample.points().count(),
                encoder.outputs(),
                target.outputs(),
                x,
                y,
                sample.region(),
                density.regions(),
                sample.shape());
    }

    /**
     * Encodes the points part by part, because many features of many points take long. A point's features depend only
     * on the point.
     */
    static double[] encoded(Encoder encoder, double[] coordinates, int count, Deadline deadline) {
        if (count <= ENCODED) {
            return encoder.encode(coordinates, count);
        }
        int inputs = coordinates.length / count;
        int outputs = encoder.outputs();
        double[] x = new double[Math.multiplyExact(count, outputs)];
        for (int from = 0; from < count; from += ENCODED) {
            deadline.check();
            int part = Math.min(ENCODED, count - from);
            double[] points = Arrays.copyOfRange(coordinates, from * inputs, (from + part) * inputs);
            System.arraycopy(encoder.encode(points, part), 0, x, from * outputs, part * outputs);
        }
        return x;
    }

    private static double norm(double[] y) {
        double sum = 0;
        for (double value : y) {
            sum += value * value;
        }
        if (!(sum > 0)) {
            throw new Refusal(
                    "unit-norm-target", "must be false for a target that is zero on every sample but was true");
        }
        return Math.sqrt(sum);
    }

    /** Clear sentences about what is allowed but may not be intended. */
    List<String> warnings() {
        return warnings;
    }

    Deadline deadline() {
        return deadline;
    }

    InputDomain domain() {
        return theoryInputs.domain();
    }

    /** The training inputs, not encoded. */
    Points points() {
        return theoryInputs.points();
    }

    /** The largest gap between neighbours of a grid, see {@link Sample}; NaN for every other sample. */
    double largestSpacing() {
        return largestSpacing;
    }

    /** Whether the samples are all points of a grid whose gaps are equal, around a circle or along each angle. */
    boolean isUniformGrid() {
        int[] shape = data.shape();
        return shape.length > 0
                && Arrays.stream(shape)
                        .allMatch(side -> Math.abs(side * largestSpacing - 2 * Math.PI) <= 1e-9 * 2 * Math.PI);
    }

    Samples data() {
        return data;
    }

    /**
     * The loss of the zero function on the training samples, in the trial's convention. A mirrored network starts at
     * this loss.
     */
    double targetEnergy() {
        int outputs = data.outputs();
        double error = loss.error(new double[data.y().length], data.y(), 0, data.count(), outputs);
        return loss.value(error, data.count(), outputs);
    }

    /** What is learned, with its file loaded and its phases drawn. */
    TargetFunction target() {
        return theoryInputs.target();
    }

    /** Factor between the target function and the values trained on. */
    double targetScale() {
        return theoryInputs.targetScale();
    }

    RegionalDensity density() {
        return density;
    }

    Scene scene() {
        return scene;
    }

    /**
     * What spectra see of the trial.
     *
     * @param learningRate called only if a predicted curve follows training
     */
    TheoryScene theory(TrialSpec spec, DoubleSupplier learningRate) {
        TheoryTraining training = new TheoryTraining(
                spec.loss(),
                learningRate,
                spec.loss().isSquared() && !spec.optimizer().mapsResiduals()
                        ? KernelRule.of(spec.optimizer(), spec.loss(), data.count())
                        : null,
                spec.thresholds(),
                () -> spec.checkpoints().steps());
        return new TheoryScene(theoryInputs, training, architecture, this::network, deadline);
    }

    MlpSpec architecture() {
        return architecture;
    }

    /** A network at its initial weights, which are the same at every call. */
    Mlp network() {
        return Mlp.initialized(architecture, precision, seeds.stream(Stream.INIT), deadline);
    }

    RandomGenerator batches() {
        return seeds.stream(Stream.BATCHES);
    }
}
