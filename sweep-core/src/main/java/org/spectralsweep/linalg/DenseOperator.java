package org.spectralsweep.linalg;

/**
 * A symmetric matrix that is stored whole. A product costs 2 n^2 flops and runs at the speed at which memory delivers
 * n^2 / 2 numbers (BLAS dsymv).
 */
public final class DenseOperator implements SymmetricOperator {
    private final double[] matrix;
    private final int n;

    /**
     * Wraps a matrix.
     *
     * @param matrix A, n x n, symmetric; kept, and only one triangle is read
     * @param n rows and columns
     */
    public DenseOperator(double[] matrix, int n) {
        if (n < 1 || matrix.length != (long) n * n) {
            throw new IllegalArgumentException(
                    "matrix must hold " + n + " x " + n + " elements but had " + matrix.length);
        }
        this.matrix = matrix;
        this.n = n;
    }

    @Override
    public int order() {
        return n;
    }

    @Override
    public void apply(double[] v, double[] into) {
        OpenBlas.blas().dsymv("L", n, 1, matrix, n, v, 1, 0, into, 1);
    }
}
