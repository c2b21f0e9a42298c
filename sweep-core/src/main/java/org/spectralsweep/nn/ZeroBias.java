package org.spectralsweep.nn;

/** b = 0. */
public record ZeroBias() implements BiasInit {}
