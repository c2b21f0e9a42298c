package org.spectralsweep.fit;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.util.FastMath;

/**
 * Squared residuals as a function of the coordinates that the mean is not linear in, with the linear ones at their best
 * (variable projection, Golub and Pereyra 1973). Its Hessian is what is left of that of Gauss and Newton after the
 * linear coordinates are eliminated. Curved valleys of the full function are mostly straight here.
 */
final class Projected implements DampedNewton.Objective {
    private static final double SYMMETRIC = 1e-10;
    private static final double SINGULAR = 1e-15;

    private final SquaredResiduals squares;
    private final Starts starts;
    private final List<Integer> linear;
    private final List<Integer> rest;
    private final int size;

    Projected(SquaredResiduals squares, Starts starts, List<Integer> linear, int size) {
        this.squares = squares;
        this.starts = starts;
        this.linear = linear;
        this.size = size;
        rest = new ArrayList<>();
        for (int k = 0; k < size; k++) {
            if (!linear.contains(k)) {
                rest.add(k);
            }
        }
    }

    /** The coordinates of a full point that are not linear. */
    double[] rest(double[] full) {
        return rest.stream().mapToDouble(k -> full[k]).toArray();
    }

    /** The full point. */
    double[] full(double[] point) {
        double[] full = new double[size];
        for (int k = 0; k < point.length; k++) {
            full[rest.get(k)] = point[k];
        }
        return starts.solved(full, linear);
    }

    @Override
    public double value(double[] point) {
        return squares.value(full(point));
    }

    @Override
    public double derivatives(double[] point, double[] gradient, double[][] hessian) {
        double[] slope = new double[size];
        double[][] curvature = new double[size][size];
        double value = squares.derivatives(full(point), slope, curvature);
        RealMatrix cross = MatrixUtils.createRealMatrix(linear.size(), rest.size());
        RealMatrix inner = MatrixUtils.createRealMatrix(linear.size(), linear.size());
        double[] scale = new double[linear.size()];
        for (int i = 0; i < linear.size(); i++) {
            double own = curvature[linear.get(i)][linear.get(i)];
            scale[i] = own > 0 ? 1 / FastMath.sqrt(own) : 1;
            for (int j = 0; j <= i; j++) {
                double entry = entry(curvature, linear.get(i), linear.get(j)) * scale[i] * scale[j];
                inner.setEntry(i, j, entry);
                inner.setEntry(j, i, entry);
            }
            for (int k = 0; k < rest.size(); k++) {
                cross.setEntry(i, k, entry(curvature, linear.get(i), rest.get(k)) * scale[i]);
            }
        }
        RealMatrix explained;
        try {
            explained = cross.transposeMultiply(new CholeskyDecomposition(inner, SYMMETRIC, SINGULAR)
                    .getSolver()
                    .solve(cross));
        } catch (MathRuntimeException e) {
            explained = MatrixUtils.createRealMatrix(rest.size(), rest.size());
        }
        for (int k = 0; k < rest.size(); k++) {
            gradient[k] = slope[rest.get(k)];
            for (int j = 0; j <= k; j++) {
                hessian[k][j] = entry(curvature, rest.get(k), rest.get(j)) - explained.getEntry(k, j);
            }
        }
        return value;
    }

    private static double entry(double[][] lower, int i, int j) {
        return i >= j ? lower[i][j] : lower[j][i];
    }
}
