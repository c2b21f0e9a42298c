package org.spectralsweep.benchmark;

import java.lang.management.ManagementFactory;
import org.spectralsweep.linalg.OpenBlas;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.train.CheckpointListener;
import org.spectralsweep.train.TrainingOutcome;

/**
 * Steps of our trainer. An invocation is a whole training, which includes the construction of the engine. The clock
 * stops at the last update, since the evaluation that follows belongs to no step. With mini-batches it also starts
 * only after the evaluation of all samples at the start.
 */
final class OurSteps implements Steps {
    private static final int FEW = 2;

    /** How often allocation is measured at most. The least counts, so compiling something does not. */
    private static final int TRIES = 3;

    /** The number of steps over which the construction of an engine is spread. A trial does more. */
    private static final long FEWEST = 20;

    /** With mini-batches construction is not timed. */
    private static final long FEWEST_BATCHES = 4;

    private final Workload timed;
    private final Samples data;
    private final TrainingOutcome compared;

    OurSteps(Workload workload) {
        timed = workload;
        data = timed.data();
        compared = timed.train(timed.network(), data, COMPARED);
    }

    /** Reads the clock at the first checkpoint and at the last update. */
    private final class Watch implements CheckpointListener {
        private final long steps;
        private Elapsed.Stopwatch started = new Elapsed.Stopwatch();
        private Elapsed elapsed = new Elapsed(0, 0);

        Watch(long steps) {
            this.steps = steps;
        }

        @Override
        public void reached(long step, Mlp network, double[] outputs) {
            if (step == 0 && timed.isMiniBatch()) {
                started = new Elapsed.Stopwatch();
            }
        }

        @Override
        public void updated(long step) {
            if (step == steps) {
                elapsed = started.elapsed();
            }
        }
    }

    /** Trains the initial network. One that is trained for ever ends in numbers so small that arithmetic is slow. */
    @Override
    public Elapsed train(long steps) {
        Mlp network = timed.network();
        Watch watch = new Watch(steps);
        timed.train(network, data, steps, watch);
        return watch.elapsed;
    }

    @Override
    public long fewest() {
        return timed.isMiniBatch() ? FEWEST_BATCHES : FEWEST;
    }

    @Override
    public double warmUpSeconds() {
        return 3;
    }

    @Override
    public double timedSeconds() {
        return 2;
    }

    @Override
    public double lossBefore() {
        return compared.initialLoss();
    }

    @Override
    public double lossAfter() {
        return compared.finalLoss();
    }

    /** How much more a training of twice the steps allocates. */
    @Override
    public double bytesPerStep() {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < TRIES && least > 0; i++) {
            double once = allocatedBy(FEW);
            double twice = allocatedBy(2 * FEW);
            least = Math.min(least, (twice - once) / FEW);
        }
        return Math.max(0, least);
    }

    private double allocatedBy(long count) {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        Mlp network = timed.network();
        long before = threads.getThreadAllocatedBytes(self);
        timed.train(network, data, count);
        return threads.getThreadAllocatedBytes(self) - before;
    }

    @Override
    public String description() {
        return OpenBlas.description();
    }
}
