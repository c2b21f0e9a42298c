package org.spectralsweep.train;

import org.jspecify.annotations.Nullable;
import org.spectralsweep.nn.Mlp;

/** {@link EngineName#CIRCLE}. */
final class CircleEngine implements Engine {
    CircleEngine(Mlp network, TrainingSet data, TrainSpec spec, @Nullable MiniBatches batches) {
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
