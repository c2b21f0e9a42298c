package org.spectralsweep.train;

/** The rule that turns gradients into updates. */
public sealed interface OptimizerSpec permits GradientDescent, Sgd, Adam {}
