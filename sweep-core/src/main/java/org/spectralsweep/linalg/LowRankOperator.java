package org.spectralsweep.linalg;

/**
 * A = shift I + B' diag(d) B with k rows in B: a matrix that is known by a few vectors. A product takes two calls of
 * BLAS (dgemv), 4 n k flops, at the speed at which memory delivers B twice. It allocates nothing, and its sums do not
 * depend on where an array lies.
 */
public final class LowRankOperator implements SymmetricOperator {
    private final int n;
    private final double shift;
    private final double[] rows;
    private final double[] weights;
    private final double[] projections;

    /**
     * Wraps the vectors, which are kept and not copied.
     *
     * @param n order, at least 1
     * @param shift what A does to vectors that are orthogonal to all rows
     * @param rows B, k x n, row-major; only its first k rows are read
     * @param weights d, k numbers, at least one
     */
    public LowRankOperator(int n, double shift, double[] rows, double[] weights) {
        if (n < 1 || weights.length < 1 || rows.length < (long) n * weights.length) {
            throw new IllegalArgumentException("rows must hold at least " + weights.length + " x " + n
                    + " numbers, and one row, but held " + rows.length);
        }
        this.n = n;
        this.shift = shift;
        this.rows = rows;
        this.weights = weights.clone();
        projections = new double[weights.length];
    }

    @Override
    public int order() {
        return n;
    }

    @Override
    public void apply(double[] v, double[] into) {
        int k = weights.length;
        OpenBlas.blas().dgemv("T", n, k, 1, rows, n, v, 1, 0, projections, 1);
        for (int j = 0; j < k; j++) {
            projections[j] *= weights[j];
        }
        for (int i = 0; i < n; i++) {
            into[i] = shift * v[i];
        }
        OpenBlas.blas().dgemv("N", n, k, 1, rows, n, projections, 1, 1, into, 1);
    }
}
