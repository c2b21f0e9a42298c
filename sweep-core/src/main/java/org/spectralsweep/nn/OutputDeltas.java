package org.spectralsweep.nn;

/**
 * Derivatives of losses by the sums z of a network's output layer, where backpropagation starts: q (f - y) f'(z) for squared residuals, q (softmax(f)
 * - y) for {@link Loss#CROSS_ENTROPY}. With linear outputs f = z these are the derivatives by f.
 */
public final class OutputDeltas {
    private OutputDeltas() {}

    /**
     * The derivatives of each sample's own loss: 2/c (f - y) f'(z) for the mean square over its c outputs, whatever factor a squared loss has over
     * the samples; softmax(f) - y for -log softmax(f)_label. O(n c).
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
     * @param first row of outputs and targets that comes first
     * @param rows how many
     * @param into receives rows x c from 0 on
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
