package org.spectralsweep.kernel;

import org.spectralsweep.linalg.SymmetricEigen;

/**
 * Exact kernel regression on some samples: f(z) = sum_j K(z, x_j) alpha_j with alpha = (H + r I)^-1 y, where H is the
 * Gram matrix and r the ridge. So f minimises sum_i (f(x_i) - y_i)^2 + r |f|^2 in the kernel's Hilbert space. Without a
 * ridge it is the limit of gradient flow from zero, and alpha is the solution of least norm.
 *
 * <p>Eigenvalues of H up to {@value #ROUNDING} of the largest are rounding. Their directions are left out.
 */
public final class KernelRegressor {
    private static final double ROUNDING = 1e-14;

    private final double[] eigenvalues;
    private final double[] vectors;
    private final double ridge;

    private KernelRegressor(double[] eigenvalues, double[] vectors, double ridge) {
        this.eigenvalues = eigenvalues;
        this.vectors = vectors;
        this.ridge = ridge;
    }

    /**
     * Takes the eigenvectors of H, in about 9 n^3 flops.
     *
     * @param gram H, n x n; not modified
     * @param ridge r, at least 0
     */
    public static KernelRegressor of(double[] gram, int n, double ridge) {
        if (!(ridge >= 0 && ridge < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("ridge must be 0 or positive but was " + ridge);
        }
        SymmetricEigen eigen = SymmetricEigen.of(gram, n);
        return new KernelRegressor(eigen.values(), eigen.vectors(), ridge);
    }

    /**
     * alpha. O(n^2).
     *
     * @param y n numbers
     */
    public double[] coefficients(double[] y) {
        int n = eigenvalues.length;
        double[] alpha = new double[n];
        for (int k = 0; k < n && eigenvalues[k] > ROUNDING * eigenvalues[0]; k++) {
            double along = 0;
            for (int i = 0; i < n; i++) {
                along += vectors[k * n + i] * y[i];
            }
            double weight = along / (eigenvalues[k] + ridge);
            for (int i = 0; i < n; i++) {
                alpha[i] += weight * vectors[k * n + i];
            }
        }
        return alpha;
    }

    /**
     * f at some points. O(m n).
     *
     * @param kernel K(z_i, x_j), m x n, row-major
     * @return m numbers
     */
    public static double[] values(double[] kernel, double[] alpha) {
        int n = alpha.length;
        double[] f = new double[kernel.length / n];
        for (int i = 0; i < f.length; i++) {
            for (int j = 0; j < n; j++) {
                f[i] += kernel[i * n + j] * alpha[j];
            }
        }
        return f;
    }
}
