package org.spectralsweep.train;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.Simd;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Networks;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.nn.ThresholdConvention;
import org.spectralsweep.nn.ThresholdScope;
import org.spectralsweep.random.ResumableWell;

/** Data and short runs for tests. */
final class Runs {
    private static final CheckpointListener SILENT = (step, network, outputs) -> {};

    /** How many bytes two trainings may differ by for reasons other than their steps. */
    static final long FEW_BYTES = 5000;

    private Runs() {}

    static Samples data(int n, int inputs, int outputs, int regions) {
        int[] region = new int[n];
        for (int i = 0; i < n; i++) {
            region[i] = i % regions;
        }
        return new Samples(
                n,
                inputs,
                outputs,
                Networks.gaussian(n * inputs, 21),
                Networks.gaussian(n * outputs, 22),
                region,
                regions);
    }

    /** The same inputs with random classes. */
    static Samples classes(int n, int inputs, int outputs) {
        Samples data = data(n, inputs, outputs, 1);
        return new Samples(n, inputs, outputs, data.x(), Networks.oneHot(n, outputs, 23), data.region(), 1);
    }

    static Mlp network(MlpSpec spec, Precision precision) {
        return Mlp.initialized(spec, precision, new Well19937c(5));
    }

    static double[] values(Mlp network) {
        double[] values = new double[(int) network.parameters()];
        network.values().read(0, values, 0, values.length);
        return values;
    }

    static TrainSpec spec(OptimizerSpec optimizer, double rate, Loss loss, long steps) {
        return spec(optimizer, rate, loss, List.of(), Set.of(), steps);
    }

    static TrainSpec spec(
            OptimizerSpec optimizer, double rate, Loss loss, List<Threshold> thresholds, Set<String> stop, long steps) {
        return new TrainSpec(
                optimizer,
                rate,
                loss,
                thresholds,
                stop,
                steps,
                new CheckpointSchedule(1, 8),
                EngineName.DENSE,
                Simd.best());
    }

    /** The same spec on another engine. */
    static TrainSpec on(EngineName engine, Simd simd, TrainSpec spec) {
        return new TrainSpec(
                spec.optimizer(),
                spec.learningRate(),
                spec.loss(),
                spec.thresholds(),
                spec.stopWhen(),
                spec.maxSteps(),
                spec.checkpoints(),
                engine,
                simd);
    }

    /** The bytes that 5,000 more steps allocate once the JIT has compiled them. Before that, vectors are objects. */
    static long bytesOfMoreSteps(MlpSpec network, Precision precision, EngineName engine, OptimizerSpec optimizer) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Samples data = data(33, network.inputs(), 1, 3);
        Threshold outOfReach = new Threshold("never", ThresholdConvention.HALF_SUM, 1e-12, ThresholdScope.GLOBAL);
        long[] allocated = new long[2];
        long deadline = System.nanoTime() + 60_000_000_000L;
        long more = Long.MAX_VALUE;
        while (more > FEW_BYTES && System.nanoTime() < deadline) {
            for (int i = 0; i < 2; i++) {
                TrainSpec spec = new TrainSpec(
                        optimizer,
                        1e-4,
                        Loss.HALF_MEAN,
                        List.of(outOfReach),
                        Set.of("never"),
                        i == 0 ? 1000 : 6000,
                        new CheckpointSchedule(1_000_000, 1),
                        engine,
                        Simd.best());
                Mlp start = network(network, precision);
                long before = threads.getCurrentThreadAllocatedBytes();
                train(start, data, spec);
                allocated[i] = threads.getCurrentThreadAllocatedBytes() - before;
            }
            more = allocated[1] - allocated[0];
        }
        return more;
    }

    static TrainingOutcome train(Mlp network, Samples data, TrainSpec spec) {
        return train(network, data, spec, SILENT);
    }

    static TrainingOutcome train(Mlp network, Samples data, TrainSpec spec, CheckpointListener listener) {
        return Trainer.train(network, data, spec, batches(), listener);
    }

    /** Orders the mini-batches of all these runs. */
    static RandomGenerator batches() {
        return new ResumableWell(6);
    }

    static GradientDescent descent() {
        return new GradientDescent(LearningRate.AUTO);
    }
}
