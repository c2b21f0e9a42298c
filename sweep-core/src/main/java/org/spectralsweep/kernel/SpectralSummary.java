package org.spectralsweep.kernel;

import java.util.Arrays;

/**
 * Numbers that sum a kernel's spectrum up. With all eigenvalues lambda_1 >= ... >= lambda_n, their vectors v_i and a
 * residual r they are:
 *
 * <pre>
 * condition number    lambda_1 / lambda_n
 * effective rank      (sum lambda_i)^2 / sum lambda_i^2
 * spectral position   sum w_i log10(lambda_1 / lambda_i),   w_i = (v_i' r)^2 / |r|^2
 * </pre>
 *
 * <p>The effective rank is that of the field's work on tangent kernels, tr(K)^2 / |K|_F^2 (arXiv 2512.00860, eq. 1.1).
 * It is also called participation ratio. It is 1 if one eigenvalue dominates, and n if all are equal.
 *
 * <p>The weights are the shares of the loss: kernel descent takes w_i (1 - eta lambda_i)^(2t) of it to step t (Arora et
 * al. 2019, arXiv 1901.08584, theorem 4.1). So the position says how many decades below the largest eigenvalue the loss
 * lies on average: at 3 its typical part takes a thousand times as long as the fastest. The position itself is our
 * definition.
 *
 * <p>Eigenvalues below {@value #ROUNDING} of the largest are rounding. The smallest ones are then given as 0, and the
 * condition number as infinity. They count as {@value #ROUNDING} in the position, which is therefore at most 14.
 *
 * @param smallest the smallest eigenvalues, ascending
 * @param conditionNumber largest over smallest
 * @param effectiveRank from 1 to n
 * @param position from 0 to 14; NaN if r is zero
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SpectralSummary(double[] smallest, double conditionNumber, double effectiveRank, double position) {
    /** The share of the largest eigenvalue below which another one is rounding. */
    static final double ROUNDING = 1e-14;

    /**
     * Sums a whole spectrum up. 2 n^2 flops.
     *
     * @param values all n eigenvalues, descending
     * @param vectors orthonormal, n x n, column-major
     * @param residual r, n numbers in the basis of the matrix
     * @param count how many of the smallest to give
     */
    public static SpectralSummary of(double[] values, double[] vectors, double[] residual, int count) {
        int n = values.length;
        if (vectors.length != (long) n * n || residual.length != n || count < 1 || count > n) {
            throw new IllegalArgumentException("vectors, residual and count must fit " + n + " eigenvalues but were "
                    + vectors.length + ", " + residual.length + " and " + count);
        }
        double floor = ROUNDING * values[0];
        double trace = 0;
        double squares = 0;
        double energy = 0;
        double decades = 0;
        for (int k = 0; k < n; k++) {
            double lambda = Math.max(0, values[k]);
            trace += lambda;
            squares += lambda * lambda;
            double c = 0;
            for (int i = 0; i < n; i++) {
                c += vectors[k * n + i] * residual[i];
            }
            energy += c * c;
            decades += c * c * StrictMath.log10(values[0] / Math.max(floor, lambda));
        }
        double[] smallest = new double[count];
        Arrays.setAll(smallest, k -> values[n - 1 - k] <= floor ? 0 : values[n - 1 - k]);
        return new SpectralSummary(smallest, values[0] / smallest[0], trace * trace / squares, decades / energy);
    }
}
