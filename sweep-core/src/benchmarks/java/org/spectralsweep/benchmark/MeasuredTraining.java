package org.spectralsweep.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.density.Grid;
import org.spectralsweep.density.RegionalDensity;
import org.spectralsweep.density.Sample;
import org.spectralsweep.density.Uniform;
import org.spectralsweep.domain.Circle;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Sphere;
import org.spectralsweep.encoding.Identity;
import org.spectralsweep.metric.Amplitude;
import org.spectralsweep.metric.DeadUnits;
import org.spectralsweep.metric.Metric;
import org.spectralsweep.metric.Probe;
import org.spectralsweep.metric.RegionError;
import org.spectralsweep.metric.Scene;
import org.spectralsweep.metric.TrainingLoss;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.random.Seeds;
import org.spectralsweep.random.Stream;
import org.spectralsweep.spectral.Normalization;
import org.spectralsweep.targets.Harmonic;
import org.spectralsweep.targets.Phase;
import org.spectralsweep.targets.TargetFunction;
import org.spectralsweep.targets.ZonalHarmonic;
import org.spectralsweep.train.CheckpointSchedule;
import org.spectralsweep.train.TrainingOutcome;

/** A training with a trial's default checkpoints and metrics. It shows how much they add to the training itself. */
public final class MeasuredTraining {
    private static final int WARM_UP_STEPS = 200;
    private static final int FREQUENCY = 4;
    private static final CheckpointSchedule DEFAULT_CHECKPOINTS = new CheckpointSchedule(1, 8);
    private static final List<Metric> DEFAULT_METRICS = List.of(
            new TrainingLoss(),
            new RegionError(),
            new Amplitude(Amplitude.Of.RESIDUAL, List.of(), Normalization.AMPLITUDE),
            new DeadUnits());

    private final Workload timed;
    private final Samples data;
    private final Scene scene;

    /**
     * What was measured.
     *
     * @param percent time of the checkpoints as a percentage of the time of the steps
     */
    record Share(double percent) implements Measured {}

    /** Draws the samples as a trial does. */
    private MeasuredTraining(String workload) {
        timed = Workloads.named(workload);
        Seeds seeds = new Seeds(workload, Map.of());
        int inputs = timed.architecture().inputs();
        InputDomain domain = inputs == 2 ? new Circle() : new Sphere(inputs);
        TargetFunction target = inputs == 2
                ? new Harmonic(FREQUENCY, Phase.RANDOM, List.of()).withPhases(seeds.stream(Stream.PHASE))
                : new ZonalHarmonic(FREQUENCY, List.of());
        RegionalDensity density = new Uniform().on(domain, target.axis(domain));
        RandomGenerator random = seeds.stream(Stream.SAMPLE);
        Sample sample = new Grid(timed.samples(), 0, 0).draw(domain, density, random);
        double[] x = sample.points().coordinates();
        double[] y = target.values(domain, sample.points());
        data = new Samples(timed.samples(), inputs, 1, x, y, sample.region(), density.regions());
        scene = new Scene(
                domain,
                density,
                target,
                1,
                new Identity().bind(inputs, random),
                Loss.HALF_SUM,
                data,
                DEFAULT_METRICS,
                seeds.stream(Stream.PROBE));
    }

    /**
     * Measures in this virtual machine.
     *
     * @param arguments where to write the result, the workload's name, and the number of updates
     */
    public static void main(String[] arguments) throws IOException {
        MeasuredTraining training = new MeasuredTraining(arguments[1]);
        training.train(WARM_UP_STEPS);
        long start = System.nanoTime();
        TrainingOutcome outcome = training.train(Long.parseLong(arguments[2]));
        double seconds = (System.nanoTime() - start) / 1e9;
        Fork.answer(arguments, new Share(100 * (seconds - outcome.seconds()) / outcome.seconds()));
    }

    private TrainingOutcome train(long count) {
        return timed.train(timed.network(), data, count, DEFAULT_CHECKPOINTS, (step, at, outputs) -> {
            Probe probe = new Probe(scene, step, at, outputs);
            DEFAULT_METRICS.forEach(metric -> metric.measure(probe));
        });
    }
}
