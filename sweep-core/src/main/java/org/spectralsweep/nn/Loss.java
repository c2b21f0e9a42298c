package org.spectralsweep.nn;

/** The training loss over n residuals r = f(x) - y: one for each sample and output. */
public enum Loss {
    /** 1/2 sum of r^2. */
    HALF_SUM,
    /** 1/(2n) sum of r^2. */
    HALF_MEAN,
    /** 1/n sum of r^2 (PyTorch's MSELoss, which takes the mean over samples and outputs). */
    MEAN_SQUARE;

    /**
     * The loss of residuals whose squares sum to {@code sumOfSquares}.
     *
     * @param n number of residuals, samples times outputs
     */
    public double value(double sumOfSquares, int n) {
        return 0.5 * kernelFactor(n) * sumOfSquares;
    }

    /**
     * The factor q in d loss / d f(x_i) = q r_i, so that gradient descent in the kernel regime is r <- (1 - eta q H) r with the Gram matrix H
     * of the tangent kernel: 1, 1/n, 2/n.
     *
     * @param n number of residuals, samples times outputs
     */
    public double kernelFactor(int n) {
        return switch (this) {
            case HALF_SUM -> 1;
            case HALF_MEAN -> 1.0 / n;
            case MEAN_SQUARE -> 2.0 / n;
        };
    }

    /**
     * c in time = steps * eta * c, the gradient-flow time of {@link #HALF_MEAN}: n, 1, 2.
     *
     * @param n number of residuals, samples times outputs
     */
    public double timeFactor(int n) {
        return switch (this) {
            case HALF_SUM -> n;
            case HALF_MEAN -> 1;
            case MEAN_SQUARE -> 2;
        };
    }
}
