package org.spectralsweep.linalg;

import dev.ludovic.netlib.blas.BLAS;

/**
 * (I - V V') A (I - V V') for orthonormal columns V: A without eigenvectors that are already known. Each product costs
 * 4 n columns flops, twice, in addition to A's own product.
 */
final class DeflatedOperator implements SymmetricOperator {
    private static final BLAS BLAS_LIBRARY = OpenBlas.blas();

    private final SymmetricOperator operator;
    private final double[] columns;
    private final int count;
    private final double[] projected;
    private final double[] coefficients;

    /**
     * Wraps an operator.
     *
     * @param operator A
     * @param columns V, n x count, column-major
     * @param count number of columns
     */
    DeflatedOperator(SymmetricOperator operator, double[] columns, int count) {
        this.operator = operator;
        this.columns = columns;
        this.count = count;
        this.projected = new double[operator.order()];
        this.coefficients = new double[count];
    }

    @Override
    public int order() {
        return operator.order();
    }

    @Override
    public void apply(double[] v, double[] into) {
        System.arraycopy(v, 0, projected, 0, v.length);
        project(projected);
        operator.apply(projected, into);
        project(into);
    }

    private void project(double[] v) {
        int n = v.length;
        BLAS_LIBRARY.dgemv("T", n, count, 1, columns, n, v, 1, 0, coefficients, 1);
        BLAS_LIBRARY.dgemv("N", n, count, -1, columns, n, coefficients, 1, 1, v, 1);
    }
}
