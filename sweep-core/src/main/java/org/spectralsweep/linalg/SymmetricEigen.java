package org.spectralsweep.linalg;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dsyevd;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dsyevr;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;

/**
 * The eigenproblem A v = lambda v of a real symmetric matrix in float64, by LAPACK of the OpenBLAS that ND4J uses.
 *
 * <p>The input is never modified and one triangle of it is read. Accuracy: backward stable, |error of lambda| is a small multiple
 * of 2.2e-16 times the spectral norm, so that an eigenvalue below about 1e-15 of the largest is noise (and may be negative).
 */
public final class SymmetricEigen {
    static {
        // Sets one thread before the first call: the order of LAPACK's sums depends on it.
        OpenBlas.threads();
    }

    private final double[] values;
    private final double[] vectors;

    private SymmetricEigen(double[] values, double[] vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    /**
     * Every eigenvalue and eigenvector (dsyevd, divide and conquer), about 9 n^3 flops and 4 n^2 doubles of memory.
     *
     * @param rowMajor A, n x n
     * @param n order, at least 1
     * @throws IllegalArgumentException if A is not n x n, not finite or not symmetric
     */
    public static SymmetricEigen of(double[] rowMajor, int n) {
        requireSymmetric(rowMajor, n);
        double[] columns = rowMajor.clone();
        double[] ascending = new double[n];
        requireSuccess("dsyevd", LAPACKE_dsyevd(LAPACK_COL_MAJOR, (byte) 'V', (byte) 'L', n, columns, n, ascending));
        double[] vectors = new double[columns.length];
        for (int k = 0; k < n; k++) {
            System.arraycopy(columns, (n - 1 - k) * n, vectors, k * n, n);
        }
        return new SymmetricEigen(reversed(ascending, n), vectors);
    }

    /**
     * The {@code count} largest eigenvalues in descending order, without vectors (dsyevr, range 'I'): about 4/3 n^3 flops.
     *
     * @param rowMajor A, n x n
     * @param n order, at least 1
     * @param count 1 to n
     * @throws IllegalArgumentException if A is not n x n, not finite or not symmetric, or count is out of range
     */
    public static double[] largest(double[] rowMajor, int n, int count) {
        requireSymmetric(rowMajor, n);
        if (count < 1 || count > n) {
            throw new IllegalArgumentException("count must be between 1 and " + n + " but was " + count);
        }
        double[] ascending = new double[n];
        int[] found = new int[1];
        int failure = LAPACKE_dsyevr(
                LAPACK_COL_MAJOR,
                (byte) 'N',
                (byte) 'I',
                (byte) 'L',
                n,
                rowMajor.clone(),
                n,
                0.0,
                0.0,
                n - count + 1,
                n,
                0.0,
                found,
                ascending,
                new double[1],
                n,
                new int[2 * n]);
        requireSuccess("dsyevr", failure);
        if (found[0] != count) {
            throw new IllegalStateException("dsyevr found " + found[0] + " eigenvalues of " + count);
        }
        return reversed(ascending, count);
    }

    /** The largest eigenvalue: {@link #largest(double[], int, int)} with count 1. */
    public static double largest(double[] rowMajor, int n) {
        return largest(rowMajor, n, 1)[0];
    }

    /** The eigenvalues, descending. */
    public double[] values() {
        return values.clone();
    }

    /** The orthonormal eigenvectors, column-major: that of {@code values()[k]} is at k n ... (k + 1) n - 1. Its sign is arbitrary. */
    public double[] vectors() {
        return vectors.clone();
    }

    private static double[] reversed(double[] ascending, int count) {
        double[] descending = new double[count];
        for (int k = 0; k < count; k++) {
            descending[k] = ascending[count - 1 - k];
        }
        return descending;
    }

    private static void requireSymmetric(double[] a, int n) {
        if (n < 1) {
            throw new IllegalArgumentException("n must be at least 1 but was " + n);
        }
        if (a.length != (long) n * n) {
            throw new IllegalArgumentException("matrix must hold " + n + " x " + n + " elements but had " + a.length);
        }
        double norm = 0;
        for (double value : a) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("matrix must be finite but held " + value);
            }
            norm = Math.max(norm, Math.abs(value));
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                // A product of matrices is symmetric only to rounding.
                if (Math.abs(a[i * n + j] - a[j * n + i]) > 1e-10 * norm) {
                    throw new IllegalArgumentException("matrix must be symmetric but held " + a[i * n + j] + " at (" + i
                            + ", " + j + ") and " + a[j * n + i] + " at (" + j + ", " + i + ")");
                }
            }
        }
    }

    private static void requireSuccess(String routine, int info) {
        if (info != 0) {
            throw new IllegalStateException(routine + " failed with info " + info);
        }
    }
}
