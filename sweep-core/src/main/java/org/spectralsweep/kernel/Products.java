package org.spectralsweep.kernel;

import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;

/** Products of row-major float64 matrices. */
final class Products {
    /** Up to this many columns of A and B the loops beat a call of BLAS on A B'. */
    private static final int FEW_COLUMNS = 8;

    private Products() {}

    /** A A', n x n, for A n x columns. */
    static double[] gram(double[] a, int n, int columns) {
        return timesTransposed(a, n, a, n, columns);
    }

    /** A B', rows x others, for A rows x columns and B others x columns. */
    static double[] timesTransposed(double[] a, int rows, double[] b, int others, int columns) {
        if (columns > FEW_COLUMNS) {
            return multiply(a, b, true, rows, columns, others);
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
        return multiply(a, b, false, rows, inner, columns);
    }

    /** A copy of the values as an operand. */
    static RealArray array(double[] values) {
        RealArray array = Precision.FLOAT64.zeros(values.length);
        array.write(0, values, 0, values.length);
        return array;
    }

    private static double[] multiply(double[] a, double[] b, boolean transposeB, int rows, int inner, int columns) {
        RealArray product = Precision.FLOAT64.zeros(Math.multiplyExact(rows, columns));
        product.multiply(0, false, transposeB, rows, inner, columns, 1, array(a), 0, array(b), 0, 0);
        double[] values = new double[product.length()];
        product.read(0, values, 0, values.length);
        return values;
    }
}
