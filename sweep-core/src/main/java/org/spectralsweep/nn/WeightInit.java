package org.spectralsweep.nn;

/** The distribution of initial weights. */
public sealed interface WeightInit permits He, UniformFanIn, Normal {}
