package org.spectralsweep.nn;

/**
 * Derivatives of losses by the sums z of a network's output layer, where backpropagation starts. With linear outputs f = z these are the derivatives by f.
 */
public final class OutputDeltas {
    private OutputDeltas() {}

    /**
     * The derivatives of each sample's own loss: 2/c (f - y) f'(z) for the mean square over its c outputs, whatever factor a squared loss has over the
     * samples. O(n c).
     *
     * @param outputs f, n x c
     * @param targets y, n x c
     * @return n x c
     */
    public static double[] of(MlpSpec spec, Loss loss, double[] outputs, double[] targets, int n) {
        double[] deltas = new double[Math.multiplyExact(n, spec.outputs())];
        write(spec, 2.0 / spec.outputs(), outputs, targets, 0, n, deltas);
        return deltas;
    }

    /**
     * The derivatives of a loss over {@code samples} samples, times a factor, for some of them.
     *
     * @param first row of outputs and targets that comes first
     * @param rows how many
     * @param into receives rows x c from 0 on
     */
    static void write(
            MlpSpec spec, double factor, double[] outputs, double[] targets, int first, int rows, double[] into) {
        int from = first * spec.outputs();
        int count = rows * spec.outputs();
        for (int i = 0; i < count; i++) {
            into[i] = factor * (outputs[from + i] - targets[from + i]);
        }
        if (spec.output() != OutputFunction.LINEAR) {
            for (int i = 0; i < count; i++) {
                into[i] *= spec.output().slope(outputs[from + i]);
            }
        }
    }
}
