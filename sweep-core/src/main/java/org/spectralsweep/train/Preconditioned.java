package org.spectralsweep.train;

import org.spectralsweep.linalg.Precision;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * Preconditioned full-batch gradient descent (Geifman, Barzilai, Basri and Galun, arXiv 2307.14531). The network is
 * trained with P r in place of the residual r. lambda_j and v_j are the eigenpairs of the tangent kernel's matrix on
 * the trial's samples, from the largest, and
 *
 * <pre>P = I + sum over j up to k of (g_j - 1) v_j v_j',   g_j lambda_j = lambda_1 j^-e.</pre>
 *
 * The kernel is the analytic one, or the empirical one at the start where there is none. The time to learn v_j falls
 * to j^e, and the solution in the end stays the same. At most 3,000 samples.
 *
 * @param learningRate eta, or {@code auto}
 * @param exponent e, not negative; 0 learns all k eigenvectors at one rate
 * @param eigenvectors k, at least 1; equal eigenvalues count as one, with the rank of the first, and are all rescaled
 */
public record Preconditioned(
        LearningRate learningRate,
        @Default("1") double exponent,
        @Default("100") int eigenvectors) implements OptimizerSpec {
    /** Refuses an exponent that is negative and a number of eigenvectors below 1. */
    public Preconditioned {
        if (!(exponent >= 0 && exponent < Double.POSITIVE_INFINITY)) {
            throw new Refusal("exponent", "must be 0 or positive but was " + exponent);
        }
        if (eigenvectors < 1) {
            throw new Refusal("eigenvectors", "must be at least 1 but was " + eigenvectors);
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
