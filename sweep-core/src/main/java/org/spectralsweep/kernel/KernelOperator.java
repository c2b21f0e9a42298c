package org.spectralsweep.kernel;

import org.spectralsweep.Deadline;
import org.spectralsweep.linalg.DenseOperator;
import org.spectralsweep.linalg.SymmetricOperator;

/**
 * Chooses how the Gram matrix of an analytic kernel is multiplied by vectors, by the cost of a product for n points.
 *
 * <table>
 * <caption>The structures; the first that fits is taken</caption>
 * <tr><th>points</th><th>kernel</th><th>product</th></tr>
 * <tr><td>on the circle</td><td>one hidden layer, biases absent or from zero</td>
 * <td>O(n), see {@link SemiseparableOperator}</td></tr>
 * <tr><td>on one uniform grid of the circle</td><td>any</td><td>O(M log M), see {@link GridConvolution}</td></tr>
 * <tr><td>any, at most 12,000</td><td>any</td><td>O(n^2), the matrix in memory: 1.2 GB at 12,000</td></tr>
 * <tr><td>any</td><td>any</td><td>n^2 values of K, see {@link RecomputedRows}: minutes each beyond 30,000</td></tr>
 * </table>
 */
public final class KernelOperator {
    /** The order of the largest matrix that is held in memory. */
    public static final int LARGEST_DENSE = 12_000;

    private KernelOperator() {}

    /**
     * The Gram matrix on the circle, at inputs (cos angle, sin angle).
     *
     * @param angles in [-pi, pi)
     */
    public static SymmetricOperator onCircle(AnalyticKernel kernel, double[] angles) {
        return onCircle(kernel, angles, Deadline.NONE);
    }

    /**
     * The same operator, under a deadline.
     *
     * @param deadline checked by the operator's products where they are long
     */
    public static SymmetricOperator onCircle(AnalyticKernel kernel, double[] angles, Deadline deadline) {
        SymmetricOperator semiseparable = SemiseparableOperator.of(kernel, angles);
        if (semiseparable != null) {
            return semiseparable;
        }
        CircleGrid grid = CircleGrid.of(angles);
        if (grid != null) {
            return new GridConvolution(kernel, grid);
        }
        double[] x = new double[2 * angles.length];
        for (int i = 0; i < angles.length; i++) {
            x[2 * i] = StrictMath.cos(angles[i]);
            x[2 * i + 1] = StrictMath.sin(angles[i]);
        }
        return of(kernel, x, angles.length, deadline);
    }

    /**
     * The Gram matrix at any inputs.
     *
     * @param x network inputs, n x inputs, row-major
     * @param deadline checked while the matrix is computed, and by the operator's products where they are long
     */
    public static SymmetricOperator of(AnalyticKernel kernel, double[] x, int n, Deadline deadline) {
        return n <= LARGEST_DENSE
                ? new DenseOperator(kernel.gram(x, n, deadline), n)
                : new RecomputedRows(kernel, x, n, deadline);
    }
}
