package org.spectralsweep.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * Adam (Kingma and Ba 2015, algorithm 1, with epsilon outside the root as in PyTorch). For t = 1, 2, ...
 *
 * <pre>{@code
 * m <- beta1 m + (1 - beta1) g
 * v <- beta2 v + (1 - beta2) g^2
 * theta <- theta - eta (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
 * }</pre>
 *
 * @param learningRate eta, a number: the step of Adam has no relation to the kernel's eigenvalues
 * @param beta1 decay of the mean, in [0, 1)
 * @param beta2 decay of the mean square, in [0, 1)
 * @param epsilon positive
 * @param batchSize samples of a mini-batch; 0, or any number at or above the size of the training set, means all
 * @param schedule how the rate changes in the course of training
 * @param decay what weights decay to, and how fast; nothing by default
 */
public record Adam(
        @Default("0.001") LearningRate learningRate,
        @Default("0.9") double beta1,
        @Default("0.999") double beta2,
        @Default("1e-8") double epsilon,
        @Default("0") int batchSize,

        @Default(value = "{type: constant}", addedLater = true)
        RateSchedule schedule,

        @Default(value = "{}", addedLater = true) WeightDecay decay)
        implements OptimizerSpec {
    /** Refuses an automatic rate and numbers outside their ranges. */
    public Adam {
        if (learningRate.value() == null) {
            throw new Refusal("learning-rate", "must be a number for adam but was auto");
        }
        requireDecay("beta1", beta1);
        requireDecay("beta2", beta2);
        if (!(epsilon > 0) || epsilon == Double.POSITIVE_INFINITY) {
            throw new Refusal("epsilon", "must be a positive number but was " + epsilon);
        }
        if (batchSize < 0) {
            throw new Refusal("batch-size", "must be at least 0 but was " + batchSize);
        }
    }

    /** At a constant rate. */
    public Adam(LearningRate learningRate, double beta1, double beta2, double epsilon, int batchSize) {
        this(learningRate, beta1, beta2, epsilon, batchSize, new Constant(), WeightDecay.NONE);
    }

    /** Without decay. */
    public Adam(
            LearningRate learningRate,
            double beta1,
            double beta2,
            double epsilon,
            int batchSize,
            RateSchedule schedule) {
        this(learningRate, beta1, beta2, epsilon, batchSize, schedule, WeightDecay.NONE);
    }

    private static void requireDecay(String key, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new Refusal(key, "must be in [0, 1) but was " + value);
        }
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
        return DecayingRule.of(
                new Moments(new RateCounter(rate, schedule), precision, count), this, rate, precision, count);
    }

    private final class Moments implements UpdateRule {
        private final RateCounter rate;
        private final RealArray mean;
        private final RealArray square;
        private double power1 = 1;
        private double power2 = 1;

        Moments(RateCounter rate, Precision precision, int count) {
            this.rate = rate;
            mean = precision.zeros(count);
            square = precision.zeros(count);
        }

        @Override
        public void update(RealArray parameters, RealArray gradient) {
            int count = mean.length();
            power1 *= beta1;
            power2 *= beta2;
            mean.decayAndAdd(count, beta1, 1 - beta1, gradient);
            square.decayAndAddSquares(count, beta2, 1 - beta2, gradient);
            double rootFactor = 1 / Math.sqrt(1 - power2);
            parameters.subtractQuotient(count, rate.next() / (1 - power1), mean, square, rootFactor, epsilon);
        }

        @Override
        public void save(DataOutput out) throws IOException {
            SavedArrays.write(out, mean, mean.length());
            SavedArrays.write(out, square, square.length());
            out.writeDouble(power1);
            out.writeDouble(power2);
            rate.save(out);
        }

        @Override
        public void restore(DataInput in) throws IOException {
            SavedArrays.read(in, mean, mean.length());
            SavedArrays.read(in, square, square.length());
            power1 = in.readDouble();
            power2 = in.readDouble();
            rate.restore(in);
        }
    }
}
