package org.spectralsweep.train;

import org.spectralsweep.linalg.Precision;

/** The rule that turns gradients into updates. */
public sealed interface OptimizerSpec permits GradientDescent, Sgd, Adam, Preconditioned, Sobolev {
    /** eta. */
    LearningRate learningRate();

    /** Samples of a mini-batch; 0, or any number at or above the size of the training set, means all. */
    int batchSize();

    /** Whether an update is {@code theta <- theta - eta g}, without any memory of earlier steps. */
    boolean isPlain();

    /** Whether what is backpropagated is the residual times a fixed matrix, see {@link TrainSpec#residualMap}. */
    default boolean mapsResiduals() {
        return false;
    }

    /**
     * The rule with its buffers, at step 0.
     *
     * @param learningRate eta as resolved
     * @param precision of the buffers
     * @param count number of trained parameters
     */
    UpdateRule rule(double learningRate, Precision precision, int count);
}
