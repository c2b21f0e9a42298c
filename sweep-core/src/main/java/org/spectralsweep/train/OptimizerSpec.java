package org.spectralsweep.train;

import org.spectralsweep.linalg.Precision;

/** The rule that turns gradients into updates. */
public sealed interface OptimizerSpec permits GradientDescent, Sgd, Adam {
    /** eta. */
    LearningRate learningRate();

    /** Samples of a mini-batch; 0, or any number from the size of the training set on, means all. */
    int batchSize();

    /** Whether an update is theta <- theta - eta g, with nothing remembered. */
    boolean isPlain();

    /**
     * The rule with its buffers, at step 0.
     *
     * @param learningRate eta as resolved
     * @param count trained parameters
     */
    UpdateRule rule(double learningRate, Precision precision, int count);
}
