package org.spectralsweep.theory;

import org.spectralsweep.linalg.SymmetricEigen;

/**
 * Eigenpairs of D K D / n on some nodes, D = diag(sqrt(w)). This is the integral operator of B20, Eq. 7, which maps f
 * to int K(., z) p(z) f(z) dz, made symmetric by B20's Eq. 8. Eigenvalues that are only rounding are set to 0.
 */
final class Eigenbasis {
    /** An entry within this share of the largest magnitude may decide a vector's sign. */
    private static final double TIE = 1e-6;

    private final Nodes nodes;
    private final double[] values;
    private final double[] vectors;

    /**
     * @param values descending
     * @param vectors orthonormal, n x values, column-major; kept
     * @param rounding share of the largest eigenvalue up to which an eigenvalue is set to 0
     */
    Eigenbasis(Nodes nodes, double[] values, double[] vectors, double rounding) {
        this.nodes = nodes;
        this.vectors = vectors;
        this.values = values;
        for (int k = 0; k < values.length; k++) {
            values[k] = values[k] <= rounding * values[0] ? 0 : values[k];
        }
    }

    static Eigenbasis of(Nodes nodes, SymmetricEigen eigen, double rounding) {
        return new Eigenbasis(nodes, eigen.values(), eigen.vectors(), rounding);
    }

    Nodes nodes() {
        return nodes;
    }

    /** How many eigenpairs are known. */
    int count() {
        return values.length;
    }

    /** The eigenvalue of a rank, 0 for the largest. */
    double value(int rank) {
        return values[rank];
    }

    /** All known eigenvalues, descending. */
    double[] values() {
        return values.clone();
    }

    /** The orthonormal vectors, column-major; not to be modified. */
    double[] vectors() {
        return vectors;
    }

    /**
     * The eigenfunction of a rank at the nodes, with int f^2 p = 1: sqrt(n / w_i) v_i. Its sign makes positive the
     * first entry of v whose magnitude is within 1e-6 of the largest. Where eigenvalues are equal, any rotation of
     * their functions is as good, and the library's choice is kept.
     */
    double[] function(int rank) {
        int n = nodes.count();
        int from = rank * n;
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Math.abs(vectors[from + i]));
        }
        int first = 0;
        while (Math.abs(vectors[from + first]) < (1 - TIE) * largest) {
            first++;
        }
        double sign = vectors[from + first] < 0 ? -1 : 1;
        double[] f = new double[n];
        for (int i = 0; i < n; i++) {
            f[i] = sign * Math.sqrt(n / nodes.weights()[i]) * vectors[from + i];
        }
        return f;
    }
}
