package org.spectralsweep.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * Sign descent (signSGD: Bernstein et al. 2018, arXiv 1802.04434, algorithm 1): {@code theta <- theta - eta sign(g)},
 * with sign 0 of 0. Every parameter moves by eta, however small its gradient is, so no kernel predicts its steps.
 *
 * @param learningRate eta, a number: the step has no relation to the kernel's eigenvalues
 * @param batchSize samples of a mini-batch; 0, or any number at or above the size of the training set, means all
 * @param schedule how the rate changes in the course of training
 * @param decay what weights decay to, and how fast; nothing by default
 */
public record SignDescent(
        @Default("0.001") LearningRate learningRate,
        @Default("0") int batchSize,
        @Default("{type: constant}") RateSchedule schedule,
        @Default(value = "{}", addedLater = true) WeightDecay decay)
        implements OptimizerSpec {
    /** Refuses an automatic rate and a negative batch size. */
    public SignDescent {
        if (learningRate.value() == null) {
            throw new Refusal("learning-rate", "must be a number for sign-descent but was auto");
        }
        if (batchSize < 0) {
            throw new Refusal("batch-size", "must be at least 0 but was " + batchSize);
        }
    }

    /** At a constant rate, on all samples, without decay. */
    public SignDescent(LearningRate learningRate) {
        this(learningRate, 0, new Constant(), WeightDecay.NONE);
    }

    /** Without decay. */
    public SignDescent(LearningRate learningRate, int batchSize, RateSchedule schedule) {
        this(learningRate, batchSize, schedule, WeightDecay.NONE);
    }

    @Override
    public boolean isPlain() {
        return false;
    }

    @Override
    public boolean isLinear() {
        return false;
    }

    @Override
    public UpdateRule rule(double rate, Precision precision, int count) {
        return DecayingRule.of(new Signs(new RateCounter(rate, schedule), count), this, rate, precision, count);
    }

    private static final class Signs implements UpdateRule {
        private final RateCounter rate;
        private final int count;

        Signs(RateCounter rate, int count) {
            this.rate = rate;
            this.count = count;
        }

        @Override
        public void update(RealArray parameters, RealArray gradient) {
            parameters.subtractSigns(count, rate.next(), gradient);
        }

        @Override
        public void save(DataOutput out) throws IOException {
            rate.save(out);
        }

        @Override
        public void restore(DataInput in) throws IOException {
            rate.restore(in);
        }
    }
}
