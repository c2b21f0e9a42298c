package org.spectralsweep.density;

/** The sampling density p(x) with respect to the uniform probability measure of the domain: uniform is p = 1. */
public sealed interface InputDensity permits Uniform, PiecewiseConstant, VonMisesFisher {}
