package org.spectralsweep.kernel;

import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;

/** Products of row-major float64 matrices. */
final class Products {
    /** With up to this many columns of A, plain loops beat a BLAS call for A A'. */
    private static final int FEW_COLUMNS = 8;

    private Products() {}

    /** A A', n x n, for A n x columns. */
    static double[] gram(double[] a, int n, int columns) {
        double[] product = new double[Math.multiplyExact(n, n)];
        if (columns > FEW_COLUMNS) {
            RealArray operand = array(a);
            RealArray result = Precision.FLOAT64.zeros(product.length);
            result.multiply(0, false, true, n, columns, n, 1, operand, 0, operand, 0, 0);
            result.read(0, product, 0, product.length);
            return product;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < columns; k++) {
                    sum += a[i * columns + k] * a[j * columns + k];
                }
                product[i * n + j] = sum;
            }
        }
        return product;
    }

    /** A copy of the values as an operand. */
    static RealArray array(double[] values) {
        RealArray array = Precision.FLOAT64.zeros(values.length);
        array.write(0, values, 0, values.length);
        return array;
    }
}
