package org.spectralsweep.fit;

import java.util.Locale;
import org.hipparchus.util.FastMath;

/**
 * How observations scatter about a law: y = mean + sigma e, where y is log T or T itself and e has one of three
 * standard distributions. All three have a logarithmically concave density, so that the likelihood of a linear law has
 * one maximum whatever is censored (Burridge 1981, JRSS B 43, 41).
 *
 * <p>R's {@code survreg} uses the same models under these names: lognormal, weibull, loglogistic, gaussian.
 */
public enum ErrorDistribution {
    /** log T is normal about log of the law: the law is the median of T. */
    LOG_NORMAL(true),
    /** T is Weibull with shape 1/sigma, and the law is its scale: log T has smallest extreme value errors. */
    WEIBULL(true) {
        @Override
        double logDensity(double z) {
            return z - FastMath.exp(z);
        }

        @Override
        double slope(double z) {
            return -FastMath.expm1(z) == Double.NEGATIVE_INFINITY ? -Double.MAX_VALUE : -FastMath.expm1(z);
        }

        @Override
        double curvature(double z) {
            return -FastMath.exp(z);
        }

        /** P(low &lt; e &lt;= high) = exp(-e^low) - exp(-e^high). */
        @Override
        double logBetween(double low, double high) {
            double atLow = FastMath.exp(low);
            if (high == Double.POSITIVE_INFINITY) {
                return -atLow;
            }
            double difference =
                    low == Double.NEGATIVE_INFINITY ? FastMath.exp(high) : atLow * FastMath.expm1(high - low);
            return -atLow
                    + (difference > 1
                            ? FastMath.log1p(-FastMath.exp(-difference))
                            : FastMath.log(-FastMath.expm1(-difference)));
        }
    },
    /** The odds of T are a power of T about the law, which is its median: log T has logistic errors. */
    LOG_LOGISTIC(true) {
        @Override
        double logDensity(double z) {
            return -FastMath.abs(z) - 2 * FastMath.log1p(FastMath.exp(-FastMath.abs(z)));
        }

        @Override
        double slope(double z) {
            return -FastMath.tanh(0.5 * z);
        }

        @Override
        double curvature(double z) {
            return -2 * FastMath.exp(logDensity(z));
        }

        /** F(high) - F(low) = (e^high - e^low)/((1 + e^low)(1 + e^high)). */
        @Override
        double logBetween(double low, double high) {
            if (high == Double.POSITIVE_INFINITY) {
                return -softplus(low);
            }
            if (low == Double.NEGATIVE_INFINITY) {
                return -softplus(-high);
            }
            return high + FastMath.log(-FastMath.expm1(low - high)) - softplus(low) - softplus(high);
        }

        private double softplus(double z) {
            return FastMath.max(z, 0) + FastMath.log1p(FastMath.exp(-FastMath.abs(z)));
        }
    },
    /** T itself is normal about the law: least squares where nothing is censored. */
    NORMAL(false);

    private final boolean logarithmic;

    ErrorDistribution(boolean logarithmic) {
        this.logarithmic = logarithmic;
    }

    /** Whether errors add to log T; otherwise to T. */
    public boolean isLogarithmic() {
        return logarithmic;
    }

    /** Whether e is normal, so that exact observations are fitted by least squares. */
    boolean isNormal() {
        return this == LOG_NORMAL || this == NORMAL;
    }

    /** log f(z) of the standard density f, which is normal unless a constant says otherwise. */
    double logDensity(double z) {
        return NormalTail.logDensity(z);
    }

    /** d log f/dz. */
    double slope(double z) {
        return -z;
    }

    /** d^2 log f/dz^2. */
    double curvature(double z) {
        return -1;
    }

    /** log of the probability between two values, low &lt; high; they may be infinite. */
    double logBetween(double low, double high) {
        return NormalTail.logDifference(low, high);
    }

    /** The name in a spec: log-normal, weibull, log-logistic, normal. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
