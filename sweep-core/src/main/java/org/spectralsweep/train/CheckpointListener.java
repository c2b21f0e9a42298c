package org.spectralsweep.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.spectralsweep.TimeOver;
import org.spectralsweep.nn.Mlp;

/**
 * Called during training, at the steps of the schedule and at the last step. The time it takes does not count as
 * training time. What it has seen so far is saved with the training, if it is to be saved.
 */
@FunctionalInterface
public interface CheckpointListener extends Resumable {
    /**
     * Called with the network at a checkpoint. A call that throws {@link TimeOver} ends the training. In a saved state
     * it did not take place.
     *
     * @param step updates done
     * @param network at that step; must not be modified
     * @param outputs of the network on the training set, n x outputs, row-major; valid during the call
     */
    void reached(long step, Mlp network, double[] outputs);

    /** Called after every update. Its time counts as training time. */
    default void updated(long step) {}

    @Override
    default void save(DataOutput out) throws IOException {}

    @Override
    default void restore(DataInput in) throws IOException {}
}
