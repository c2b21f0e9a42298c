package org.spectralsweep.train;

import org.spectralsweep.Default;

/**
 * Adam (Kingma and Ba 2015, algorithm 1, epsilon outside the root as in PyTorch).
 *
 * @param batchSize samples of a mini-batch; 0 means all
 */
public record Adam(
        @Default("0.001") LearningRate learningRate,
        @Default("0.9") double beta1,
        @Default("0.999") double beta2,
        @Default("1e-8") double epsilon,
        @Default("0") int batchSize)
        implements OptimizerSpec {}
