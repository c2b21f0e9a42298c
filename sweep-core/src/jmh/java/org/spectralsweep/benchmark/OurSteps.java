package org.spectralsweep.benchmark;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.train.TrainingOutcome;

/** Steps of our trainer. An invocation is a whole training, which includes the construction of the engine. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class OurSteps {
    private static final int FEW_STEPS = 2;

    /** The number of steps over which the construction of an engine is spread. A trial does more. */
    private static final long FEWEST_STEPS = 20;

    /** The workload's name. */
    @Param("")
    public String workload;

    private Workload timed;
    private Samples data;
    private Mlp network;
    private TrainingOutcome compared;
    private long steps;
    private double bytesPerStep;

    /** Trains a few steps for the comparison of losses, and finds out how many steps make an invocation. */
    @Setup(Level.Trial)
    public void setUp() {
        timed = Workloads.named(workload);
        data = timed.data();
        compared = timed.train(timed.network(), data, Evidence.COMPARED_STEPS);
        network = timed.network();
        steps = InvocationLength.steps(FEWEST_STEPS, count -> timed.train(network, data, count));
    }

    /** How much more a training of twice the steps allocates. */
    @Setup(Level.Iteration)
    public void measureAllocation() {
        double once = allocatedBy(FEW_STEPS);
        double twice = allocatedBy(2 * FEW_STEPS);
        bytesPerStep = (twice - once) / FEW_STEPS;
    }

    private double allocatedBy(long count) {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(self);
        timed.train(network, data, count);
        return threads.getThreadAllocatedBytes(self) - before;
    }

    /** Trains once, with a network that has been trained before. */
    @Benchmark
    public double train(StepCounter counter, Evidence evidence) {
        evidence.start();
        TrainingOutcome outcome = timed.train(network, data, steps);
        evidence.stop();
        counter.steps += steps;
        evidence.set(compared.initialLoss(), compared.finalLoss(), bytesPerStep);
        return outcome.finalLoss();
    }
}
