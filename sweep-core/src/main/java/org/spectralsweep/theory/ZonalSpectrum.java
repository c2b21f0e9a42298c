package org.spectralsweep.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.LegendreRuleFactory;
import org.spectralsweep.kernel.AnalyticKernel;

/**
 * The eigenvalues of a zonal kernel's integral operator on S^{d-1} with respect to the uniform probability measure, by
 * the formula of Funk and Hecke:
 *
 * <pre>lambda_k = int_0^pi K(phi) P_k(cos phi) sin(phi)^(d-2) dphi / int_0^pi sin(phi)^(d-2) dphi.</pre>
 *
 * <p>P_k is the Gegenbauer polynomial of {@link org.spectralsweep.domain.Harmonics#gegenbauer}, and the eigenfunctions
 * are the harmonics of degree k. On the circle the eigenvalue with respect to d theta is a_k = 2 pi lambda_k.
 *
 * <p>A kernel is analytic in phi, though it is singular in the cosine at both ends. It is integrated by Gauss-Legendre
 * rules of 64 nodes on panels short enough for the highest degree. The panels halve towards both ends, where deep
 * kernels are steep.
 *
 * <p>Cost: some thousand values of K, and as many times {@code upTo} steps of the recurrence of P_k. Absolute error:
 * about 1e-16 of the integral of |K|. Eigenvalues below {@value #ROUNDING} of that integral are only rounding and are
 * given as 0.
 */
public final class ZonalSpectrum {
    private static final int ORDER = 64;
    /** Made without the factory of all rules, which first computes constants of 40 digits: a tenth of a second. */
    private static final GaussIntegrator RULE = new GaussIntegrator(new LegendreRuleFactory().getRule(ORDER));

    /** Periods of the fastest harmonic that a panel may hold; 64 nodes integrate sixteen up to rounding. */
    private static final double TURNS = 8;

    private static final int HALVINGS = 16;
    private static final double ROUNDING = 2e-16;

    private ZonalSpectrum() {}

    /**
     * lambda_0 to lambda_upTo.
     *
     * @param dimension ambient dimension d, 2 to 30
     */
    public static double[] coefficients(AnalyticKernel kernel, int dimension, int upTo) {
        return coefficients(kernel::onSphere, dimension, upTo);
    }

    /**
     * The same for any function of the angle.
     *
     * @param kernel K(phi), for phi in [0, pi]
     */
    static double[] coefficients(DoubleUnaryOperator kernel, int dimension, int upTo) {
        if (dimension < 2) {
            throw new IllegalArgumentException("dimension must be at least 2 but was " + dimension);
        }
        double[] lambda = new double[upTo + 1];
        double measure = 0;
        double magnitude = 0;
        double[] edges = edges(upTo);
        for (int panel = 0; panel + 1 < edges.length; panel++) {
            double half = (edges[panel + 1] - edges[panel]) / 2;
            for (int i = 0; i < ORDER; i++) {
                double phi = edges[panel] + half * (1 + RULE.getPoint(i));
                double weight = half * RULE.getWeight(i) * power(StrictMath.sin(phi), dimension - 2);
                double value = kernel.applyAsDouble(Math.min(Math.PI, phi));
                measure += weight;
                magnitude += weight * Math.abs(value);
                accumulate(lambda, phi, dimension, weight * value);
            }
        }
        for (int k = 0; k <= upTo; k++) {
            lambda[k] = Math.abs(lambda[k]) <= ROUNDING * magnitude ? 0 : lambda[k] / measure;
        }
        return lambda;
    }

    /** Adds {@code value} P_k(cos phi) to each sum. */
    private static void accumulate(double[] sums, double phi, int dimension, double value) {
        double t = StrictMath.cos(phi);
        double previous = 1;
        double current = t;
        for (int k = 0; k < sums.length; k++) {
            if (k == 0) {
                sums[0] += value;
                continue;
            }
            sums[k] += value * (dimension == 2 ? StrictMath.cos(k * phi) : current);
            if (dimension > 2) {
                double next = ((2.0 * k + dimension - 2) * t * current - k * previous) / (k + dimension - 2);
                previous = current;
                current = next;
            }
        }
    }

    private static double[] edges(int upTo) {
        List<Double> edges = new ArrayList<>();
        double longest = 2 * Math.PI * TURNS / Math.max(1, upTo);
        double half = Math.PI / 2;
        edges.add(0.0);
        double from = 0;
        for (int halving = HALVINGS; halving >= 0; halving--) {
            double to = half * StrictMath.pow(2, -halving);
            int parts = (int) Math.ceil((to - from) / longest);
            for (int i = 1; i <= parts; i++) {
                edges.add(i == parts ? to : from + (to - from) * i / parts);
            }
            from = to;
        }
        for (int i = edges.size() - 2; i >= 0; i--) {
            edges.add(Math.PI - edges.get(i));
        }
        return edges.stream().mapToDouble(Double::doubleValue).toArray();
    }

    static double power(double x, int exponent) {
        double power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= x;
        }
        return power;
    }
}
