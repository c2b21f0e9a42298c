package org.spectralsweep.nn;

import java.util.Arrays;

/**
 * f on the points of a {@link PointCycle}, computed from the arcs of the units. Let v_j = a_j (w_j, b_j), and let V_i
 * be the sum of v_j over the units whose arc contains position i. Then
 *
 * <pre>f(x_i) = m V_i (x_i, 1) + b'.</pre>
 *
 * A unit adds v to a table of differences where its arc starts and subtracts it where the arc ends. V is therefore one
 * running sum, and the cost is O(units + positions). The error is the rounding of sums with that many terms. A number
 * that is not finite makes some output not finite, even if its unit's arc is empty.
 *
 * <p>Leaky units of slope a below zero have (1 - a) V_i + a T in the place of V_i, with T the sum of v_j over all
 * units.
 *
 * <p>With two halves, the units of each half have a table of their own. Equal units with opposite a, visited in the
 * same order, then cancel exactly.
 */
public final class ArcSum {
    private static final int STRIDE = PointCycle.STRIDE;

    private final PointCycle cycle;
    private final double slope;
    private final double[][] differences;

    /** The sum of v over all units of each half, for leaky ones. */
    private final double[][] totals;

    private final double[] values;

    /**
     * Allocates the tables.
     *
     * @param cycle the points
     * @param spec of the network; one with a mirrored start has two halves
     */
    public ArcSum(PointCycle cycle, MlpSpec spec) {
        this(cycle, spec.initialization().mirrored() ? 2 : 1, spec.negativeSlope());
    }

    /** @param slope a, the slope of units below zero */
    ArcSum(PointCycle cycle, int halves, double slope) {
        this.cycle = cycle;
        this.slope = slope;
        totals = new double[halves][STRIDE];
        differences = new double[halves][STRIDE * (2 * cycle.size() + 1)];
        values = new double[cycle.size()];
    }

    /** Number of halves, 1 or 2. */
    public int halves() {
        return differences.length;
    }

    /** Removes all units. */
    public void clear() {
        for (double[] table : differences) {
            Arrays.fill(table, 0);
        }
        for (double[] total : totals) {
            Arrays.fill(total, 0);
        }
    }

    /**
     * Differences of V from position to position, once around for each arc and once more beyond the seam.
     * {@link PointCycle#STRIDE} numbers each. This is the live array.
     */
    public double[] differences(int half) {
        return differences[half];
    }

    /**
     * Updates the arcs of some units and adds the units.
     *
     * @param units w, w (0 on a line), b (0 without a bias) and a of each unit in turn
     * @param at index in {@code units} of the first unit to add
     * @param first number of that unit
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
        if (slope != 0) {
            addTotals(totals[half], units, at, count);
        }
    }

    private static void addTotals(double[] total, double[] units, int at, int count) {
        for (int unit = at; unit < at + STRIDE * count; unit += STRIDE) {
            total[0] = Math.fma(units[unit + 3], units[unit], total[0]);
            total[1] = Math.fma(units[unit + 3], units[unit + 1], total[1]);
            total[2] = Math.fma(units[unit + 3], units[unit + 2], total[2]);
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
            // A unit whose arc starts before the seam and ends beyond it is active from position 0 on.
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
            values[at / STRIDE] = f;
        }
        if (slope != 0) {
            addLinear();
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.fma(multiplier, values[i], bias);
        }
        return values;
    }

    /** From V_i (x_i, 1) to the same of leaky units: (1 - a) V_i + a T, with T the sum of v over all units. */
    private void addLinear() {
        double t0 = 0;
        double t1 = 0;
        double t2 = 0;
        for (double[] total : totals) {
            t0 += total[0];
            t1 += total[1];
            t2 += total[2];
        }
        double[] points = cycle.points();
        int margin = STRIDE * PointCycle.MARGIN;
        for (int i = 0; i < values.length; i++) {
            int at = STRIDE * i + margin;
            double linear = Math.fma(t0, points[at], Math.fma(t1, points[at + 1], t2 * points[at + 2]));
            values[i] = Math.fma(slope, linear, (1 - slope) * values[i]);
        }
    }
}
