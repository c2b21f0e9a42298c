package org.spectralsweep.theory;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.density.InputDensity;
import org.spectralsweep.density.RegionalDensity;
import org.spectralsweep.density.Sample;
import org.spectralsweep.density.Sampling;
import org.spectralsweep.density.Uniform;
import org.spectralsweep.domain.Circle;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.encoding.Encoder;
import org.spectralsweep.encoding.Identity;
import org.spectralsweep.encoding.InputEncoding;
import org.spectralsweep.kernel.DescentRule;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.metric.GroundTruth;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.random.Seeds;
import org.spectralsweep.random.Stream;
import org.spectralsweep.targets.Harmonic;
import org.spectralsweep.targets.Phase;
import org.spectralsweep.targets.TargetFunction;

/** Trials before training, made by hand. */
final class Scenes {
    private InputDomain domain = new Circle();
    private InputDensity density = new Uniform();
    private TargetFunction target = new Harmonic(4, new Phase(0.0), List.of());
    private InputEncoding encoding = new Identity();
    private Loss loss = Loss.HALF_SUM;
    private double learningRate = 0.004;
    private @Nullable DescentRule rule = DescentRule.PLAIN;
    private List<Threshold> thresholds = List.of();
    private long[] checkpoints = {0, 1, 10, 100, 1000};
    private final Sampling sampling;
    private final MlpSpec architecture;

    private Scenes(Sampling sampling, MlpSpec architecture) {
        this.sampling = sampling;
        this.architecture = architecture;
    }

    static Scenes of(Sampling sampling, MlpSpec architecture) {
        return new Scenes(sampling, architecture);
    }

    Scenes on(InputDomain other) {
        domain = other;
        return this;
    }

    Scenes density(InputDensity other) {
        density = other;
        return this;
    }

    Scenes target(TargetFunction other) {
        target = other;
        return this;
    }

    Scenes encoding(InputEncoding other) {
        encoding = other;
        return this;
    }

    Scenes training(double rate, Loss other, List<Threshold> levels, long... steps) {
        learningRate = rate;
        loss = other;
        thresholds = levels;
        checkpoints = steps;
        return this;
    }

    Scenes rule(@Nullable DescentRule other) {
        rule = other;
        return this;
    }

    TheoryScene scene() {
        Seeds seeds = new Seeds("theory", Map.of());
        RegionalDensity regional = density.on(domain, target.axis(domain));
        Sample sample = sampling.draw(domain, regional, seeds.stream(Stream.SAMPLE));
        int n = sample.points().count();
        double[] y = target.values(domain, sample.points());
        double scale = 1 / Math.sqrt(Arrays.stream(y).map(v -> v * v).sum());
        y = Arrays.stream(y).map(v -> v * scale).toArray();
        Encoder encoder = encoding.bind(domain.ambientDimension(), seeds.stream(Stream.ENCODING));
        double[] x = encoder.encode(sample.points().coordinates(), n);
        Samples data = new Samples(n, encoder.outputs(), 1, x, y, sample.region(), regional.regions());
        TheoryInputs inputs =
                new TheoryInputs(domain, regional, target, scale, encoder, sample.points(), data, GroundTruth.of(data));
        double rate = learningRate;
        PrimitiveIterator.OfLong none = LongStream.empty().iterator();
        TheoryTraining training = new TheoryTraining(
                loss,
                () -> rate,
                rule,
                thresholds,
                () -> checkpoints.length == 0
                        ? none
                        : Arrays.stream(checkpoints).iterator());
        return new TheoryScene(
                inputs,
                training,
                architecture,
                () -> Mlp.initialized(architecture, Precision.FLOAT64, seeds.stream(Stream.INIT)));
    }

    /** The rows of spectra that have been checked. */
    static List<Measurement> rows(Theory theory, TheoryScene scene) {
        theory.check(scene);
        return theory.compute(scene);
    }

    /** Values of one metric and scope, by index. */
    static double[] values(List<Measurement> rows, String metric, String scope) {
        return rows.stream()
                .filter(row -> row.metric().equals(metric) && row.scope().equals(scope))
                .mapToDouble(Measurement::value)
                .toArray();
    }
}
