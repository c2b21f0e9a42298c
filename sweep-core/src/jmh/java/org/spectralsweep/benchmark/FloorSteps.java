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

/**
 * What OpenBLAS alone needs for the products of a step. Training that multiplies matrices with OpenBLAS cannot be
 * faster.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class FloorSteps {
    private static final int[] BLOCK_ROWS = {64, 128, 256, 512, 1024, Integer.MAX_VALUE};
    private static final int TRIES = 3;

    /** The workload's name. */
    @Param("")
    public String workload;

    private BlasProducts products;
    private long steps;

    /** Chooses the block size at which OpenBLAS is fastest. */
    @Setup(Level.Trial)
    public void setUp() {
        Workload timed = Workloads.named(workload);
        double fastest = Double.POSITIVE_INFINITY;
        for (int blockRows : BLOCK_ROWS) {
            BlasProducts candidate = new BlasProducts(timed, blockRows);
            candidate.run(1);
            for (int i = 0; i < TRIES; i++) {
                long start = System.nanoTime();
                candidate.run(1);
                double time = System.nanoTime() - start;
                if (time < fastest) {
                    fastest = time;
                    products = candidate;
                }
            }
        }
        steps = InvocationLength.steps(1, products::run);
    }

    /** Does some steps. */
    @Benchmark
    public void multiply(StepCounter counter, Evidence evidence) {
        evidence.start();
        products.run(steps);
        evidence.stop();
        counter.steps += steps;
    }
}
