package org.spectralsweep.nn;

/** The function that the output layer applies to its sums z. */
public enum OutputFunction {
    /** f = z. */
    LINEAR,
    /** f = 1 / (1 + exp(-z)), the logistic function. Outputs lie in [0, 1], like the colours of an image. */
    SIGMOID;

    /**
     * Turns {@code count} sums into outputs, in place. It uses the exp of {@link StrictMath}, which is the same on
     * every JDK.
     */
    public void apply(double[] values, int from, int count) {
        if (this == SIGMOID) {
            for (int i = from; i < from + count; i++) {
                // If exp overflows, the result is 0, which is right.
                values[i] = 1 / (1 + StrictMath.exp(-values[i]));
            }
        }
    }

    /** df / dz at the output f: 1, or f (1 - f). */
    public double slope(double f) {
        return this == SIGMOID ? f * (1 - f) : 1;
    }
}
