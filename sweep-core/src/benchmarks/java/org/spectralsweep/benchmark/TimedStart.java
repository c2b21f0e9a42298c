package org.spectralsweep.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Times the steps of one contender in this virtual machine. */
public final class TimedStart {
    /** About how long an invocation takes. */
    private static final double INVOCATION_SECONDS = 0.3;

    private static final long MOST_STEPS = 5000;
    private static final int FEWEST_INVOCATIONS = 2;

    private TimedStart() {}

    /**
     * What one virtual machine found out.
     *
     * @param loops time of a step over that of the {@link FixedLoop} just before, the median of all invocations
     * @param microseconds CPU time of a step, as the clock was
     * @param waited share of the time in which the thread waited for a core
     * @param bytes of Java heap that one more step allocates
     * @param lossBefore half sum of squares at the start
     * @param lossAfter half sum of squares after {@link Steps#COMPARED} updates
     * @param description with what it ran
     */
    record Reading(
            double loops,
            double microseconds,
            double waited,
            double bytes,
            double lossBefore,
            double lossAfter,
            String description)
            implements Measured {}

    /**
     * Measures in this virtual machine.
     *
     * @param arguments where to write the result, a workload's name, and a {@link Contender}
     */
    public static void main(String[] arguments) throws IOException {
        Workload workload = Workloads.named(arguments[1]);
        Contender contender = Contender.valueOf(arguments[2]);
        Fork.answer(arguments, time(contender.steps(workload)));
    }

    private static Reading time(Steps steps) {
        long count = warmUp(steps);
        FixedLoop loop = new FixedLoop();
        List<Double> loops = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        Elapsed all = new Elapsed(0, 0);
        while (all.cpu() < steps.timedSeconds() || loops.size() < FEWEST_INVOCATIONS) {
            double loopSeconds = loop.seconds();
            Elapsed elapsed = steps.train(count);
            all = all.plus(elapsed);
            seconds.add(elapsed.cpu() / count);
            loops.add(elapsed.cpu() / count / loopSeconds);
        }
        if (!Double.isFinite(loop.sum())) {
            throw new IllegalStateException("sum must be finite but was " + loop.sum());
        }
        return new Reading(
                Medians.of(loops),
                1e6 * Medians.of(seconds),
                all.waited(),
                steps.bytesPerStep(),
                steps.lossBefore(),
                steps.lossAfter(),
                steps.description());
    }

    /** Does steps until everything should be compiled. Returns the number of steps of an invocation. */
    private static long warmUp(Steps steps) {
        long count = steps.fewest();
        Elapsed all = new Elapsed(0, 0);
        while (all.cpu() < steps.warmUpSeconds()) {
            Elapsed elapsed = steps.train(count);
            all = all.plus(elapsed);
            long wanted = Math.round(INVOCATION_SECONDS * count / elapsed.cpu());
            count = Math.max(steps.fewest(), Math.min(MOST_STEPS, wanted));
        }
        return count;
    }
}
