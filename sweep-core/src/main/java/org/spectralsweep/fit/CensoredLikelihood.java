package org.spectralsweep.fit;

import org.hipparchus.util.FastMath;

/**
 * Mean negative log-likelihood of a censored normal regression y = x beta + sigma e. It uses Olsen's parameters gamma =
 * beta/sigma and tau = 1/sigma, in which it is convex (Olsen 1978, Econometrica 46, 1211; for intervals Pratt 1981,
 * JASA 76, 103). With z(y) = tau y - x gamma a row adds
 *
 * <pre>
 * exact              -log tau - log phi(z)
 * in (low, high]     -log(Phi(z(high)) - Phi(z(low)))
 * right-censored     -log(1 - Phi(z(low)))
 * left-censored      -log Phi(z(high))
 * </pre>
 *
 * <p>times its weight, and the sum is divided by the sum of weights. The point is (gamma_1, ..., gamma_K, tau). Below a
 * small positive tau, log tau is continued by its quadratic, so that a line search may step anywhere and the function
 * stays convex. One evaluation costs rows * K, and up to two normal tails for each censored row.
 */
final class CensoredLikelihood {
    private static final double SMALLEST_TAU = 1e-8;

    private final double[][] x;
    private final double[] low;
    private final double[] high;
    private final double[] weights;
    private final double total;

    /** Rows of regressors with bounds of y; low equals high where y is exact. The arrays are kept, not copied. */
    CensoredLikelihood(double[][] x, double[] low, double[] high, double[] weights) {
        this.x = x;
        this.low = low;
        this.high = high;
        this.weights = weights;
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        this.total = sum;
    }

    double value(double[] point) {
        int width = point.length - 1;
        double tau = point[width];
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            if (weights[i] > 0) {
                double shift = predictor(i, point);
                sum += weights[i]
                        * (low[i] == high[i]
                                ? logTau(tau) + NormalTail.logDensity(tau * low[i] - shift)
                                : logInterval(scaled(tau, low[i], shift), scaled(tau, high[i], shift)));
            }
        }
        return -sum / total;
    }

    double[] gradient(double[] point) {
        int width = point.length - 1;
        double tau = point[width];
        double[] gradient = new double[width + 1];
        for (int i = 0; i < x.length; i++) {
            if (weights[i] > 0) {
                double shift = predictor(i, point);
                double byShift;
                double byTau;
                if (low[i] == high[i]) {
                    double z = tau * low[i] - shift;
                    byShift = z;
                    byTau = logTauSlope(tau) - z * low[i];
                } else {
                    double below = scaled(tau, low[i], shift);
                    double above = scaled(tau, high[i], shift);
                    if (below >= above) {
                        continue;
                    }
                    double probability = logInterval(below, above);
                    double atLow = hazard(below, probability);
                    double atHigh = hazard(above, probability);
                    byShift = atLow - atHigh;
                    byTau = (atHigh == 0 ? 0 : atHigh * high[i]) - (atLow == 0 ? 0 : atLow * low[i]);
                }
                for (int k = 0; k < width; k++) {
                    gradient[k] -= weights[i] * byShift * x[i][k] / total;
                }
                gradient[width] -= weights[i] * byTau / total;
            }
        }
        return gradient;
    }

    private double predictor(int row, double[] point) {
        double sum = 0;
        for (int k = 0; k < x[row].length; k++) {
            sum += x[row][k] * point[k];
        }
        return sum;
    }

    private static double scaled(double tau, double bound, double shift) {
        return Double.isInfinite(bound) ? bound : tau * bound - shift;
    }

    /** phi(z)/probability, 0 at infinity. */
    private static double hazard(double z, double logProbability) {
        return Double.isInfinite(z) ? 0 : FastMath.exp(NormalTail.logDensity(z) - logProbability);
    }

    /**
     * A negative tau turns an interval over, and it then has no probability. A finite steep value keeps the line search
     * going.
     */
    private static double logInterval(double below, double above) {
        if (below >= above) {
            return -1e10 * (1 + below - above);
        }
        return NormalTail.logDifference(below, above);
    }

    private static double logTau(double tau) {
        if (tau >= SMALLEST_TAU) {
            return FastMath.log(tau);
        }
        double step = (tau - SMALLEST_TAU) / SMALLEST_TAU;
        return FastMath.log(SMALLEST_TAU) + step - 0.5 * step * step;
    }

    private static double logTauSlope(double tau) {
        return tau >= SMALLEST_TAU ? 1 / tau : (1 - (tau - SMALLEST_TAU) / SMALLEST_TAU) / SMALLEST_TAU;
    }
}
