package org.spectralsweep.train;

import org.spectralsweep.linalg.Precision;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * Full-batch gradient descent on the Sobolev loss of order s (Yu, Yang and Townsend, arXiv 2205.14300), on the circle
 * and the torus. The loss is q/2 r' P_s r, with the residuals r and the factor q of the key {@code loss}, and
 *
 * <pre>P_s = n C Y Lambda Y' C,   Lambda_k = (1 + |k|^2)^s,   C = diag(c),   c_i proportional to 1/p(x_i), sum 1.</pre>
 *
 * Y holds the Fourier modes up to a frequency, orthonormal on the uniform measure; their squares are summed with the
 * quadrature weights c. Mode k is learned at the rate lambda_k (1 + |k|^2)^s, whatever the density. On all modes of a
 * uniform grid P_0 is the identity. The paper writes (1 + k)^(2s) and no factor n. Thresholds and measurements are
 * about the plain residual.
 *
 * @param learningRate eta, or {@code auto}
 * @param order s; positive orders favour high frequencies, negative ones low frequencies
 * @param maxFrequency the highest frequency of the modes, in each angle; 0 means the highest that the sample resolves
 */
public record Sobolev(
        LearningRate learningRate,
        double order,
        @Default("0") int maxFrequency) implements OptimizerSpec {
    /** Refuses an order that is not finite and a negative frequency. */
    public Sobolev {
        if (!Double.isFinite(order)) {
            throw new Refusal("order", "must be a finite number but was " + order);
        }
        if (maxFrequency < 0) {
            throw new Refusal("max-frequency", "must be 0 or positive but was " + maxFrequency);
        }
    }

    @Override
    public int batchSize() {
        return 0;
    }

    @Override
    public RateSchedule schedule() {
        return new Constant();
    }

    @Override
    public WeightDecay decay() {
        return WeightDecay.NONE;
    }

    @Override
    public boolean isPlain() {
        return true;
    }

    @Override
    public boolean mapsResiduals() {
        return true;
    }

    @Override
    public UpdateRule rule(double rate, Precision precision, int count) {
        return new PlainRule(new RateCounter(rate, schedule()), count);
    }
}
