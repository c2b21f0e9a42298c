package org.spectralsweep.fit;

import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.util.FastMath;

/**
 * Least squares of the middles of the bounds on the regressors with row weights, by QR. It minimises sum_i w_i (y_i -
 * x_i beta)^2.
 *
 * @param coefficients beta
 * @param sigma sqrt(RSS / sum of weights), the maximum likelihood estimate; 0 where it is only rounding
 * @param triangle the square factor R of diag(sqrt(w)) X = Q R
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record WeightedLeastSquares(double[] coefficients, double sigma, RealMatrix triangle) {
    /** Residuals below this share of the largest |y| are rounding. */
    private static final double ROUNDING = 1e-12;

    /** Solves the problem; the rows of positive weight must have full column rank. */
    static WeightedLeastSquares of(Design design, double[] weights) {
        int width = design.x()[0].length;
        int used = 0;
        for (double weight : weights) {
            used += weight > 0 ? 1 : 0;
        }
        double[][] x = new double[used][width];
        double[] y = new double[used];
        double total = 0;
        double largest = 1;
        for (int i = 0, row = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                double root = FastMath.sqrt(weights[i]);
                for (int k = 0; k < width; k++) {
                    x[row][k] = root * design.x()[i][k];
                }
                y[row++] = root * design.middle(i);
                total += weights[i];
                largest = FastMath.max(largest, FastMath.abs(design.middle(i)));
            }
        }
        QRDecomposition qr = new QRDecomposition(MatrixUtils.createRealMatrix(x));
        double[] beta = qr.getSolver().solve(new ArrayRealVector(y, false)).toArray();
        double squares = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                double residual = design.middle(i) - dot(design.x()[i], beta);
                squares += weights[i] * residual * residual;
            }
        }
        double sigma = FastMath.sqrt(squares / total);
        return new WeightedLeastSquares(
                beta, sigma > ROUNDING * largest ? sigma : 0, qr.getR().getSubMatrix(0, width - 1, 0, width - 1));
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
