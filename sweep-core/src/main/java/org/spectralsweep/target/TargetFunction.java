package org.spectralsweep.target;

/** The function that a network is asked to learn. */
public sealed interface TargetFunction permits Harmonic, HarmonicSum, ZonalHarmonic {}
