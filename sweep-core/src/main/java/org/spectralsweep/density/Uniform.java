package org.spectralsweep.density;

/** p(x) = 1; the whole domain is one region. */
public record Uniform() implements InputDensity {}
