package org.spectralsweep.nn;

import java.util.Arrays;

/**
 * f on the points of a {@link PointCycle}, from the arcs of the units: with v_j = a_j (w_j, b_j) and the sum V_i of v_j over the units whose arc holds position i,
 *
 * <pre>f(x_i) = m V_i (x_i, 1) + b'.</pre>
 *
 * A unit adds v to a table of differences where its arc starts and subtracts it where the arc ends, so V is one running sum: O(units + positions). Error: rounding of
 * sums of as many terms. A number that is not finite makes some output not finite, also where its unit's arc is empty.
 *
 * <p>With two halves, the units of each have a table of their own: equal units with opposite a, met in the same order, then cancel exactly.
 */
public final class ArcSum {
    private static final int STRIDE = PointCycle.STRIDE;

    private final PointCycle cycle;
    private final double[][] differences;
    private final double[] values;

    /**
     * @param halves 1, or 2 for a network with a mirrored start
     */
    public ArcSum(PointCycle cycle, int halves) {
        this.cycle = cycle;
        differences = new double[halves][STRIDE * (2 * cycle.size() + 1)];
        values = new double[cycle.size()];
    }

    /** 1 or 2. */
    public int halves() {
        return differences.length;
    }

    /** Forgets all units. */
    public void clear() {
        for (double[] table : differences) {
            Arrays.fill(table, 0);
        }
    }

    /** Differences of V from position to position, once around for each arc and once more behind the seam; {@link PointCycle#STRIDE} numbers each, the live array. */
    public double[] differences(int half) {
        return differences[half];
    }

    /**
     * Moves the arcs of some units along and adds the units.
     *
     * @param units w, w (0 on a line), b (0 without a bias), a of unit after unit
     * @param at where the first one is in there
     * @param first its number
     */
    public void add(int half, Arcs arcs, double[] units, int at, int first, int count) {
        double[] points = cycle.points();
        double[] table = differences[half];
        long[] bounds = arcs.bounds();
        for (int j = 0; j < count; j++) {
            int unit = at + STRIDE * j;
            double w0 = units[unit];
            double w1 = units[unit + 1];
            double b = units[unit + 2];
            double a = units[unit + 3];
            long arc = bounds[first + j];
            if (!Arcs.holds(points, arc, w0, w1, b)) {
                arc = arcs.move(first + j, w0, w1, b);
            }
            int start = STRIDE * Arcs.start(arc);
            int end = STRIDE * Arcs.end(arc);
            table[start] += a * w0;
            table[start + 1] += a * w1;
            table[start + 2] += a * b;
            table[end] -= a * w0;
            table[end + 1] -= a * w1;
            table[end + 2] -= a * b;
        }
    }

    /**
     * f at every position.
     *
     * @param multiplier m
     * @param bias b' of the output
     * @return the live array, overwritten by the next call
     */
    public double[] values(double multiplier, double bias) {
        int turn = STRIDE * cycle.size();
        double v0 = 0;
        double v1 = 0;
        double v2 = 0;
        double[] last = differences[differences.length - 1];
        double[] first = differences[0];
        boolean two = last != first;
        for (int at = 0; at < turn; at += STRIDE) {
            // What starts before the seam and ends behind it is there from position 0 on.
            v0 += two ? first[at] + last[at] : first[at];
            v1 += two ? first[at + 1] + last[at + 1] : first[at + 1];
            v2 += two ? first[at + 2] + last[at + 2] : first[at + 2];
        }
        double[] points = cycle.points();
        int margin = STRIDE * PointCycle.MARGIN;
        for (int at = 0; at < turn; at += STRIDE) {
            double d0 = first[at] + first[at + turn];
            double d1 = first[at + 1] + first[at + turn + 1];
            double d2 = first[at + 2] + first[at + turn + 2];
            if (two) {
                d0 += last[at] + last[at + turn];
                d1 += last[at + 1] + last[at + turn + 1];
                d2 += last[at + 2] + last[at + turn + 2];
            }
            v0 += d0;
            v1 += d1;
            v2 += d2;
            double f = Math.fma(
                    v0, points[at + margin], Math.fma(v1, points[at + margin + 1], v2 * points[at + margin + 2]));
            values[at / STRIDE] = Math.fma(multiplier, f, bias);
        }
        return values;
    }
}
