package org.spectralsweep.linalg;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dsyevd;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dsyevr;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;

import org.bytedeco.javacpp.DoublePointer;
import org.spectralsweep.Deadline;

/**
 * The eigenproblem A v = lambda v of a real symmetric matrix in float64, solved by the LAPACK of the same OpenBLAS.
 *
 * <p>The input is never modified, and only one triangle of it is read. The method is backward stable: |error of lambda|
 * is a small multiple of 2.2e-16 times the spectral norm. An eigenvalue below about 1e-15 of the largest is therefore
 * noise (and may be negative).
 */
public final class SymmetricEigen {
    static {
        // Sets one thread before the first call, since the order of LAPACK's sums depends on it.
        OpenBlas.threads();
    }

    /**
     * The share of the largest element by which mirror images may differ. A product of matrices is symmetric only to
     * rounding.
     */
    private static final double ASYMMETRY = 1e-10;

    /** Rows and columns of a tile of the symmetry check. Two tiles, 32 KiB, fit into a first-level cache. */
    private static final int TILE = 45;

    /** The share of the norm by which an overlooked eigenvalue must exceed the smallest one found. */
    private static final double OVERLOOKED = 1e-11;

    /** What LAPACKE returns if it cannot allocate its workspace, or a copy of the matrix. */
    private static final int NO_WORKSPACE = -1010;

    private static final int NO_COPY = -1011;

    private static final double LARGEST_RESIDUAL = 1e-10;
    private static final int FIRST_PROBES = 2;

    private final double[] values;
    private final double[] vectors;

    private SymmetricEigen(double[] values, double[] vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    /**
     * Every eigenvalue and eigenvector (dsyevd, divide and conquer). It takes about 9 n^3 flops and 4 n^2 doubles of
     * memory, 3 n^2 of them outside the Java heap. A is copied once to LAPACK, and its eigenvectors once from it.
     * LAPACK's binding for Java arrays would add two copies.
     *
     * @param rowMajor A, n x n
     * @param n order, at least 1
     * @throws IllegalArgumentException if A is not n x n, not finite or not symmetric
     */
    public static SymmetricEigen of(double[] rowMajor, int n) {
        requireSymmetric(rowMajor, n);
        long elements = (long) n * n;
        try (DoublePointer columns = new DoublePointer(elements);
                DoublePointer ascending = new DoublePointer((long) n)) {
            columns.put(rowMajor);
            requireSuccess(
                    "dsyevd", LAPACKE_dsyevd(LAPACK_COL_MAJOR, (byte) 'V', (byte) 'L', n, columns, n, ascending));
            double[] values = new double[n];
            ascending.get(values);
            double[] vectors = new double[rowMajor.length];
            for (int k = 0; k < n; k++) {
                columns.position((long) (n - 1 - k) * n).get(vectors, k * n, n);
            }
            columns.position(0);
            return new SymmetricEigen(reversed(values, n), vectors);
        }
    }

    /**
     * The {@code count} largest eigenvalues in descending order, without vectors (dsyevr, range 'I'). It takes
     * about 4/3 n^3 flops.
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

    /**
     * The {@code count} largest eigenpairs of an operator, by {@link RestartedLanczos}. It takes products with A, n
     * count^2 flops a restart, and 2 to 3 n count doubles of memory. The absolute accuracy is about 1e-13 of the
     * spectral norm. A virtual machine does one run at a time, since ARPACK's translation has static state.
     *
     * <p>A Lanczos iteration from one vector may overlook copies of a multiple eigenvalue. The eigenvectors found are
     * therefore projected out, and the solver is run again on the rest until none of its eigenvalues exceeds the last
     * one found.
     *
     * @param count 1 to order - 1
     * @throws IllegalArgumentException if count is out of range or a product is not finite
     * @throws IllegalStateException if the iteration does not converge or a residual |A v - lambda v| is above 1e-10 of
     *     the norm
     */
    public static SymmetricEigen largestPairs(SymmetricOperator a, int count) {
        return largestPairs(a, count, Deadline.NONE);
    }

    /**
     * The same eigenpairs, within a deadline.
     *
     * @param deadline checked after every product, and while other trials use ARPACK
     */
    public static SymmetricEigen largestPairs(SymmetricOperator a, int count, Deadline deadline) {
        int n = a.order();
        if (count < 1 || count >= n) {
            throw new IllegalArgumentException("count must be between 1 and " + (n - 1) + " but was " + count);
        }
        RestartedLanczos lanczos = new RestartedLanczos(a, deadline);
        double[][] found = lanczos.largest(count);
        double tolerance = OVERLOOKED * lanczos.scale();
        for (int probes = Math.min(FIRST_PROBES, n - count - 1);
                probes > 0;
                probes = Math.min(2 * probes, n - count - 1)) {
            SymmetricOperator rest = new DeflatedOperator(a, found[1], count);
            double[][] others = new RestartedLanczos(rest, deadline).largest(probes);
            if (!(others[0][0] > found[0][count - 1] + tolerance)) {
                break;
            }
            found = merged(found, others, n);
        }
        requireResiduals(a, found, lanczos.scale(), deadline);
        return new SymmetricEigen(found[0], found[1]);
    }

    /** The largest eigenpairs of two descending sets, as many as the first set has. */
    private static double[][] merged(double[][] some, double[][] others, int n) {
        int count = some[0].length;
        double[] values = new double[count];
        double[] vectors = new double[some[1].length];
        int next = 0;
        int other = 0;
        for (int k = 0; k < count; k++) {
            boolean fromOthers = other < others[0].length && others[0][other] > some[0][next];
            double[][] source = fromOthers ? others : some;
            int index = fromOthers ? other++ : next++;
            values[k] = source[0][index];
            System.arraycopy(source[1], index * n, vectors, k * n, n);
        }
        return new double[][] {values, vectors};
    }

    private static void requireResiduals(SymmetricOperator a, double[][] pairs, double scale, Deadline deadline) {
        int n = a.order();
        double[] v = new double[n];
        double[] image = new double[n];
        for (int k = 0; k < pairs[0].length; k++) {
            deadline.check();
            System.arraycopy(pairs[1], k * n, v, 0, n);
            a.apply(v, image);
            for (int i = 0; i < n; i++) {
                image[i] -= pairs[0][k] * v[i];
            }
            double residual = RestartedLanczos.norm(image);
            if (!(residual <= LARGEST_RESIDUAL * scale)) {
                throw new IllegalStateException("eigenpair " + k + " of an operator of order " + n
                        + " has a residual of " + residual + ", above " + LARGEST_RESIDUAL + " of its norm " + scale);
            }
        }
    }

    /** The largest eigenvalue: {@link #largest(double[], int, int)} with count 1. */
    public static double largest(double[] rowMajor, int n) {
        return largest(rowMajor, n, 1)[0];
    }

    /** The eigenvalues, descending. */
    public double[] values() {
        return values.clone();
    }

    /**
     * The orthonormal eigenvectors, column-major: that of {@code values()[k]} is at k n ... (k + 1) n - 1. Its sign is
     * arbitrary. This is the array itself. It may be hundreds of megabytes and must not be modified.
     */
    public double[] vectors() {
        return vectors;
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
        // The diagonal bounds the norm from below. A matrix that passes with this bound needs no second pass.
        double diagonal = 0;
        for (int i = 0; i < n; i++) {
            diagonal = Math.max(diagonal, Math.abs(a[i * n + i]));
        }
        if (diagonal < Double.POSITIVE_INFINITY && isSymmetric(a, n, ASYMMETRY * diagonal)) {
            return;
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
                if (Math.abs(a[i * n + j] - a[j * n + i]) > ASYMMETRY * norm) {
                    throw new IllegalArgumentException("matrix must be symmetric but held " + a[i * n + j] + " at (" + i
                            + ", " + j + ") and " + a[j * n + i] + " at (" + j + ", " + i + ")");
                }
            }
        }
    }

    /** Whether every element is finite and within the tolerance of its mirror image. */
    private static boolean isSymmetric(double[] a, int n, double tolerance) {
        for (int top = 0; top < n; top += TILE) {
            for (int left = 0; left <= top; left += TILE) {
                if (!isSymmetricTile(a, n, top, left, tolerance)) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Compares a tile with its mirror image. Comparing a whole row with a whole column would miss the cache at every
     * element.
     */
    private static boolean isSymmetricTile(double[] a, int n, int top, int left, double tolerance) {
        int bottom = Math.min(top + TILE, n);
        for (int i = top; i < bottom; i++) {
            int right = Math.min(left + TILE, i);
            for (int j = left; j < right; j++) {
                // This also rejects a difference of infinities or with NaN.
                if (!(Math.abs(a[i * n + j] - a[j * n + i]) <= tolerance)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void requireSuccess(String routine, int info) {
        if (info == NO_WORKSPACE || info == NO_COPY) {
            throw new OutOfMemoryError(routine + " found no memory outside of the heap");
        }
        if (info != 0) {
            throw new IllegalStateException(routine + " failed with info " + info);
        }
    }
}
