package org.spectralsweep.nn;

/** U(-1/sqrt(fan_in), 1/sqrt(fan_in)), the default of PyTorch's Linear. */
public record UniformFanIn() implements WeightInit {}
