package org.spectralsweep.trial;

import org.spectralsweep.nn.Mlp;
import org.spectralsweep.train.StopReason;

/**
 * A trial's network at the end of its training.
 *
 * @param network at its last weights
 * @param steps updates done
 * @param reason why there were no more
 */
public record TrainedNetwork(Mlp network, long steps, StopReason reason) {}
