package org.spectralsweep.density;

/** How the training inputs are drawn from a density. */
public sealed interface Sampling permits Grid, Quantiles, Iid {}
