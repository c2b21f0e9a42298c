package org.spectralsweep.theory;

import org.hipparchus.special.Gamma;
import org.hipparchus.stat.regression.SimpleRegression;
import org.hipparchus.util.CombinatoricsUtils;

/** Closed forms and slopes that tests compare with. */
final class Slopes {
    private Slopes() {}

    /** -d log lambda / d log k by least squares over every integer in a window. */
    static double of(double[] lambda, int from, int to) {
        SimpleRegression line = new SimpleRegression();
        for (int k = from; k <= to; k++) {
            line.addData(Math.log(k), Math.log(lambda[k]));
        }
        return -line.getSlope();
    }

    /** a_q of B20 with the constant of Eq. 20 corrected: eigenvalue of Eq. 5 with respect to d theta. */
    static double equation5(int q) {
        if (q < 2) {
            return q == 0 ? Math.PI / 4 + 1 / Math.PI : Math.PI / 8 + 1 / Math.PI;
        }
        double square = (double) q * q;
        return q % 2 == 1 ? 1 / (Math.PI * square) : (square + 1) / (Math.PI * (square - 1) * (square - 1));
    }

    /** c_k of Eq. 5 on S^d, d even, by the formula of B19's supplement. */
    static double formulaOfB19(int d, int k) {
        int p = k + (d - 2) / 2;
        double c1 = Math.pow(Math.PI, d / 2.0)
                * (k % 2 == 0 ? 1 : -1)
                / (d / 2.0 * Math.pow(2, k) * Gamma.gamma(k + d / 2.0));
        double sum = 0;
        for (int q = (k + 1) / 2; q <= p; q++) {
            double c2 = (q % 2 == 0 ? 1 : -1)
                    * CombinatoricsUtils.binomialCoefficientDouble(p, q)
                    * quotient(2 * q, 2 * q - k);
            int n1 = 2 * q - k + 1;
            int n2 = 2 * q - k + 2;
            double part;
            if (k % 2 == 0) {
                double first = (k == 0 ? 1.0 : -1.0) / (2 * n1);
                part = first + (1 - half(n2)) / (2 * n2);
            } else {
                part = (1 - half(n1)) / (2 * n1) + (k == 1 ? 1.0 / (2 * n2) : 0);
            }
            sum += c2 * part;
        }
        return 0.5 * c1 * sum;
    }

    /** 2^-n binomial(n, n / 2). */
    private static double half(int n) {
        return CombinatoricsUtils.binomialCoefficientDouble(n, n / 2) / Math.pow(2, n);
    }

    /** a! / b!. */
    private static double quotient(int a, int b) {
        double product = 1;
        for (int i = b + 1; i <= a; i++) {
            product *= i;
        }
        return product;
    }
}
