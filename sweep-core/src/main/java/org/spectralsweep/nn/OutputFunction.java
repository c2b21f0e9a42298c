package org.spectralsweep.nn;

/** What the output layer does to its sums z. */
public enum OutputFunction {
    /** f = z. */
    LINEAR,
    /** f = 1 / (1 + exp(-z)), the logistic function: outputs in [0, 1], as the colours of an image are. */
    SIGMOID;

    /** Turns {@code count} sums into outputs, in place, with the exp of {@link StrictMath}: the same on every JDK. */
    public void apply(double[] values, int from, int count) {
        if (this == SIGMOID) {
            for (int i = from; i < from + count; i++) {
                // An exp that overflows gives 0, which is right.
                values[i] = 1 / (1 + StrictMath.exp(-values[i]));
            }
        }
    }

    /** df / dz where the output is f: 1, or f (1 - f). */
    public double slope(double f) {
        return this == SIGMOID ? f * (1 - f) : 1;
    }
}
