package org.spectralsweep.fit;

import java.util.Arrays;
import org.hipparchus.util.FastMath;

/**
 * Half the logarithm of the mean squared residual of the rows' middles. That is the negative log-likelihood of normal
 * errors for each row, with sigma at its best, up to a constant. The Hessian is that of Gauss and Newton. The logarithm
 * makes the search independent of the unit of the times.
 *
 * @param design the rows
 * @param mean of the rows
 * @param weights of the rows
 * @param rounding a mean square that is only rounding; the logarithm does not go far below that of it, so that a search
 *     ends where a law passes through every row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SquaredResiduals(Design design, MeanFunction mean, double[] weights, double rounding)
        implements DampedNewton.Objective {
    private static final double SMALLEST = 1e-300;

    SquaredResiduals(Design design, MeanFunction mean, double[] weights) {
        this(design, mean, weights, 0);
    }

    @Override
    public double value(double[] point) {
        return 0.5 * FastMath.log(meanSquare(point) + rounding + SMALLEST);
    }

    /** The weighted mean of the squared residuals. */
    double meanSquare(double[] point) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                double residual = design.middle(i) - mean.value(i, point);
                sum += weights[i] * residual * residual;
                total += weights[i];
            }
        }
        return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum / total;
    }

    @Override
    public double derivatives(double[] point, double[] gradient, double[][] hessian) {
        Arrays.fill(gradient, 0);
        for (double[] line : hessian) {
            Arrays.fill(line, 0);
        }
        double[] slope = new double[point.length];
        double sum = 0;
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                double residual = design.middle(i) - mean.gradient(i, point, slope);
                sum += weights[i] * residual * residual;
                total += weights[i];
                for (int k = 0; k < slope.length; k++) {
                    gradient[k] -= weights[i] * residual * slope[k];
                    for (int j = 0; j <= k; j++) {
                        hessian[k][j] += weights[i] * slope[k] * slope[j];
                    }
                }
            }
        }
        double scale = sum + total * rounding + SMALLEST;
        for (int k = 0; k < slope.length; k++) {
            gradient[k] /= scale;
            for (int j = 0; j <= k; j++) {
                hessian[k][j] /= scale;
            }
        }
        return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : 0.5 * FastMath.log(sum / total + rounding + SMALLEST);
    }
}
