package org.spectralsweep.train;

import java.util.Arrays;
import org.spectralsweep.nn.PointCycle;

/**
 * Sums of residuals over arcs. Let r_i be the residuals and (x_i, 1) the points. E_k is the sum of factor r_i (x_i, 1)
 * over the positions below k, twice around the cycle. The sum over an arc is then E_end - E_start. Building E costs
 * O(samples + positions). Its error is the rounding of one running sum.
 */
final class ArcGradients {
    private static final int STRIDE = PointCycle.STRIDE;

    private final PointCycle cycle;
    private final double[] residuals;
    private final double[] sums;

    ArcGradients(PointCycle cycle) {
        this.cycle = cycle;
        residuals = new double[cycle.size()];
        sums = new double[STRIDE * (2 * cycle.size() + 1)];
    }

    /** E: {@link PointCycle#STRIDE} numbers (the last one 0) for each k = 0, ..., 2p. This is the live array. */
    double[] sums() {
        return sums;
    }

    /** Sets all residuals to zero. */
    void clear() {
        Arrays.fill(residuals, 0);
    }

    /** Adds the residual of a sample at a position. */
    void add(int position, double residual) {
        residuals[position] += residual;
    }

    /** The sum of all residuals. */
    double total() {
        double total = 0;
        for (double residual : residuals) {
            total += residual;
        }
        return total;
    }

    /** Builds E from the residuals times a factor. */
    void sum(double factor) {
        double[] points = cycle.points();
        double e0 = 0;
        double e1 = 0;
        double e2 = 0;
        int margin = STRIDE * PointCycle.MARGIN;
        int turn = STRIDE * residuals.length;
        for (int at = 0; at < turn; at += STRIDE) {
            double residual = factor * residuals[at / STRIDE];
            e0 = Math.fma(residual, points[at + margin], e0);
            e1 = Math.fma(residual, points[at + margin + 1], e1);
            e2 = Math.fma(residual, points[at + margin + 2], e2);
            sums[at + STRIDE] = e0;
            sums[at + STRIDE + 1] = e1;
            sums[at + STRIDE + 2] = e2;
        }
        for (int at = STRIDE; at <= turn; at += STRIDE) {
            sums[at + turn] = sums[at] + e0;
            sums[at + turn + 1] = sums[at + 1] + e1;
            sums[at + turn + 2] = sums[at + 2] + e2;
        }
    }
}
