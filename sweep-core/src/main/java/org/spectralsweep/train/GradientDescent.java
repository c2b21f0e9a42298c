package org.spectralsweep.train;

/** Full-batch gradient descent: theta <- theta - eta g. */
public record GradientDescent(LearningRate learningRate) implements OptimizerSpec {}
