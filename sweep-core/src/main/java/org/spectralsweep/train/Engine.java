package org.spectralsweep.train;

import org.spectralsweep.nn.Loss;

/**
 * One way of doing the updates of a training run. All buffers are allocated at construction, none in a step. Between {@link #step} and
 * {@link #publish} the network's own arrays may be out of date.
 */
interface Engine {
    /**
     * f on every sample at the present parameters.
     *
     * @param stepFollows whether {@link #step} is what is called next
     * @param outputs receives them, count x outputs
     */
    void evaluate(boolean stepFollows, double[] outputs);

    /**
     * One update: with full batches from the parameters of the last {@link #evaluate}, which must have announced it, else on the next
     * mini-batch.
     *
     * @return with mini-batches the mean over the batch's samples of their errors before the update, see {@link Loss#error}; else any number
     */
    double step();

    /** Brings the network up to date. */
    void publish();
}
