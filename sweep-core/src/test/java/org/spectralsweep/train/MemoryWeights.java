package org.spectralsweep.train;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.spectralsweep.nn.Mlp;

/** Keeps weights in memory, for tests. */
public final class MemoryWeights implements WeightStore {
    private final Map<Long, double[]> kept = new TreeMap<>();
    private int failures;

    /** Fails so many times from now on. */
    public void fail(int times) {
        failures = times;
    }

    /** All weights and biases by step. */
    public Map<Long, double[]> kept() {
        return kept;
    }

    @Override
    public boolean holds(long step) {
        return kept.containsKey(step);
    }

    @Override
    public void keep(long step, Mlp network, double[] frequencies) throws IOException {
        if (failures > 0) {
            failures--;
            throw new IOException("no space left on device");
        }
        double[] values = new double[(int) network.parameters()];
        network.values().read(0, values, 0, values.length);
        kept.put(step, values);
    }
}
