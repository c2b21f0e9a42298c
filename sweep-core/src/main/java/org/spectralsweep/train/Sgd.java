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
 * @param schedule how the rate changes in the course of training
 * @param decay what weights decay to, and how fast; nothing by default
 */
public record Sgd(
        LearningRate learningRate,
        @Default("0") int batchSize,
        @Default("0") double momentum,

        @Default(value = "{type: constant}", addedLater = true)
        RateSchedule schedule,

        @Default(value = "{}", addedLater = true) WeightDecay decay)
        implements OptimizerSpec {
    /** Refuses a negative batch size and a momentum outside [0, 1). */
    public Sgd {
        if (batchSize < 0) {
            throw new Refusal("batch-size", "must be at least 0 but was " + batchSize);
        }
        if (!(momentum >= 0 && momentum < 1)) {
            throw new Refusal("momentum", "must be in [0, 1) but was " + momentum);
        }
    }

    /** At a constant rate. */
    public Sgd(LearningRate learningRate, int batchSize, double momentum) {
        this(learningRate, batchSize, momentum, new Constant(), WeightDecay.NONE);
    }

    /** Without decay. */
    public Sgd(LearningRate learningRate, int batchSize, double momentum, RateSchedule schedule) {
        this(learningRate, batchSize, momentum, schedule, WeightDecay.NONE);
    }

    @Override
    public boolean isPlain() {
        return momentum == 0 && schedule.isConstant() && decay.isNone();
    }

    @Override
    public UpdateRule rule(double rate, Precision precision, int count) {
        RateCounter rates = new RateCounter(rate, schedule);
        UpdateRule rule = momentum == 0 ? new PlainRule(rates, count) : new Momentum(rates, precision.zeros(count));
        return DecayingRule.of(rule, this, rate, precision, count);
    }

    private final class Momentum implements UpdateRule {
        private final RateCounter rate;
        private final RealArray velocity;

        Momentum(RateCounter rate, RealArray velocity) {
            this.rate = rate;
            this.velocity = velocity;
        }

        @Override
        public void update(RealArray parameters, RealArray gradient) {
            int count = velocity.length();
            velocity.decayAndAdd(count, momentum, 1, gradient);
            parameters.add(count, -rate.next(), velocity);
        }

        @Override
        public void save(DataOutput out) throws IOException {
            SavedArrays.write(out, velocity, velocity.length());
            rate.save(out);
        }

        @Override
        public void restore(DataInput in) throws IOException {
            SavedArrays.read(in, velocity, velocity.length());
            rate.restore(in);
        }
    }
}
