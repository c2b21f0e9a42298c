package org.spectralsweep.metric;

/** What is measured at a checkpoint. */
public sealed interface Metric permits TrainingLoss, RegionError, Amplitude, DeadUnits {}
