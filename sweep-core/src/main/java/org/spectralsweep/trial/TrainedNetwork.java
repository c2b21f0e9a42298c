package org.spectralsweep.trial;

import org.spectralsweep.nn.Mlp;
import org.spectralsweep.train.StopReason;

/**
 * A trial's network at the end of its training.
 *
 * @param network the network at its last weights
 * @param steps number of updates done
 * @param reason why training ended
 */
public record TrainedNetwork(Mlp network, long steps, StopReason reason) {}
