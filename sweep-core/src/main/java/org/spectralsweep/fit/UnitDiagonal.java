package org.spectralsweep.fit;

import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * A symmetric matrix S M S with the diagonal S = 1/sqrt of a given one, mostly that of M itself. Then the limit for a
 * pivot has no unit. A row whose given diagonal is not positive is not scaled.
 */
final class UnitDiagonal {
    private static final double SYMMETRIC = 1e-8;

    private final RealMatrix scaled;
    private final double[] scales;

    /** An entry of M at a row and a column that is no larger. */
    interface Entries {
        double at(int row, int column);
    }

    /** Scales a matrix by the diagonal of its own or of another one; the size is at least 1. */
    UnitDiagonal(double[] diagonal, Entries entries) {
        int size = diagonal.length;
        scales = new double[size];
        scaled = MatrixUtils.createRealMatrix(size, size);
        for (int i = 0; i < size; i++) {
            scales[i] = diagonal[i] > 0 ? 1 / FastMath.sqrt(diagonal[i]) : 1;
            for (int j = 0; j <= i; j++) {
                double entry = entries.at(i, j) * scales[i] * scales[j];
                scaled.setEntry(i, j, entry);
                scaled.setEntry(j, i, entry);
            }
        }
    }

    /** Scales a matrix by its own diagonal. */
    static UnitDiagonal of(RealMatrix matrix) {
        double[] diagonal = new double[matrix.getRowDimension()];
        for (int i = 0; i < diagonal.length; i++) {
            diagonal[i] = matrix.getEntry(i, i);
        }
        return new UnitDiagonal(diagonal, matrix::getEntry);
    }

    private boolean isFinite() {
        for (int i = 0; i < scales.length; i++) {
            for (int j = 0; j <= i; j++) {
                if (!Double.isFinite(scaled.getEntry(i, j))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether every eigenvalue of the scaled matrix is above a limit. */
    boolean hasEigenvaluesAbove(double limit) {
        if (!isFinite()) {
            return false;
        }
        double least = Double.POSITIVE_INFINITY;
        for (double eigenvalue : new EigenDecompositionSymmetric(scaled).getEigenvalues()) {
            least = FastMath.min(least, eigenvalue);
        }
        return least > limit;
    }

    /** The factor L of the scaled matrix L L'; null where a pivot is not above a limit. */
    private @Nullable CholeskyDecomposition factor(double pivot) {
        if (!isFinite()) {
            return null;
        }
        try {
            return new CholeskyDecomposition(scaled, SYMMETRIC, pivot);
        } catch (MathRuntimeException e) {
            return null;
        }
    }

    /** The solution x of M x = right for every column; null where M is not positive definite beyond the pivot. */
    @Nullable
    RealMatrix solve(RealMatrix right, double pivot) {
        CholeskyDecomposition factor = factor(pivot);
        if (factor == null) {
            return null;
        }
        RealMatrix solution = factor.getSolver().solve(rescaled(right));
        return rescaled(solution);
    }

    /** The solution of one column; null likewise. */
    double @Nullable [] solve(double[] right, double pivot) {
        RealMatrix solution = solve(MatrixUtils.createColumnRealMatrix(right), pivot);
        return solution == null ? null : solution.getColumn(0);
    }

    /** The vectors L^-1 S right: their scalar products are those of right with M^-1; null likewise. */
    double @Nullable [][] whitened(double[][] right, double pivot) {
        CholeskyDecomposition factor = factor(pivot);
        if (factor == null) {
            return null;
        }
        RealMatrix lower = factor.getL();
        double[][] whitened = new double[right.length][scales.length];
        for (int row = 0; row < right.length; row++) {
            for (int i = 0; i < scales.length; i++) {
                double rest = right[row][i] * scales[i];
                for (int j = 0; j < i; j++) {
                    rest -= lower.getEntry(i, j) * whitened[row][j];
                }
                whitened[row][i] = rest / lower.getEntry(i, i);
            }
        }
        return whitened;
    }

    private RealMatrix rescaled(RealMatrix rows) {
        RealMatrix rescaled = rows.copy();
        for (int i = 0; i < scales.length; i++) {
            rescaled.setRowVector(i, rows.getRowVector(i).mapMultiply(scales[i]));
        }
        return rescaled;
    }
}
