package org.spectralsweep.metric;

/** Column {@code dead_units}: hidden units that are zero on every training sample, per layer and in all. */
public record DeadUnits() implements Metric {}
