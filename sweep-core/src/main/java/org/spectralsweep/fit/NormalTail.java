package org.spectralsweep.fit;

import org.hipparchus.special.Erf;
import org.hipparchus.util.FastMath;

/**
 * Logarithms of normal probabilities, accurate where the probabilities themselves underflow or cancel. Phi is the
 * standard normal distribution function, phi its density.
 */
final class NormalTail {
    static final double LOG_SQRT_TWO_PI = 0.9189385332046727;
    private static final double SQRT_TWO = 1.4142135623730951;
    private static final double FAR_TAIL = -20;
    private static final int FAR_TAIL_TERMS = 12;
    private static final double NARROW = 1e-3;

    private NormalTail() {}

    /** log phi(z). */
    static double logDensity(double z) {
        return -0.5 * z * z - LOG_SQRT_TWO_PI;
    }

    /**
     * log Phi(z), with a relative error of about 1e-14. Below -20 it uses the asymptotic series Phi(z) = phi(z)/|z| (1
     * - 1/z^2 + 3/z^4 - ...), whose first omitted term is under 1e-17 there (Abramowitz and Stegun 26.2.12).
     */
    static double logProbability(double z) {
        if (z >= 0) {
            return FastMath.log1p(-0.5 * Erf.erfc(z / SQRT_TWO));
        }
        if (z > FAR_TAIL) {
            return FastMath.log(0.5 * Erf.erfc(-z / SQRT_TWO));
        }
        if (z == Double.NEGATIVE_INFINITY) {
            return z;
        }
        double square = z * z;
        double sum = 1;
        double term = 1;
        for (int k = 1; k <= FAR_TAIL_TERMS; k++) {
            term *= -(2 * k - 1) / square;
            sum += term;
        }
        return logDensity(z) - FastMath.log(-z) + FastMath.log(sum);
    }

    /**
     * log(Phi(high) - Phi(low)) for low &lt; high, either of which may be infinite. An interval in the upper tail is
     * mirrored into the lower one, where probabilities keep their relative accuracy. In an interval narrower than 1e-3
     * the difference would cancel. It is expanded about its middle m with half width h: phi(m) 2h sinh(mh)/(mh) (1 -
     * h^2/6).
     */
    static double logDifference(double low, double high) {
        if (low > 0) {
            return logDifference(-high, -low);
        }
        double half = 0.5 * (high - low);
        if (half < 0.5 * NARROW) {
            double middle = low + half;
            double reach = middle * half;
            double sinhc = FastMath.abs(reach) < 1e-4 ? 1 + reach * reach / 6 : FastMath.sinh(reach) / reach;
            if (!Double.isInfinite(sinhc)) {
                return logDensity(middle) + FastMath.log(2 * half * sinhc) + FastMath.log1p(-half * half / 6);
            }
        }
        if (high > 0) {
            double inside = 0.5 * (Erf.erf(-low / SQRT_TWO) + Erf.erf(high / SQRT_TWO));
            return inside < 0.5
                    ? FastMath.log(inside)
                    : FastMath.log1p(-0.5 * (Erf.erfc(-low / SQRT_TWO) + Erf.erfc(high / SQRT_TWO)));
        }
        double top = logProbability(high);
        return top + FastMath.log(-FastMath.expm1(logProbability(low) - top));
    }
}
