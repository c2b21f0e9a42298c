package org.spectralsweep.kernel;

/**
 * The largest eigenvalue of a kernel's Gram matrix H (not H/n), and where it comes from.
 *
 * @param value lambda_max, not negative; in the lazy regime gradient descent on 1/2 sum r^2 is stable while eta value
 *     is below 2
 * @param source in words: closed form or empirical, and whether it was estimated on part of the samples
 */
public record LargestEigenvalue(double value, String source) {
    public LargestEigenvalue {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("lambda-max must be finite and not negative but was " + value);
        }
    }
}
