package org.spectralsweep.nn;

import org.spectralsweep.spec.Refusal;

/**
 * The training loss over n samples of c outputs: of the residuals r = f(x) - y, one for each sample and output, or of classes. It is a factor times
 * the sum of the samples' errors: squared residuals summed over outputs, or -log softmax(f)_label.
 */
public enum Loss {
    /** 1/2 sum of r^2. */
    HALF_SUM,
    /** 1/(2 n c) sum of r^2. */
    HALF_MEAN,
    /** 1/(n c) sum of r^2 (PyTorch's MSELoss, which takes the mean over samples and outputs). */
    MEAN_SQUARE,
    /**
     * -1/n sum of log softmax(f)_label (PyTorch's CrossEntropyLoss), where each row of y is 1 at the label and 0 elsewhere. The outputs are linear
     * and two or more; what is known of squared residuals alone, such as a kernel's descent, does not follow it.
     */
    CROSS_ENTROPY;

    /** Whether it is one of squared residuals. */
    public boolean isSquared() {
        return this != CROSS_ENTROPY;
    }

    /**
     * Refuses targets and outputs that this loss has no meaning for.
     *
     * @param y targets, samples x columns
     * @throws IllegalArgumentException for {@link #CROSS_ENTROPY} where rows of y are not one 1 and otherwise 0, there is one output, or outputs are
     *     not linear
     */
    public void check(double[] y, int columns, OutputFunction output) {
        if (isSquared()) {
            return;
        }
        if (columns < 2) {
            throw new Refusal(
                    "loss", "must be one of squared residuals for a target of one output but was cross-entropy");
        }
        if (output != OutputFunction.LINEAR) {
            throw new IllegalArgumentException(
                    "network.output must be linear for the loss cross-entropy, which has a softmax of its own, but was sigmoid");
        }
        if (!OneHot.isAll(y, columns)) {
            throw new Refusal(
                    "loss",
                    "must be one of squared residuals for targets that are no classes"
                            + " (one 1 a sample, 0 elsewhere) but was cross-entropy");
        }
    }

    /**
     * The sum of the errors of some samples: r^2 summed over outputs, or -log softmax(f)_label. Exact however large outputs are.
     *
     * @param outputs f, samples x columns
     * @param targets y, samples x columns
     * @param first row that comes first
     * @param rows how many
     */
    public double error(double[] outputs, double[] targets, int first, int rows, int columns) {
        double sum = 0;
        int end = (first + rows) * columns;
        if (isSquared()) {
            for (int i = first * columns; i < end; i++) {
                double residual = outputs[i] - targets[i];
                sum += residual * residual;
            }
        } else {
            for (int at = first * columns; at < end; at += columns) {
                sum += Softmax.negativeLogarithm(outputs, targets, at, columns);
            }
        }
        return sum;
    }

    /**
     * The loss of samples whose errors sum to {@code error}.
     *
     * @param samples n
     * @param columns outputs of a sample, c
     */
    public double value(double error, int samples, int columns) {
        return isSquared() ? 0.5 * kernelFactor(samples * columns) * error : error / samples;
    }

    /** The factor q in the derivatives of the loss by the outputs: q r, or q (softmax(f) - y). */
    double deltaFactor(int samples, int columns) {
        return isSquared() ? kernelFactor(samples * columns) : 1.0 / samples;
    }

    /**
     * The factor q in d loss / d f(x_i) = q r_i, so that gradient descent in the kernel regime is r <- (1 - eta q H) r with the Gram matrix H of the
     * tangent kernel: 1, 1/n, 2/n.
     *
     * @param n number of residuals, samples times outputs
     * @throws IllegalArgumentException for {@link #CROSS_ENTROPY}
     */
    public double kernelFactor(int n) {
        return switch (this) {
            case HALF_SUM -> 1;
            case HALF_MEAN -> 1.0 / n;
            case MEAN_SQUARE -> 2.0 / n;
            case CROSS_ENTROPY ->
                throw new Refusal(
                        "loss", "must be one of squared residuals for a kernel's descent but was cross-entropy");
        };
    }

    /**
     * c in time = steps * eta * c, the gradient-flow time of {@link #HALF_MEAN}: n, 1, 2; and 1 in that of {@link #CROSS_ENTROPY} itself.
     *
     * @param n number of residuals, samples times outputs
     */
    public double timeFactor(int n) {
        return switch (this) {
            case HALF_SUM -> n;
            case HALF_MEAN, CROSS_ENTROPY -> 1;
            case MEAN_SQUARE -> 2;
        };
    }
}
