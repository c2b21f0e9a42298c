package org.spectralsweep.kernel;

import org.spectralsweep.linalg.Float64Array;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;

/**
 * df / dz, the derivative of a network's outputs f by the output layer's sums z: f (1 - f) with a sigmoid output.
 * Everything is float64, whatever the network's own precision.
 */
final class OutputSlopes {
    private static final int BLOCK_DOUBLES = 1 << 22;

    private OutputSlopes() {}

    /**
     * The slopes on some points. One forward pass.
     *
     * @param x points, n x inputs, row-major
     * @return n x outputs
     */
    static double[] of(Mlp network, double[] x, int n) {
        MlpSpec spec = network.spec();
        int outputs = spec.outputs();
        int outer = spec.layers() - 1;
        RealArray parameters = HiddenRows.parameters(network);
        int block = (int) Math.max(1, Math.min(n, BLOCK_DOUBLES / HiddenRows.doublesPerRow(spec)));
        HiddenRows hidden = new HiddenRows(network, parameters, block);
        Float64Array z = (Float64Array) Precision.FLOAT64.zeros(block * outputs);
        double[] slopes = new double[Math.multiplyExact(n, outputs)];
        for (int from = 0; from < n; from += block) {
            int rows = Math.min(block, n - from);
            hidden.run(x, from, rows);
            z.multiply(
                    0,
                    false,
                    true,
                    rows,
                    spec.fanIn(outer),
                    outputs,
                    spec.multiplier(outer),
                    hidden.read(outer),
                    0,
                    parameters,
                    network.weightsAt(outer),
                    0);
            if (spec.hasBias(outer)) {
                z.addToRows(rows, outputs, parameters, network.biasesAt(outer));
            }
            z.read(0, slopes, from * outputs, rows * outputs);
        }
        spec.output().apply(slopes, 0, slopes.length);
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = spec.output().slope(slopes[i]);
        }
        return slopes;
    }
}
