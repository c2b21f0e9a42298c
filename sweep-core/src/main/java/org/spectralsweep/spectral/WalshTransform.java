package org.spectralsweep.spectral;

/**
 * Walsh functions of a function on all corners of the Boolean cube, in the order of {@link
 * org.spectralsweep.domain.BooleanCube#whole}. The coefficient of chi_S is c_S = 2^-d sum over corners of f(x)
 * chi_S(x).
 */
final class WalshTransform {
    private WalshTransform() {}

    /**
     * All coefficients, by the fast Walsh-Hadamard transform (Yates 1937): d passes of 2^(d-1) sums and differences.
     *
     * @param values f at the 2^d corners
     * @return c_S at the index whose bits are S
     */
    static double[] coefficients(double[] values) {
        double[] c = values.clone();
        for (int half = 1; half < c.length; half *= 2) {
            for (int i = 0; i < c.length; i++) {
                if ((i & half) == 0) {
                    double sum = c[i] + c[i + half];
                    c[i + half] = c[i] - c[i + half];
                    c[i] = sum;
                }
            }
        }
        for (int i = 0; i < c.length; i++) {
            c[i] /= c.length;
        }
        return c;
    }

    /** (sum over |S| = k of c_S^2)^(1/2): the norm of the part of degree k. O(d 2^d). */
    static double amplitude(double[] values, int degree) {
        double[] c = coefficients(values);
        double squares = 0;
        for (int subset = 0; subset < c.length; subset++) {
            if (Integer.bitCount(subset) == degree) {
                squares += c[subset] * c[subset];
            }
        }
        return Math.sqrt(squares);
    }
}
