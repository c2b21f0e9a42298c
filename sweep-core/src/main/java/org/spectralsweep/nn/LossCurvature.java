package org.spectralsweep.nn;

/**
 * A factor S of the loss's second derivative by the outputs f, B = S S'. B has a block of c x c for each sample. With n
 * samples and q of {@link Loss#kernelFactor},
 *
 * <pre>
 * squared residuals   B = q I                            S = sqrt(q) I
 * cross-entropy       B = (diag(p) - p p')/n             S = (diag(sqrt p) - p sqrt(p)')/sqrt(n),   p = softmax(f)
 * </pre>
 *
 * The second identity holds because p sums to 1. O(n c) a product.
 */
public final class LossCurvature {
    private final int columns;
    private final double factor;
    private final double[] probabilities;

    private LossCurvature(int columns, double factor, double[] probabilities) {
        this.columns = columns;
        this.factor = factor;
        this.probabilities = probabilities;
    }

    /**
     * At given outputs.
     *
     * @param outputs f, samples x columns, row-major
     */
    public static LossCurvature of(Loss loss, double[] outputs, int columns) {
        int samples = outputs.length / columns;
        double factor = Math.sqrt(loss.deltaFactor(samples, columns));
        if (loss.isSquared()) {
            return new LossCurvature(columns, factor, new double[0]);
        }
        double[] p = new double[outputs.length];
        double[] nothing = new double[outputs.length];
        for (int at = 0; at < p.length; at += columns) {
            Softmax.differences(outputs, nothing, at, columns, 1, p, at);
        }
        return new LossCurvature(columns, factor, p);
    }

    /** v = S v, from index {@code at} on for all samples. */
    public void apply(double[] v, int at, int length) {
        for (int row = 0; row < length; row += columns) {
            if (probabilities.length > 0) {
                double sum = 0;
                for (int o = 0; o < columns; o++) {
                    sum += Math.sqrt(probabilities[row + o]) * v[at + row + o];
                }
                for (int o = 0; o < columns; o++) {
                    double p = probabilities[row + o];
                    v[at + row + o] = Math.sqrt(p) * v[at + row + o] - p * sum;
                }
            }
            for (int o = 0; o < columns; o++) {
                v[at + row + o] *= factor;
            }
        }
    }

    /** v = S' v, likewise. */
    public void applyTransposed(double[] v, int at, int length) {
        for (int row = 0; row < length; row += columns) {
            if (probabilities.length > 0) {
                double sum = 0;
                for (int o = 0; o < columns; o++) {
                    sum += probabilities[row + o] * v[at + row + o];
                }
                for (int o = 0; o < columns; o++) {
                    v[at + row + o] = Math.sqrt(probabilities[row + o]) * (v[at + row + o] - sum);
                }
            }
            for (int o = 0; o < columns; o++) {
                v[at + row + o] *= factor;
            }
        }
    }
}
