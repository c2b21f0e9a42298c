package org.spectralsweep.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * Stochastic gradient descent in PyTorch's form: {@code v <- momentum v + g}, {@code theta <- theta - eta v}.
 *
 * @param learningRate eta, or {@code auto}
 * @param batchSize samples of a mini-batch; 0, or any number at or above the size of the training set, means all
 * @param momentum share of the former step that is added, in [0, 1)
 */
public record Sgd(
        LearningRate learningRate,
        @Default("0") int batchSize,
        @Default("0") double momentum) implements OptimizerSpec {
    /** Refuses a negative batch size and a momentum outside [0, 1). */
    public Sgd {
        if (batchSize < 0) {
            throw new Refusal("batch-size", "must be at least 0 but was " + batchSize);
        }
        if (!(momentum >= 0 && momentum < 1)) {
            throw new Refusal("momentum", "must be in [0, 1) but was " + momentum);
        }
    }

    @Override
    public boolean isPlain() {
        return momentum == 0;
    }

    @Override
    public UpdateRule rule(double rate, Precision precision, int count) {
        if (momentum == 0) {
            return (parameters, gradient) -> parameters.add(count, -rate, gradient);
        }
        return new Momentum(rate, precision.zeros(count));
    }

    private final class Momentum implements UpdateRule {
        private final double rate;
        private final RealArray velocity;

        Momentum(double rate, RealArray velocity) {
            this.rate = rate;
            this.velocity = velocity;
        }

        @Override
        public void update(RealArray parameters, RealArray gradient) {
            int count = velocity.length();
            velocity.decayAndAdd(count, momentum, 1, gradient);
            parameters.add(count, -rate, velocity);
        }

        @Override
        public void save(DataOutput out) throws IOException {
            SavedArrays.write(out, velocity, velocity.length());
        }

        @Override
        public void restore(DataInput in) throws IOException {
            SavedArrays.read(in, velocity, velocity.length());
        }
    }
}
