package org.spectralsweep.train;

import org.spectralsweep.linalg.Precision;

/** The rule that turns gradients into updates. */
public sealed interface OptimizerSpec permits GradientDescent, Sgd, Adam, SignDescent, Preconditioned, Sobolev {
    /** eta. */
    LearningRate learningRate();

    /** Samples of a mini-batch; 0, or any number at or above the size of the training set, means all. */
    int batchSize();

    /** How the rate changes in the course of training. */
    RateSchedule schedule();

    /** What weights decay to, and how fast. */
    WeightDecay decay();

    /** Share of the former step that is added. */
    default double momentum() {
        return 0;
    }

    /** Whether every update is {@code theta <- theta - eta g} with the same eta, without decay and without a memory. */
    boolean isPlain();

    /** Whether an update is linear in the gradients so far, so that it moves a network's residual by its kernel. */
    default boolean isLinear() {
        return true;
    }

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
