package org.spectralsweep.train;

import org.spectralsweep.linalg.Precision;

/** Full-batch gradient descent: {@code theta <- theta - eta g}. */
public record GradientDescent(LearningRate learningRate) implements OptimizerSpec {
    @Override
    public int batchSize() {
        return 0;
    }

    @Override
    public boolean isPlain() {
        return true;
    }

    @Override
    public UpdateRule rule(double rate, Precision precision, int count) {
        return (parameters, gradient) -> parameters.add(count, -rate, gradient);
    }
}
