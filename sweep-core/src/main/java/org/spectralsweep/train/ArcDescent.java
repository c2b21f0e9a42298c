package org.spectralsweep.train;

import org.spectralsweep.nn.ArcSum;
import org.spectralsweep.nn.Arcs;
import org.spectralsweep.nn.PointCycle;

/**
 * One step of gradient descent on units in arc form. A single pass computes the gradient, the update, the move of the
 * arc and the unit's share of the next outputs, so each unit's memory is touched once. With E of {@link ArcGradients}
 * scaled by eta q m, and S = E_end - E_start:
 *
 * <pre>{@code
 * w <- w - a S_w,   b <- b - a S_b,   and if the outer layer is trained   a <- a - (w S_w + b S_b)
 * }</pre>
 *
 * <p>At first every arc is expected to stay. Once many have moved, every arc is expected to hop instead. That costs
 * more but leaves the processor nothing to predict. Either way the new arcs are the same.
 */
final class ArcDescent {
    private static final int STRIDE = PointCycle.STRIDE;

    /**
     * When more than this share of the arcs has moved in a pass, it is faster to expect every arc to move. The next
     * {@value #HOPS} passes do so.
     */
    private static final double MANY = 0.25;

    private static final int HOPS = 32;

    private final Arcs arcs;
    private final boolean trainOuter;
    private long pass;
    private long hopsUntil;

    ArcDescent(Arcs arcs, boolean trainOuter) {
        this.arcs = arcs;
        this.trainOuter = trainOuter;
    }

    /** Clears the sum, steps all units and adds them to it. */
    void step(double[] units, int width, double[] sums, ArcSum into) {
        into.clear();
        boolean hopping = pass++ < hopsUntil;
        int moved = 0;
        int part = width / into.halves();
        for (int half = 0; half < into.halves(); half++) {
            moved += step(units, half * part, part, sums, into.differences(half), hopping);
        }
        if (!hopping && moved > MANY * width) {
            hopsUntil = pass + HOPS;
        }
    }

    /** Steps {@code count} units, starting at {@code first}, and returns how many arcs were seen to move. */
    private int step(double[] units, int first, int count, double[] sums, double[] table, boolean hopping) {
        double[] points = arcs.cycle().points();
        long[] bounds = arcs.bounds();
        int size = arcs.cycle().size();
        int moved = 0;
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
            long before = arc;
            if (hopping) {
                arc = Arcs.hop(points, size, before, w0, w1, b);
                arc = arc < 0 ? arcs.follow(j, w0, w1, b) : arc;
                bounds[j] = arc;
            } else if (!Arcs.holds(points, before, w0, w1, b)) {
                arc = arcs.move(j, w0, w1, b);
                moved += arc == before ? 0 : 1;
            }
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
        return moved;
    }
}
