package org.spectralsweep.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
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
 * machine, in an order that changes from time to time. The seconds are CPU time of the one thread.
 */
public final class Patterns {
    /** Pixels along each side of the image on which everything is run once to be compiled. Windows must fit into it. */
    private static final int WARM_UP_SIDE = 64;

    private static final List<Metric> METRICS =
            List.of(new DeadUnits(), new ActivationRegions(), new Hamming(windows(), 0));

    private static final Metric CONFUSION = new GradientConfusion(windows(), -0.5, 40, List.of());

    private static final int LOOKS = 3;

    private final Mlp network;
    private final Checkpoint checkpoint;

    /**
     * What was measured, in seconds but for the last two.
     *
     * @param forward the forward pass alone
     * @param patterns {@link ActivationPatterns#of}
     * @param metrics the metrics that read patterns
     * @param confusion gradient confusion
     * @param subdivision exact subdivision of the unit square, or NaN if the inputs are octaves, since then no plane is
     *     a plane of coordinates
     * @param regions how many regions the subdivision found
     * @param heapMegabytes the most Java heap that was in use, including what the collector had not yet freed
     */
    record Costs(
            double forward,
            double patterns,
            double metrics,
            double confusion,
            double subdivision,
            double regions,
            double heapMegabytes)
            implements Measured {
        /** The median of each cost. */
        static Costs medians(List<Costs> costs) {
            return new Costs(
                    Medians.of(costs, Costs::forward),
                    Medians.of(costs, Costs::patterns),
                    Medians.of(costs, Costs::metrics),
                    Medians.of(costs, Costs::confusion),
                    Medians.of(costs, Costs::subdivision),
                    Medians.of(costs, Costs::regions),
                    Medians.of(costs, Costs::heapMegabytes));
        }
    }

    private Patterns(Mlp network, Checkpoint checkpoint) {
        this.network = network;
        this.checkpoint = checkpoint;
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
            Elapsed.Stopwatch watch = new Elapsed.Stopwatch();
            double[] outputs = Evaluator.of(network, data.x(), data.count()).outputs();
            return seconds(watch, outputs.length == data.y().length);
        }

        double patterns() {
            Elapsed.Stopwatch watch = new Elapsed.Stopwatch();
            ActivationPatterns patterns = ActivationPatterns.of(network, data.x(), data.count());
            return seconds(watch, patterns.points() == data.count());
        }

        /** A trial has the outputs on its samples already. */
        double metrics(List<Metric> metrics) {
            Probe probe = new Probe(scene, 0, network, data.y());
            Elapsed.Stopwatch watch = new Elapsed.Stopwatch();
            int rows = 0;
            for (Metric metric : metrics) {
                rows += metric.measure(probe).size();
            }
            return seconds(watch, rows > 0);
        }
    }

    private static Windows windows() {
        return new Windows(100, 50, 500, 50_000, 0.44, 0.54);
    }

    /**
     * Makes PyTorch's initial weights and the image, and runs everything once on a small image, so that it is compiled.
     * Then measures.
     *
     * @param arguments where to write the result, pixels along each side, and octaves of each coordinate, or 0 for the
     *     coordinates themselves
     */
    public static void main(String[] arguments) throws IOException {
        int side = Integer.parseInt(arguments[1]);
        int octaves = Integer.parseInt(arguments[2]);
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
        Mlp network = Mlp.initialized(architecture, Precision.FLOAT32, seeds.stream(Stream.INIT));
        new Patterns(network, Checkpoint.of(network, WARM_UP_SIDE, encoding)).look(0, octaves == 0);
        Patterns patterns = new Patterns(network, Checkpoint.of(network, side, encoding));
        List<Costs> costs = new ArrayList<>();
        for (int turn = 0; turn < LOOKS; turn++) {
            costs.add(patterns.look(turn, octaves == 0));
        }
        Fork.answer(arguments, Costs.medians(costs));
    }

    /** Runs each of them once. */
    private Costs look(int turn, boolean plane) {
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        List<DoubleSupplier> parts = List.of(
                checkpoint::forward,
                checkpoint::patterns,
                () -> checkpoint.metrics(METRICS),
                () -> checkpoint.metrics(List.of(CONFUSION)));
        double[] seconds = new double[parts.size()];
        for (int i = 0; i < seconds.length; i++) {
            int part = (turn + i) % seconds.length;
            seconds[part] = parts.get(part).getAsDouble();
        }
        double subdivision = Double.NaN;
        double regions = Double.NaN;
        if (plane) {
            Elapsed.Stopwatch watch = new Elapsed.Stopwatch();
            regions = SliceSubdivision.of(network, Slice.plane(0, 1)).regions();
            subdivision = seconds(watch, regions > 0);
        }
        double megabytes =
                heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / 1e6;
        return new Costs(seconds[0], seconds[1], seconds[2], seconds[3], subdivision, regions, megabytes);
    }

    private static double seconds(Elapsed.Stopwatch watch, boolean succeeded) {
        double seconds = watch.elapsed().cpu();
        if (!succeeded) {
            throw new IllegalStateException("a result is missing");
        }
        return seconds;
    }
}
