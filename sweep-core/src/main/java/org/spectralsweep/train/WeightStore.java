package org.spectralsweep.train;

import java.io.IOException;
import org.spectralsweep.nn.Mlp;

/** Where weights of one training are kept, for other programs to read. */
public interface WeightStore {
    /** Keeps nothing, and has nobody wait for it. */
    WeightStore NONE = new WeightStore() {
        @Override
        public boolean holds(long step) {
            return true;
        }

        @Override
        public void keep(long step, Mlp network, double[] frequencies) {}
    };

    /** Whether the weights of a step are kept, by this attempt or by another. */
    boolean holds(long step) throws IOException;

    /**
     * Keeps the weights of a step, in place of those that an earlier attempt kept. If that fails, or the process ends
     * meanwhile, nothing takes the name of whole weights.
     *
     * @param network only read
     * @param frequencies angular frequencies that the encoding of the network's inputs has drawn, a row for each pair
     *     of inputs; empty if it has drawn none
     */
    void keep(long step, Mlp network, double[] frequencies) throws IOException;
}
