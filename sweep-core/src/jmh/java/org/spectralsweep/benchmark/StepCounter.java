package org.spectralsweep.benchmark;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The number of steps done by an invocation. With it, JMH reports the time per step besides the time per invocation.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class StepCounter {
    /** JMH reads and resets this at each iteration. */
    public long steps;
}
