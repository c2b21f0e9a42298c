package org.spectralsweep.nn;

/** N(0, std^2), std = tau of B20. */
public record Normal(double std) implements WeightInit {}
