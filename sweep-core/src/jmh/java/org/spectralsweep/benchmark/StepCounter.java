package org.spectralsweep.benchmark;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Steps done by an invocation, so that JMH reports the time per step beside that per invocation. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class StepCounter {
    /** Read and reset by JMH at each iteration. */
    public long steps;
}
