package org.spectralsweep.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.spectralsweep.density.Pixels;
import org.spectralsweep.density.RegionalDensity;
import org.spectralsweep.density.Sample;
import org.spectralsweep.density.Uniform;
import org.spectralsweep.domain.Cube;
import org.spectralsweep.encoding.Encoder;
import org.spectralsweep.encoding.Identity;
import org.spectralsweep.encoding.InputEncoding;
import org.spectralsweep.encoding.Positional;
import org.spectralsweep.linalg.OpenBlas;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.metric.ActivationRegions;
import org.spectralsweep.metric.DeadUnits;
import org.spectralsweep.metric.GradientConfusion;
import org.spectralsweep.metric.Hamming;
import org.spectralsweep.metric.Metric;
import org.spectralsweep.metric.Probe;
import org.spectralsweep.metric.Scene;
import org.spectralsweep.metric.Windows;
import org.spectralsweep.nn.ActivationPatterns;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Evaluator;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.nn.UniformFanIn;
import org.spectralsweep.nn.UniformFanInBias;
import org.spectralsweep.random.Seeds;
import org.spectralsweep.random.Stream;
import org.spectralsweep.region.Slice;
import org.spectralsweep.region.SliceSubdivision;
import org.spectralsweep.targets.Channels;
import org.spectralsweep.targets.Picture;
import org.spectralsweep.targets.RandomImage;

/**
 * What it costs to look inside a 4 x 512 network at a checkpoint of an image of 512 x 512 pixels. The activation
 * patterns and the metrics that read them are compared with a forward pass on the same points. All run in one virtual
 * machine, in an order that changes from invocation to invocation. The seconds are CPU time of the one thread.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class Patterns {
    /** Pixels along each side of the image on which everything is run once to be compiled. Windows must fit into it. */
    private static final int WARM_UP_SIDE = 64;

    private static final List<Metric> METRICS =
            List.of(new DeadUnits(), new ActivationRegions(), new Hamming(windows(), 0));

    private static final Metric CONFUSION = new GradientConfusion(windows(), -0.5, 40, List.of());

    /** Pixels along each side. */
    @Param("0")
    public int side;

    /** Octaves of each coordinate, or 0 for the coordinates themselves. */
    @Param("0")
    public int octaves;

    private Mlp network;
    private Checkpoint checkpoint;
    private int turn;

    /** What was measured. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Seconds {
        /** The forward pass alone. */
        public double forward;

        /** {@link ActivationPatterns#of}. */
        public double patterns;

        /** The metrics that read patterns. */
        public double metrics;

        /** Gradient confusion. */
        public double confusion;

        /**
         * Exact subdivision of the unit square. NaN if the inputs are octaves, since then no plane is a plane of
         * coordinates.
         */
        public double subdivision;

        /** How many regions the subdivision found. */
        public double regions;

        /** The most Java heap that was in use, including what the collector had not yet freed. */
        public double heapMegabytes;
    }

    /** The pixels of an image of noise, and what metrics know about them. */
    private record Checkpoint(Mlp network, Samples data, Scene scene) {
        static Checkpoint of(Mlp network, int side, InputEncoding encoding) {
            Seeds seeds = new Seeds("patterns", Map.of());
            Cube domain = new Cube(2, 0, 1);
            Picture target = new RandomImage(side, side, Channels.RGB).withPhases(seeds.stream(Stream.PHASE));
            RegionalDensity density = new Uniform().on(domain, target.axis(domain));
            Sample sample = new Pixels(1, encoding instanceof Positional)
                    .draw(domain, density, target, seeds.stream(Stream.SAMPLE));
            Encoder encoder = encoding.bind(2, seeds.stream(Stream.ENCODING));
            int count = sample.points().count();
            Samples data = new Samples(
                    count,
                    encoder.outputs(),
                    target.outputs(),
                    encoder.encode(sample.points().coordinates(), count),
                    target.values(sample.entries()),
                    sample.region(),
                    density.regions(),
                    sample.shape());
            Scene scene = new Scene(
                    domain,
                    density,
                    target,
                    1,
                    encoder,
                    Loss.MEAN_SQUARE,
                    data,
                    () -> null,
                    METRICS,
                    seeds.stream(Stream.PROBE),
                    () -> seeds.stream(Stream.PAIRS));
            return new Checkpoint(network, data, scene);
        }

        double forward() {
            long start = cpuTime();
            double[] outputs = Evaluator.of(network, data.x(), data.count()).outputs();
            return secondsSince(start, outputs.length == data.y().length);
        }

        double patterns() {
            long start = cpuTime();
            ActivationPatterns patterns = ActivationPatterns.of(network, data.x(), data.count());
            return secondsSince(start, patterns.points() == data.count());
        }

        /** A trial has the outputs on its samples already. */
        double metrics(List<Metric> metrics) {
            Probe probe = new Probe(scene, 0, network, data.y());
            long start = cpuTime();
            int rows = 0;
            for (Metric metric : metrics) {
                rows += metric.measure(probe).size();
            }
            return secondsSince(start, rows > 0);
        }
    }

    private static Windows windows() {
        return new Windows(100, 50, 500, 50_000, 0.44, 0.54);
    }

    /**
     * Makes PyTorch's initial weights and the image, and runs everything once on a small image, so that it is compiled.
     */
    @Setup(Level.Trial)
    public void setUp() {
        if (OpenBlas.threads() != 1) {
            throw new IllegalStateException("OpenBLAS must run on one thread but runs on " + OpenBlas.threads());
        }
        InputEncoding encoding = octaves == 0 ? new Identity() : new Positional(octaves, true, false);
        Seeds seeds = new Seeds("patterns", Map.of());
        MlpSpec architecture = new MlpSpec(
                encoding.bind(2, seeds.stream(Stream.ENCODING)).outputs(),
                Collections.nCopies(4, 512),
                3,
                Parameterization.STANDARD,
                2,
                BiasMode.ALL,
                new Initialization(new UniformFanIn(), new UniformFanInBias(), OuterWeights.LIKE_HIDDEN, false),
                true);
        network = Mlp.initialized(architecture, Precision.FLOAT32, seeds.stream(Stream.INIT));
        checkpoint = Checkpoint.of(network, WARM_UP_SIDE, encoding);
        look(new Seconds());
        checkpoint = Checkpoint.of(network, side, encoding);
    }

    /** Runs each of them once. */
    @Benchmark
    public double look(Seconds seconds) {
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        List<Runnable> parts = List.of(
                () -> seconds.forward = checkpoint.forward(),
                () -> seconds.patterns = checkpoint.patterns(),
                () -> seconds.metrics = checkpoint.metrics(METRICS),
                () -> seconds.confusion = checkpoint.metrics(List.of(CONFUSION)));
        for (int part = 0; part < parts.size(); part++) {
            parts.get((turn + part) % parts.size()).run();
        }
        turn++;
        subdivide(seconds);
        seconds.heapMegabytes =
                heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / 1e6;
        return seconds.metrics;
    }

    private void subdivide(Seconds seconds) {
        seconds.subdivision = Double.NaN;
        if (octaves == 0) {
            long start = cpuTime();
            SliceSubdivision subdivision = SliceSubdivision.of(network, Slice.plane(0, 1));
            seconds.regions = subdivision.regions();
            seconds.subdivision = secondsSince(start, subdivision.regions() > 0);
        }
    }

    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double secondsSince(long start, boolean succeeded) {
        double seconds = (cpuTime() - start) / 1e9;
        if (!succeeded) {
            throw new IllegalStateException("a result is missing");
        }
        return seconds;
    }
}
