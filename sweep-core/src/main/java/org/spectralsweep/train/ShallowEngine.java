package org.spectralsweep.train;

import org.jspecify.annotations.Nullable;
import org.spectralsweep.nn.Mlp;

/** {@link EngineName#SHALLOW}. */
final class ShallowEngine implements Engine {
    ShallowEngine(Mlp network, TrainingSet data, TrainSpec spec, @Nullable MiniBatches batches) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void evaluate(boolean stepFollows, double[] outputs) {
        throw new UnsupportedOperationException();
    }

    @Override
    public double step() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void publish() {
        throw new UnsupportedOperationException();
    }
}
