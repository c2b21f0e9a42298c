package org.spectralsweep.nn;

import org.spectralsweep.spec.Refusal;

/**
 * The training loss over n samples of c outputs. It is a factor times the sum of the samples' errors. For the first
 * three losses the error of a sample is the sum over its outputs of r^2, with the residuals r = f(x) - y. For the last,
 * which is about classes, it is -log softmax(f)_label.
 */
public enum Loss {
    /** 1/2 sum of r^2. */
    HALF_SUM,
    /** 1/(2 n c) sum of r^2. */
    HALF_MEAN,
    /** 1/(n c) sum of r^2 (PyTorch's MSELoss, which takes the mean over samples and outputs). */
    MEAN_SQUARE,
    /**
     * -1/n sum of log softmax(f)_label (PyTorch's CrossEntropyLoss), where each row of y is 1 at the label and 0
     * elsewhere. There must be at least two outputs, and they must be linear. Results that hold for squared residuals
     * only, such as the descent of a kernel, do not apply.
     */
    CROSS_ENTROPY;

    /** Whether the loss is one of squared residuals. */
    public boolean isSquared() {
        return this != CROSS_ENTROPY;
    }

    /**
     * Refuses targets and outputs for which this loss has no meaning.
     *
     * @param y targets, samples x columns
     * @throws IllegalArgumentException for {@link #CROSS_ENTROPY}, if a row of y is not a single 1 with zeros
     *     elsewhere, if there is only one output, or if the outputs are not linear
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
                    "network.output must be linear for the loss cross-entropy, which has a softmax of its own, but"
                            + " was sigmoid");
        }
        if (!OneHot.isAll(y, columns)) {
            throw new Refusal(
                    "loss",
                    "must be one of squared residuals unless every target is a class"
                            + " (one 1 per sample, 0 elsewhere) but was cross-entropy");
        }
    }

    /**
     * The sum of the errors of some samples: r^2 summed over outputs, or -log softmax(f)_label. Accurate for outputs of
     * any size.
     *
     * @param outputs f, samples x columns
     * @param targets y, samples x columns
     * @param first the first row
     * @param rows number of rows
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

    /** The factor q in the derivatives of the loss by the outputs, which are q r or q (softmax(f) - y). */
    double deltaFactor(int samples, int columns) {
        return isSquared() ? kernelFactor(samples * columns) : 1.0 / samples;
    }

    /**
     * The factor q in d loss / d f(x_i) = q r_i: 1, 1/n or 2/n. Gradient descent in the kernel regime is then
     * {@code r <- (1 - eta q H) r}, where H is the Gram matrix of the tangent kernel.
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
     * The factor c in time = steps * eta * c. For squared residuals, time is the gradient-flow time of
     * {@link #HALF_MEAN}, and c is n, 1 or 2. For {@link #CROSS_ENTROPY} it is the gradient-flow time of that loss
     * itself, and c is 1.
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
