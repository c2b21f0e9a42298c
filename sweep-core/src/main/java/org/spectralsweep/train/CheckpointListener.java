package org.spectralsweep.train;

import org.spectralsweep.nn.Mlp;

/**
 * Called during training, at the steps of the schedule and at the last step. The time it takes does not count as
 * training time.
 */
@FunctionalInterface
public interface CheckpointListener {
    /**
     * Called with the network at a checkpoint.
     *
     * @param step updates done
     * @param network at that step; must not be modified
     * @param outputs of the network on the training set, n x outputs, row-major; valid during the call
     */
    void reached(long step, Mlp network, double[] outputs);

    /** Called after every update. Its time counts as training time. */
    default void updated(long step) {}
}
