package org.spectralsweep.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.spectralsweep.nn.Samples;

/** A separate process that trains in some threads and prints how many steps a second they reach together. */
public final class TrainingRate {
    private static final double INVOCATION_SECONDS = 0.05;

    private TrainingRate() {}

    /**
     * Trains to warm up until the window opens, and then counts.
     *
     * @param arguments a workload's name, the number of threads, when the window opens (milliseconds since the epoch),
     *     and its length in seconds
     */
    public static void main(String[] arguments) throws Exception {
        Workload workload = Workloads.named(arguments[0]);
        int threads = Integer.parseInt(arguments[1]);
        long opens = Long.parseLong(arguments[2]);
        double seconds = Double.parseDouble(arguments[3]);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Callable<Double>> tasks = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            tasks.add(() -> rate(workload, opens, seconds));
        }
        try {
            double sum = 0;
            for (Future<Double> rate : pool.invokeAll(tasks)) {
                sum += rate.get();
            }
            System.out.println(sum);
        } finally {
            pool.shutdown();
        }
    }

    private static double rate(Workload workload, long opens, double seconds) {
        Samples data = workload.data();
        // Each training starts anew. A network that is trained for ever ends in numbers so small that arithmetic is
        // slow.
        LongConsumer training = count -> workload.train(workload.network(), data, count);
        long invocation = invocation(training);
        if (System.currentTimeMillis() >= opens) {
            throw new IllegalStateException("the window opened before " + workload.name() + " was warm");
        }
        while (System.currentTimeMillis() < opens) {
            training.accept(invocation);
        }
        long start = System.nanoTime();
        long steps = 0;
        double elapsed = 0;
        while (elapsed < seconds) {
            training.accept(invocation);
            steps += invocation;
            elapsed = (System.nanoTime() - start) / 1e9;
        }
        return steps / elapsed;
    }

    /** A number of steps that is short beside the window. */
    private static long invocation(LongConsumer training) {
        double seconds = 0;
        long steps = 1;
        while (seconds < INVOCATION_SECONDS) {
            steps *= 2;
            long start = System.nanoTime();
            training.accept(steps);
            seconds = (System.nanoTime() - start) / 1e9;
        }
        return steps;
    }
}
