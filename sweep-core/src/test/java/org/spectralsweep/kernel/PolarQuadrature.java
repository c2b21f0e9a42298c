package org.spectralsweep.kernel;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.LegendreRuleFactory;

/**
 * E s(u) s(v) by Gauss-Legendre panels in polar coordinates, independent of every closed form: u = sqrt(q_u) r cos phi
 * and v = sqrt(q_v) r cos(phi - theta), where rho = cos theta. Panels end where u or v is zero, so kinks do not matter.
 */
final class PolarQuadrature {
    private static final GaussIntegrator RULE = new GaussIntegrator(new LegendreRuleFactory().getRule(16));
    private static final double RADIUS = 11;
    private static final int RINGS = 24;
    private static final int SECTORS = 16;

    private PolarQuadrature() {}

    static double mean(DoubleUnaryOperator s, double qu, double qv, double rho) {
        double theta = Math.acos(rho);
        double[] edges = DoubleStream.of(
                        0, Math.PI / 2, 1.5 * Math.PI, 2 * Math.PI, theta + Math.PI / 2, theta + 1.5 * Math.PI)
                .map(edge -> edge > 2 * Math.PI ? edge - 2 * Math.PI : edge)
                .sorted()
                .toArray();
        double sum = 0;
        for (int e = 0; e + 1 < edges.length; e++) {
            double length = (edges[e + 1] - edges[e]) / SECTORS;
            for (int sector = 0; sector < SECTORS && length > 1e-14; sector++) {
                double from = edges[e] + sector * length;
                for (int i = 0; i < RULE.getNumberOfPoints(); i++) {
                    double phi = from + length * (1 + RULE.getPoint(i)) / 2;
                    double a = Math.sqrt(qu) * Math.cos(phi);
                    double b = Math.sqrt(qv) * Math.cos(phi - theta);
                    sum += RULE.getWeight(i) * length / 2 * ray(s, a, b);
                }
            }
        }
        return sum / (2 * Math.PI);
    }

    private static double ray(DoubleUnaryOperator s, double a, double b) {
        double[] rings = new double[RINGS];
        double width = RADIUS / RINGS;
        Arrays.setAll(rings, ring -> {
            double sum = 0;
            for (int i = 0; i < RULE.getNumberOfPoints(); i++) {
                double r = width * (ring + (1 + RULE.getPoint(i)) / 2);
                sum += RULE.getWeight(i) * r * Math.exp(-r * r / 2) * s.applyAsDouble(a * r) * s.applyAsDouble(b * r);
            }
            return sum * width / 2;
        });
        return Arrays.stream(rings).sum();
    }
}
