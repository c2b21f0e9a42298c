package org.spectralsweep.kernel;

import org.spectralsweep.linalg.SymmetricEigen;

/**
 * M = sum over k of mu_k u_k l_k', with l_k . u_j = 1 if k = j, and 0 otherwise. A descent leaves r_t = (r_0 - sum of
 * (l_k . r_0) u_k) + sum of (1 - eta f mu_k)^t (l_k . r_0) u_k. For a symmetric matrix u_k = l_k.
 *
 * @param values mu, in any order
 * @param vectors u of norm 1, one a row, count x order
 * @param duals l, count x order
 * @param stretch the largest singular value of the matrix of all u: |sum of a_k u_k| is at most stretch |a|
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and large
record DescentModes(double[] values, double[] vectors, double[] duals, double stretch) {
    /** Those of a symmetric matrix, which are orthonormal. */
    static DescentModes of(SymmetricEigen eigen) {
        return orthonormal(eigen.values(), eigen.vectors());
    }

    /** Those of a symmetric matrix with these eigenvectors. */
    static DescentModes orthonormal(double[] values, double[] vectors) {
        return new DescentModes(values, vectors, vectors, 1);
    }

    /** Whether the u are the eigenvectors of a symmetric matrix, all of them. */
    boolean isOrthonormal() {
        return vectors == duals;
    }
}
