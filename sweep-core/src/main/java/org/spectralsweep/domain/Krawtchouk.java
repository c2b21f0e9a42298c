package org.spectralsweep.domain;

/**
 * Krawtchouk polynomials, the zonal harmonics of the Boolean cube. K_k(j; d) = sum over i of (-1)^i C(j, i) C(d - j, k
 * - i) is the coefficient of t^k in (1 - t)^j (1 + t)^(d - j). It is the sum of the Walsh functions of degree k at a
 * corner with j negative coordinates (MacWilliams and Sloane 1977, chapter 5). By symmetry it is also the sum of one
 * Walsh function of degree j over the C(d, k) corners with k negative coordinates.
 */
public final class Krawtchouk {
    /** Values up to this dimension stay below C(60, 30), which is below 2^57. */
    private static final int MOST = 60;

    private Krawtchouk() {}

    /**
     * K_0(j; d) to K_d(j; d), exactly. O(d^2).
     *
     * @param j from 0 to d
     * @param d the cube's dimension, 1 to 60
     */
    public static long[] row(int j, int d) {
        if (d < 1 || d > MOST) {
            throw new IllegalArgumentException("d must be between 1 and " + MOST + " but was " + d);
        }
        if (j < 0 || j > d) {
            throw new IllegalArgumentException("j must be between 0 and " + d + " but was " + j);
        }
        long[] row = new long[d + 1];
        row[0] = 1;
        for (int factor = 0; factor < d; factor++) {
            int sign = factor < j ? -1 : 1;
            for (int k = factor + 1; k > 0; k--) {
                row[k] += sign * row[k - 1];
            }
        }
        return row;
    }
}
