package org.spectralsweep.metric;

import org.spectralsweep.linalg.RealArray;
import org.spectralsweep.nn.Mlp;

/** Whether a network still has a geometry. */
final class Weights {
    private Weights() {}

    /** Whether no weight and no bias is infinite or NaN, as after training that diverged. */
    static boolean areFinite(Mlp network) {
        RealArray values = network.values();
        for (int e = 0; e < values.length(); e++) {
            if (!Double.isFinite(values.get(e))) {
                return false;
            }
        }
        return true;
    }
}
