package org.spectralsweep.benchmark;

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

/** Steps of libtorch on the same network and data. Nothing but the steps is timed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class LibtorchSteps {
    /** The workload's name. */
    @Param("")
    public String workload;

    private LibtorchNetwork network;
    private double lossBefore;
    private double lossAfter;
    private long steps;

    /** Trains a few steps for the comparison of losses, and finds out how many steps make an invocation. */
    @Setup(Level.Trial)
    public void setUp() {
        network = new LibtorchNetwork(Workloads.named(workload));
        lossBefore = network.loss();
        network.train(Evidence.COMPARED_STEPS);
        lossAfter = network.loss();
        steps = InvocationLength.steps(1, network::train);
    }

    /** Does some steps. */
    @Benchmark
    public void train(StepCounter counter, Evidence evidence) {
        evidence.start();
        network.train(steps);
        evidence.stop();
        counter.steps += steps;
        evidence.set(lossBefore, lossAfter, 0);
    }
}
