package org.spectralsweep.benchmark;

import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What a fork measured besides times. JMH carries counters from the fork to the table, and resets them at each
 * iteration.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Evidence {
    /** Updates after which the contenders' losses are compared. */
    static final int COMPARED_STEPS = 10;

    /** The half sum of squares of the initial network. */
    public double lossBefore;

    /** The half sum of squares after {@link #COMPARED_STEPS} updates. */
    public double lossAfter;

    /** Bytes of Java heap that one more step allocates. */
    public double bytesPerStep;

    /** Time that the invocations took. */
    public double wallSeconds;

    /**
     * The part of that time in which their thread had a core. It is smaller if the machine also does something else.
     */
    public double cpuSeconds;

    private long wallStart;
    private long cpuStart;

    /** Marks the start of an invocation. */
    void start() {
        wallStart = System.nanoTime();
        cpuStart = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Marks its end. */
    void stop() {
        cpuSeconds += (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuStart) / 1e9;
        wallSeconds += (System.nanoTime() - wallStart) / 1e9;
    }

    /** Copies what was found while the fork was set up. */
    void set(double before, double after, double bytes) {
        lossBefore = before;
        lossAfter = after;
        bytesPerStep = bytes;
    }
}
