package org.spectralsweep.kernel;

import org.spectralsweep.Deadline;
import org.spectralsweep.linalg.SymmetricOperator;

/**
 * The Gram matrix of any analytic kernel on any points, recomputed block by block in every product. A product takes n^2
 * values of K and memory for {@value #ROWS} rows.
 */
final class RecomputedRows implements SymmetricOperator {
    private static final int ROWS = 32;

    private final AnalyticKernel kernel;
    private final double[] x;
    private final int n;
    private final double[] block;
    private final Deadline deadline;

    /**
     * @param x network inputs, n x inputs, row-major; kept
     */
    RecomputedRows(AnalyticKernel kernel, double[] x, int n, Deadline deadline) {
        this.kernel = kernel;
        this.x = x;
        this.n = n;
        this.deadline = deadline;
        this.block = new double[Math.multiplyExact(Math.min(ROWS, n), n)];
    }

    @Override
    public int order() {
        return n;
    }

    @Override
    public void apply(double[] v, double[] into) {
        for (int from = 0; from < n; from += ROWS) {
            int to = Math.min(from + ROWS, n);
            kernel.rows(x, n, from, to, block, deadline);
            for (int i = from; i < to; i++) {
                int at = (i - from) * n;
                double sum = 0;
                for (int j = 0; j < n; j++) {
                    sum += block[at + j] * v[j];
                }
                into[i] = sum;
            }
        }
    }
}
