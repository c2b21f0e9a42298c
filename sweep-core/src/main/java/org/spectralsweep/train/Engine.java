package org.spectralsweep.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.spectralsweep.nn.Loss;

/**
 * One implementation of the updates of a training run. All buffers on the heap are allocated at construction, none in
 * a step, but {@link EngineName#ND4J} makes its arrays as it needs them. Between {@link #step} and
 * {@link #publish} the network's own arrays may be out of date.
 */
interface Engine extends Resumable, AutoCloseable {
    /**
     * Computes f on every sample at the present parameters.
     *
     * @param stepFollows whether {@link #step} is the next call
     * @param outputs receives the values, count x outputs
     */
    void evaluate(boolean stepFollows, double[] outputs);

    /**
     * One update. With full batches it starts from the parameters of the last {@link #evaluate}, which must have
     * announced it. Otherwise it uses the next mini-batch.
     *
     * @return with mini-batches, the mean error of the batch's samples before the update, see {@link Loss#error};
     *     otherwise undefined
     */
    double step();

    /** Copies the parameters to the network. */
    void publish();

    /** Writes what the next step depends on beside the parameters, which have been published. */
    @Override
    void save(DataOutput out) throws IOException;

    /** Takes over the parameters that are in the network's own arrays now, and what {@link #save} wrote. */
    @Override
    void restore(DataInput in) throws IOException;

    /** Frees what is held outside the heap. */
    @Override
    default void close() {
        // Most engines hold nothing there.
    }
}
