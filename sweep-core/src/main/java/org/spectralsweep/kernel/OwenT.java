package org.spectralsweep.kernel;

import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.LegendreRuleFactory;
import org.hipparchus.special.Erf;

/**
 * Normal probabilities in one and two dimensions. Q(h) = P(X &gt; h), and Owen's function (Owen 1956) is
 *
 * <pre>T(h, a) = 1 / (2 pi) int_0^(arctan a) exp(-h^2 / (2 cos^2 t)) dt.</pre>
 *
 * <p>Where a is above 1, T(h, a) = (Q(h) + Q(a h)) / 2 - Q(h) Q(a h) - T(a h, 1 / a). So the integral ends at pi / 4 at
 * most, where two Gauss-Legendre panels give it to 1e-15.
 */
final class OwenT {
    private static final GaussIntegrator RULE = new GaussIntegrator(new LegendreRuleFactory().getRule(16));
    private static final int PANELS = 2;

    private OwenT() {}

    /** Q(h). */
    static double upper(double h) {
        return Erf.erfc(h / Math.sqrt(2)) / 2;
    }

    /** phi(h) = exp(-h^2 / 2) / sqrt(2 pi). */
    static double density(double h) {
        return StrictMath.exp(-h * h / 2) / Math.sqrt(2 * StrictMath.PI);
    }

    /**
     * T(h, b / h), which has a limit where b is infinite.
     *
     * @param h not 0
     * @param b any number or an infinity
     */
    static double of(double h, double b) {
        double x = Math.abs(h);
        double y = Math.abs(b);
        double value = y <= x
                ? integral(x, StrictMath.atan2(y, x))
                : (upper(x) + upper(y)) / 2
                        - upper(x) * upper(y)
                        - (y == Double.POSITIVE_INFINITY ? 0 : integral(y, StrictMath.atan2(x, y)));
        return (h < 0) == (b < 0) ? value : -value;
    }

    private static double integral(double h, double end) {
        double sum = 0;
        double half = end / (2 * PANELS);
        for (int panel = 0; panel < PANELS; panel++) {
            for (int i = 0; i < RULE.getNumberOfPoints(); i++) {
                double cosine = StrictMath.cos(half * (2 * panel + 1 + RULE.getPoint(i)));
                sum += RULE.getWeight(i) * StrictMath.exp(-h * h / (2 * cosine * cosine));
            }
        }
        return sum * half / (2 * StrictMath.PI);
    }
}
