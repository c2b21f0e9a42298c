package org.spectralsweep.train;

import org.spectralsweep.linalg.Precision;
import org.spectralsweep.spec.Default;

/**
 * Full-batch gradient descent: {@code theta <- theta - eta g}.
 *
 * @param learningRate eta, or {@code auto}
 * @param schedule how the rate changes in the course of training
 * @param decay what weights decay to, and how fast; nothing by default
 */
public record GradientDescent(
        LearningRate learningRate,

        @Default(value = "{type: constant}", addedLater = true)
        RateSchedule schedule,

        @Default(value = "{}", addedLater = true) WeightDecay decay)
        implements OptimizerSpec {
    /** At a constant rate. */
    public GradientDescent(LearningRate learningRate) {
        this(learningRate, new Constant(), WeightDecay.NONE);
    }

    /** Without decay. */
    public GradientDescent(LearningRate learningRate, RateSchedule schedule) {
        this(learningRate, schedule, WeightDecay.NONE);
    }

    @Override
    public int batchSize() {
        return 0;
    }

    @Override
    public boolean isPlain() {
        return schedule.isConstant() && decay.isNone();
    }

    @Override
    public UpdateRule rule(double rate, Precision precision, int count) {
        return DecayingRule.of(new PlainRule(new RateCounter(rate, schedule), count), this, rate, precision, count);
    }
}
