package org.spectralsweep.nn;

/** The distribution of initial biases. */
public sealed interface BiasInit permits ZeroBias, NormalBias, UniformFanInBias {}
