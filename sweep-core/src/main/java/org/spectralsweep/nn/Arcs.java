package org.spectralsweep.nn;

/**
 * For each unit of a layer, the arc of positions of a {@link PointCycle} on which z = w x + b is positive. The arcs are
 * kept up to date while the weights move. A step costs O(1) per unit if an end moves by one position or the points are
 * spread evenly, and O(log p) otherwise, whatever the numbers are.
 *
 * <p>An arc is [start, end) with start from 0 to p - 1 and end from start to start + p, positions modulo p. An empty
 * arc lies at the position where z is largest, and a full one starts where z is smallest. The next change of sign
 * appears there first.
 *
 * <p>Four signs prove an arc: z is positive at its first and last position and not positive just before and just after
 * it. They suffice because z is positive on one cyclic interval. Numbers that are not finite give an arbitrary arc.
 */
public final class Arcs {
    private final PointCycle cycle;
    private final int size;
    private final long[] bounds;

    /** Arcs of {@code units} units. They are meaningless until placed. */
    public Arcs(PointCycle cycle, int units) {
        this.cycle = cycle;
        size = cycle.size();
        bounds = new long[units];
    }

    /** The points. */
    public PointCycle cycle() {
        return cycle;
    }

    /** The arc of each unit, see {@link #start} and {@link #end}. This is the live array. */
    public long[] bounds() {
        return bounds;
    }

    /** The first position of an arc, from 0 to p - 1. */
    public static int start(long arc) {
        return (int) (arc >>> 32);
    }

    /** The position after an arc, from its start to p later. */
    public static int end(long arc) {
        return (int) arc;
    }

    static long arc(int start, int end) {
        return (long) start << 32 | end;
    }

    /**
     * Whether an arc, neither empty nor full, is still right for these weights. This is the fast test, and it succeeds
     * for most units at most steps.
     *
     * @param points {@link PointCycle#points}
     */
    public static boolean holds(double[] points, long arc, double w0, double w1, double b) {
        int start = start(arc);
        int end = end(arc);
        return PointCycle.value(points, start, w0, w1, b) > 0
                && PointCycle.value(points, start - 1, w0, w1, b) <= 0
                && PointCycle.value(points, end - 1, w0, w1, b) > 0
                && PointCycle.value(points, end, w0, w1, b) <= 0;
    }

    /** Moves a unit's arc to its place after a change of the weights, and returns it. */
    public long move(int unit, double w0, double w1, double b) {
        long arc = hop(cycle.points(), size, bounds[unit], w0, w1, b);
        if (arc < 0) {
            return follow(unit, w0, w1, b);
        }
        bounds[unit] = arc;
        return arc;
    }

    /**
     * The new arc, if each end moved by at most one position and did not cross the seam. Otherwise a negative number,
     * and {@link #follow} must be called. It has no branches: late in training many ends hop to and fro between two
     * points, which no processor predicts.
     *
     * @param points {@link PointCycle#points}
     * @param size p
     */
    public static long hop(double[] points, int size, long arc, double w0, double w1, double b) {
        int start = start(arc);
        int end = end(arc);
        int byStart = 1 + positive(points, start, w0, w1, b) + positive(points, start - 1, w0, w1, b);
        int byEnd = -1 - positive(points, end, w0, w1, b) - positive(points, end - 1, w0, w1, b);
        // One more sign at each end proves the new position. It is read at start + 1, start or start - 2, and at end +
        // 1, end - 1 or end - 2.
        int startSign = positive(points, start + byStart + (byStart >> 31), w0, w1, b);
        int endSign = positive(points, end - 1 + byEnd - (-byEnd >> 31), w0, w1, b);
        int s = start + byStart;
        int e = end + byEnd;
        int proven = (startSign ^ (byStart >> 31)) & (endSign ^ (-byEnd >> 31));
        int outside = s | (size - 1 - s) | (e - s - 1) | (s + size - 1 - e);
        return arc(s, e) | (long) (~proven | outside) & Long.MIN_VALUE;
    }

    /** -1 if z is positive, otherwise 0. */
    private static int positive(double[] points, int k, double w0, double w1, double b) {
        return (int) (Double.doubleToRawLongBits(0.0 - PointCycle.value(points, k, w0, w1, b)) >> 63);
    }

    /**
     * Finds the arcs of some units from scratch. O(log p) each.
     *
     * @param units w, w (0 on a line), b (0 without a bias) and a of each unit in turn
     * @param first number of the first unit in {@code units}
     */
    public void place(double[] units, int first, int count) {
        for (int j = 0; j < count; j++) {
            int at = PointCycle.STRIDE * j;
            place(first + j, units[at], units[at + 1], units[at + 2]);
        }
    }

    private void place(int unit, double w0, double w1, double b) {
        long guess = cycle.guess(w0, w1, b);
        if (!holds(cycle.points(), guess, w0, w1, b)) {
            guess = hop(cycle.points(), size, guess, w0, w1, b);
        }
        if (guess >= 0) {
            bounds[unit] = guess;
        } else {
            search(unit, w0, w1, b);
        }
    }

    /** Finds a unit's arc from the signs of z alone. O(log p). */
    private void search(int unit, double w0, double w1, double b) {
        int peak = cycle.highest(w0, w1, b);
        if (!isPositive(peak, w0, w1, b)) {
            set(unit, peak, peak);
            return;
        }
        int trough = cycle.highest(-w0, -w1, b);
        if (isPositive(trough, w0, w1, b)) {
            set(unit, trough, trough + size);
            return;
        }
        int behind = peak > trough ? peak : peak + size;
        int start = change(trough, behind, false, w0, w1, b);
        int end = change(peak, trough > peak ? trough : trough + size, true, w0, w1, b);
        // z rises from the trough and falls from the peak, both counted from positions below p.
        start = start >= size ? start - size : start;
        set(unit, start, end > start ? (end > start + size ? end - size : end) : end + size);
    }

    /** The first position after {@code from}, at most {@code to}, where the sign differs from that at {@code from}. */
    private int change(int from, int to, boolean positive, double w0, double w1, double b) {
        int low = from;
        for (int length = to - from - 1; length > 0; ) {
            int half = (length + 1) >>> 1;
            boolean same = isPositive(low + half, w0, w1, b) == positive;
            low += same ? half : 0;
            length = same ? length - half : half - 1;
        }
        return low + 1;
    }

    /** Like {@link #move}, but without trying {@link #hop} first. */
    public long follow(int unit, double w0, double w1, double b) {
        int start = start(bounds[unit]);
        int end = end(bounds[unit]);
        boolean stays = end == start ? isPeak(start, w0, w1, b) : end == start + size && isTrough(start, w0, w1, b);
        if (!stays) {
            place(unit, w0, w1, b);
        }
        return bounds[unit];
    }

    /** Whether z is not positive at k and strictly smaller on both sides. A plateau proves nothing. */
    private boolean isPeak(int k, double w0, double w1, double b) {
        double z = cycle.value(k, w0, w1, b);
        return z <= 0 && cycle.value(k - 1, w0, w1, b) < z && cycle.value(k + 1, w0, w1, b) < z;
    }

    private boolean isTrough(int k, double w0, double w1, double b) {
        double z = cycle.value(k, w0, w1, b);
        return z > 0 && cycle.value(k - 1, w0, w1, b) > z && cycle.value(k + 1, w0, w1, b) > z;
    }

    private boolean isPositive(int k, double w0, double w1, double b) {
        return cycle.value(k, w0, w1, b) > 0;
    }

    private void set(int unit, int start, int end) {
        bounds[unit] = arc(start, end);
    }
}
