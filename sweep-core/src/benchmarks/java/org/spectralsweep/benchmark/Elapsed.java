package org.spectralsweep.benchmark;

import java.lang.management.ManagementFactory;

/**
 * Time that passed on this thread.
 *
 * @param cpu seconds in which the thread had a core
 * @param wall seconds on the wall
 */
record Elapsed(double cpu, double wall) {
    /** A moment from which time is measured. */
    static final class Stopwatch {
        private final long wall = System.nanoTime();
        private final long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();

        /** The time since this stopwatch was made. */
        Elapsed elapsed() {
            long now = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            return new Elapsed((now - cpu) / 1e9, (System.nanoTime() - wall) / 1e9);
        }
    }

    /** The time that both took together. */
    Elapsed plus(Elapsed other) {
        return new Elapsed(cpu + other.cpu, wall + other.wall);
    }

    /** The share of the time in which the thread waited for a core. */
    double waited() {
        return 1 - cpu / wall;
    }
}
