package org.spectralsweep.nn;

/** b ~ U(-1/sqrt(fan_in), 1/sqrt(fan_in)), the default of PyTorch's Linear. */
public record UniformFanInBias() implements BiasInit {}
