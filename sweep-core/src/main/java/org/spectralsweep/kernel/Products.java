package org.spectralsweep.kernel;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Products of row-major float64 matrices, by ND4J. */
final class Products {
    /** Below this many columns the loops beat copying into a native matrix and out of it. */
    private static final int FEW_COLUMNS = 16;

    private Products() {}

    /** A A', n x n, for A n x columns. */
    static double[] gram(double[] a, int n, int columns) {
        return timesTransposed(a, n, a, n, columns);
    }

    /** A B', rows x others, for A rows x columns and B others x columns. */
    static double[] timesTransposed(double[] a, int rows, double[] b, int others, int columns) {
        if (columns > FEW_COLUMNS) {
            return multiply(matrix(a, rows, columns), matrix(b, others, columns).transpose());
        }
        double[] product = new double[Math.multiplyExact(rows, others)];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < others; j++) {
                double sum = 0;
                for (int k = 0; k < columns; k++) {
                    sum += a[i * columns + k] * b[j * columns + k];
                }
                product[i * others + j] = sum;
            }
        }
        return product;
    }

    /** A B, rows x columns, for A rows x inner and B inner x columns. */
    static double[] times(double[] a, int rows, int inner, double[] b, int columns) {
        return multiply(matrix(a, rows, inner), matrix(b, inner, columns));
    }

    private static INDArray matrix(double[] a, int rows, int columns) {
        return Nd4j.createFromArray(a).reshape('c', rows, columns);
    }

    private static double[] multiply(INDArray a, INDArray b) {
        // ND4J multiplies into Fortran order; the transpose of that is the row-major result.
        INDArray product = Nd4j.createUninitialized(DataType.DOUBLE, new long[] {a.rows(), b.columns()}, 'f');
        a.mmuli(b, product);
        return product.dup('c').data().asDouble();
    }
}
