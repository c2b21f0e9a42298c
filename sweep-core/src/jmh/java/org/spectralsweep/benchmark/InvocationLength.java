package org.spectralsweep.benchmark;

import java.util.function.LongConsumer;

/**
 * How many steps an invocation does. The number is chosen so that an invocation takes about as long for every network.
 */
final class InvocationLength {
    private static final double SECONDS = 0.3;
    private static final double PILOT_SECONDS = 0.05;
    private static final long MOST = 5000;

    private InvocationLength() {}

    /**
     * Does more and more steps until their time can be measured.
     *
     * @param fewest the smallest number of steps
     * @param train does a given number of steps
     */
    static long steps(long fewest, LongConsumer train) {
        double seconds = 0;
        long pilot = 1;
        while (seconds < PILOT_SECONDS && pilot < MOST) {
            pilot *= 2;
            long start = System.nanoTime();
            train.accept(pilot);
            seconds = (System.nanoTime() - start) / 1e9;
        }
        return Math.max(fewest, Math.min(MOST, Math.round(SECONDS * pilot / seconds)));
    }
}
