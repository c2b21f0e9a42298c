package org.spectralsweep.fit;

import java.util.Arrays;
import org.hipparchus.util.FastMath;

/**
 * Mean negative log-likelihood of y = mean(theta) + sigma e, with y exact or known to lie between two bounds. The point
 * is (theta_1, ..., theta_K, log sigma). With z = (bound - mean)/sigma, a row adds
 *
 * <pre>
 * exact              log sigma - log f(z)
 * in (low, high]     -log(F(z(high)) - F(z(low)))
 * right-censored     -log(1 - F(z(low)))
 * left-censored      -log F(z(high))
 * </pre>
 *
 * <p>times its weight, and the sum is divided by the sum of weights. Where the mean is linear there is one stationary
 * point, because the function is convex in theta/sigma and 1/sigma (Olsen 1978, Econometrica 46, 1211; Burridge 1981,
 * JRSS B 43, 41). Its second derivatives are exact there; elsewhere those of the mean are left out of them
 * (Gauss-Newton). One evaluation costs rows * K^2, and up to two tail probabilities for each censored row.
 */
final class CensoredLikelihood {
    private final Design design;
    private final MeanFunction mean;
    private final RowLikelihood row;
    private final double[] slope;

    CensoredLikelihood(Design design, MeanFunction mean, ErrorDistribution errors, int size) {
        this.design = design;
        this.mean = mean;
        this.row = new RowLikelihood(errors);
        this.slope = new double[size];
    }

    /** The function of the rows with these weights. */
    DampedNewton.Objective weighted(double[] weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double sum = total;
        return new DampedNewton.Objective() {
            @Override
            public double value(double[] point) {
                return CensoredLikelihood.this.value(point, weights) / sum;
            }

            @Override
            public double derivatives(double[] point, double[] gradient, double[][] hessian) {
                double value = CensoredLikelihood.this.derivatives(point, weights, gradient, hessian) / sum;
                for (int k = 0; k < gradient.length; k++) {
                    gradient[k] /= sum;
                    for (int j = 0; j <= k; j++) {
                        hessian[k][j] /= sum;
                    }
                }
                return value;
            }
        };
    }

    /** The negative log-likelihood, not divided. */
    double value(double[] point, double[] weights) {
        double scale = point[point.length - 1];
        double inverse = FastMath.exp(-scale);
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                double centre = mean.value(i, point);
                boolean exact = design.isExact(i);
                sum -= weights[i]
                        * (row.value((design.low()[i] - centre) * inverse, (design.high()[i] - centre) * inverse, exact)
                                - (exact ? scale : 0));
            }
        }
        return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
    }

    /** The value; the gradient and the lower triangle of the Hessian replace what the arrays held. */
    double derivatives(double[] point, double[] weights, double[] gradient, double[][] hessian) {
        int last = point.length - 1;
        double scale = point[last];
        double inverse = FastMath.exp(-scale);
        Arrays.fill(gradient, 0);
        for (double[] line : hessian) {
            Arrays.fill(line, 0);
        }
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] > 0)) {
                continue;
            }
            double centre = mean.gradient(i, point, slope);
            boolean exact = design.isExact(i);
            double low = (design.low()[i] - centre) * inverse;
            double high = (design.high()[i] - centre) * inverse;
            row.set(low, high, exact);
            double finiteLow = Double.isInfinite(low) ? 0 : low;
            double finiteHigh = exact || Double.isInfinite(high) ? 0 : high;
            // Derivatives of the row's log-likelihood by the mean and by log sigma.
            double byMean = row.byMean() * inverse;
            double byScale = -(row.byLow * finiteLow + row.byHigh * finiteHigh) - (exact ? 1 : 0);
            double byMeanMean = row.byMeanMean() * inverse * inverse;
            double byMeanScale = (row.byLowLow * finiteLow
                            + row.byLowHigh * (finiteLow + finiteHigh)
                            + row.byHighHigh * finiteHigh
                            + row.byLow
                            + row.byHigh)
                    * inverse;
            double byScaleScale = row.byLowLow * finiteLow * finiteLow
                    + 2 * row.byLowHigh * finiteLow * finiteHigh
                    + row.byHighHigh * finiteHigh * finiteHigh
                    + row.byLow * finiteLow
                    + row.byHigh * finiteHigh;
            double weight = weights[i];
            sum -= weight * (row.value - (exact ? scale : 0));
            for (int k = 0; k < last; k++) {
                gradient[k] -= weight * byMean * slope[k];
                double ofRow = weight * byMeanMean * slope[k];
                for (int j = 0; j <= k; j++) {
                    hessian[k][j] -= ofRow * slope[j];
                }
                hessian[last][k] -= weight * byMeanScale * slope[k];
            }
            gradient[last] -= weight * byScale;
            hessian[last][last] -= weight * byScaleScale;
        }
        return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
    }
}
