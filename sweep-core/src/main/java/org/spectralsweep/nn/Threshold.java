package org.spectralsweep.nn;

import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * An error level whose first crossing is a convergence time: the smallest number of updates after which the condition
 * holds.
 *
 * @param name unique in a trial; rows of {@code hits} carry it
 * @param convention the quantity that is compared with delta
 * @param delta the level, positive
 * @param scope where it is tested
 */
public record Threshold(
        String name,
        ThresholdConvention convention,
        double delta,
        @Default("both") ThresholdScope scope) {
    /** Refuses a blank name and a level that is not a positive number. */
    public Threshold {
        if (name.isBlank()) {
            throw new Refusal("name", "must be a word but was blank");
        }
        if (!(delta > 0) || delta == Double.POSITIVE_INFINITY) {
            throw new Refusal("delta", "must be a positive number but was " + delta);
        }
    }

    /**
     * The bound below which sum_R r^2 (over samples of R and outputs) has to fall: 2 delta, delta sum_R y^2, or 2 delta
     * #R / n.
     *
     * @param count #R, number of samples in the set on which the threshold is tested
     * @param targetSquares sum_R y^2
     * @param samples n, number of samples in the whole training set
     * @throws IllegalArgumentException for {@link ThresholdConvention#RELATIVE_MSE} if the target is zero all over R
     */
    public double bound(int count, double targetSquares, int samples) {
        return switch (convention) {
            case HALF_SUM -> 2 * delta;
            case RELATIVE_MSE -> {
                if (!(targetSquares > 0)) {
                    throw new Refusal(
                            "convention",
                            "must be half-sum or half-mean-per-sample for threshold "
                                    + name
                                    + ", since the target is zero on every sample of a set where it is tested, but was "
                                    + "relative-mse");
                }
                yield delta * targetSquares;
            }
            case HALF_MEAN_PER_SAMPLE -> 2 * delta * count / samples;
        };
    }
}
