package org.spectralsweep.nn;

/** b ~ N(0, std^2). */
public record NormalBias(double std) implements BiasInit {}
