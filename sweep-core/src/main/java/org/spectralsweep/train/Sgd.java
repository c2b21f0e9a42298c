package org.spectralsweep.train;

import org.spectralsweep.Default;

/**
 * Stochastic gradient descent, PyTorch's form: v <- momentum v + g, theta <- theta - eta v.
 *
 * @param batchSize samples of a mini-batch; 0 means all
 */
public record Sgd(
        LearningRate learningRate,
        @Default("0") int batchSize,
        @Default("0") double momentum) implements OptimizerSpec {}
