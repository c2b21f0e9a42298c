package org.spectralsweep.nn;

/**
 * Derivatives of losses by the sums z of a network's output layer, where backpropagation starts. They are q (f - y)
 * f'(z) for squared residuals and q (softmax(f) - y) for {@link Loss#CROSS_ENTROPY}. With linear outputs f = z, so
 * these are the derivatives by f.
 */
public final class OutputDeltas {
    private OutputDeltas() {}

    /**
     * The derivatives of each sample's own loss. For squared residuals that loss is the mean square over the sample's c
     * outputs, so the derivatives are 2/c (f - y) f'(z). They do not depend on the factor that the loss has over the
     * samples. For -log softmax(f)_label they are softmax(f) - y. O(n c).
     *
     * @param outputs f, n x c
     * @param targets y, n x c
     * @return n x c
     */
    public static double[] of(MlpSpec spec, Loss loss, double[] outputs, double[] targets, int n) {
        double[] deltas = new double[Math.multiplyExact(n, spec.outputs())];
        write(spec, loss, loss.isSquared() ? 2.0 / spec.outputs() : 1, outputs, targets, 0, n, deltas);
        return deltas;
    }

    /**
     * The derivatives with the factor q, for some samples.
     *
     * @param first the first row of outputs and targets
     * @param rows number of rows
     * @param into receives rows x c, starting at 0
     */
    static void write(
            MlpSpec spec, Loss loss, double q, double[] outputs, double[] targets, int first, int rows, double[] into) {
        int columns = spec.outputs();
        int from = first * columns;
        int count = rows * columns;
        if (!loss.isSquared()) {
            for (int at = 0; at < count; at += columns) {
                Softmax.differences(outputs, targets, from + at, columns, q, into, at);
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            into[i] = q * (outputs[from + i] - targets[from + i]);
        }
        if (spec.output() != OutputFunction.LINEAR) {
            for (int i = 0; i < count; i++) {
                into[i] *= spec.output().slope(outputs[from + i]);
            }
        }
    }
}
