package org.spectralsweep.train;

import org.spectralsweep.nn.ArcSum;
import org.spectralsweep.nn.Arcs;
import org.spectralsweep.nn.PointCycle;

/**
 * One step of gradient descent on units in arc form, fused: gradient, update, move of the arc and the unit's part of the next outputs in one pass, in which each unit's memory
 * is touched once. With E of {@link ArcGradients} scaled by eta q m, S = E_end - E_start:
 *
 * <pre>w <- w - a S_w,   b <- b - a S_b,   and where the outer layer is trained   a <- a - (w S_w + b S_b).</pre>
 *
 * Plain loops: a unit is four numbers, and what costs is the traffic to tables and memory, not the arithmetic on them.
 */
final class ArcDescent {
    private static final int STRIDE = PointCycle.STRIDE;

    private final Arcs arcs;
    private final boolean trainOuter;

    ArcDescent(Arcs arcs, boolean trainOuter) {
        this.arcs = arcs;
        this.trainOuter = trainOuter;
    }

    /** Steps {@code count} units from {@code first} on and adds them to a half of the cleared sum. */
    void step(double[] units, int first, int count, double[] sums, ArcSum into, int half) {
        double[] points = arcs.cycle().points();
        double[] table = into.differences(half);
        long[] bounds = arcs.bounds();
        int size = arcs.cycle().size();
        for (int j = first; j < first + count; j++) {
            long arc = bounds[j];
            int start = STRIDE * Arcs.start(arc);
            int end = STRIDE * Arcs.end(arc);
            int at = STRIDE * j;
            double s0 = sums[start] - sums[end];
            double s1 = sums[start + 1] - sums[end + 1];
            double s2 = sums[start + 2] - sums[end + 2];
            double a = units[at + 3];
            double w0 = units[at];
            double w1 = units[at + 1];
            double b = units[at + 2];
            double outer = a;
            if (trainOuter) {
                outer = Math.fma(w0, s0, Math.fma(w1, s1, Math.fma(b, s2, a)));
                units[at + 3] = outer;
            }
            w0 = Math.fma(a, s0, w0);
            w1 = Math.fma(a, s1, w1);
            b = Math.fma(a, s2, b);
            units[at] = w0;
            units[at + 1] = w1;
            units[at + 2] = b;
            arc = Arcs.moved(points, size, arc, w0, w1, b);
            if (arc < 0) {
                arc = arcs.follow(j, w0, w1, b);
            }
            bounds[j] = arc;
            start = STRIDE * Arcs.start(arc);
            end = STRIDE * Arcs.end(arc);
            double v0 = outer * w0;
            double v1 = outer * w1;
            double v2 = outer * b;
            table[start] += v0;
            table[start + 1] += v1;
            table[start + 2] += v2;
            table[end] -= v0;
            table[end + 1] -= v1;
            table[end + 2] -= v2;
        }
    }
}
