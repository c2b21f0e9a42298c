package org.spectralsweep.density;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.LegendreRuleFactory;
import org.spectralsweep.spec.Refusal;

/**
 * The distribution of a scalar s whose density is proportional to w_i g(s) on panel i, between consecutive knots. Each
 * panel is integrated by one Gauss-Legendre rule of {@value #ORDER} points, so g must be smooth inside panels. The
 * quantile inverts the same sum by safeguarded Newton steps. A Newton step costs O({@value #ORDER}) evaluations of g,
 * and a quantile takes a handful of steps.
 */
final class Marginal {
    private static final int ORDER = 32;

    /** Made without the factory of all rules, which first computes constants of 40 digits: a tenth of a second. */
    private static final GaussIntegrator RULE = new GaussIntegrator(new LegendreRuleFactory().getRule(ORDER));

    private final double[] knots;
    private final double[] weights;
    private final DoubleUnaryOperator g;
    private final double[] cumulative;

    /**
     * Integrates every panel.
     *
     * @param knots increasing, one more than panels
     * @param weights w_i of each panel
     * @param g smooth inside panels
     */
    Marginal(double[] knots, double[] weights, DoubleUnaryOperator g) {
        this.knots = knots;
        this.weights = weights;
        this.g = g;
        cumulative = new double[knots.length];
        for (int i = 0; i < weights.length; i++) {
            cumulative[i + 1] = cumulative[i] + weights[i] * integral(knots[i], knots[i + 1]);
        }
        if (!(total() > 0 && total() < Double.POSITIVE_INFINITY)) {
            throw new Refusal("density", "must have a positive, finite mass but it was " + total());
        }
    }

    /** The integral of w g over all panels. */
    double total() {
        return cumulative[weights.length];
    }

    /**
     * The integral of w g from {@code from} to {@code to}, which must both be knots. It is summed over the panels in
     * between, since the difference of two cumulative sums would lose the mass of a tail.
     */
    double between(double from, double to) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (knots[i] >= from && knots[i + 1] <= to) {
                sum += weights[i] * integral(knots[i], knots[i + 1]);
            }
        }
        return sum;
    }

    /** The probability that the scalar is below s. */
    double cdf(double s) {
        if (s <= knots[0]) {
            return 0;
        }
        if (s >= knots[weights.length]) {
            return 1;
        }
        int panel = panel(knots, s);
        return (cumulative[panel] + weights[panel] * integral(knots[panel], s)) / total();
    }

    /** The s with cdf(s) = u, for u in [0, 1). It is at least the first knot and below the last. */
    double quantile(double u) {
        double wanted = u * total();
        int panel = panel(cumulative, wanted);
        double left = knots[panel];
        double low = left;
        double high = knots[panel + 1];
        double rest = wanted - cumulative[panel];
        double mass = cumulative[panel + 1] - cumulative[panel];
        double s = mass > 0 ? left + (high - left) * Math.min(1, rest / mass) : left;
        double tolerance = 4 * Math.ulp(Math.max(Math.abs(low), Math.abs(high)));
        for (int i = 0; i < 100 && high - low > tolerance; i++) {
            double excess = weights[panel] * integral(left, s) - rest;
            if (excess > 0) {
                high = s;
            } else {
                low = s;
            }
            double next = s - excess / (weights[panel] * g.applyAsDouble(s));
            if (!(next > low && next < high)) {
                next = Math.abs(next - s) <= tolerance ? s : low + (high - low) / 2;
            }
            if (Math.abs(next - s) <= tolerance) {
                s = next;
                break;
            }
            s = next;
        }
        return Math.min(s, Math.nextDown(knots[weights.length]));
    }

    private static int panel(double[] edges, double value) {
        int found = Arrays.binarySearch(edges, value);
        int panel = found >= 0 ? found : -found - 2;
        return Math.max(0, Math.min(panel, edges.length - 2));
    }

    private double integral(double from, double to) {
        double half = (to - from) / 2;
        double middle = from + half;
        double sum = 0;
        for (int k = 0; k < ORDER; k++) {
            sum += RULE.getWeight(k) * g.applyAsDouble(middle + half * RULE.getPoint(k));
        }
        return sum * half;
    }
}
