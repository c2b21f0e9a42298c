package org.spectralsweep.nn;

/**
 * For each unit of a layer the arc of positions of a {@link PointCycle} on which z = w x + b is positive, kept up to date while the weights move: O(1) a unit
 * and step where an end moves by one position or the points are spread evenly, O(log p) else, whatever the numbers are.
 *
 * <p>An arc is [start, end) with start from 0 to p - 1 and end from start to start + p, positions modulo p. An empty arc lies at the position where
 * z is largest, a full one starts where z is smallest: there the next change of sign shows first.
 *
 * <p>What is proven by four signs (positive at the first and the last position, not positive before and behind) is the arc: z is positive on one cyclic interval.
 * Numbers that are not finite give some arc.
 */
public final class Arcs {
    private final PointCycle cycle;
    private final int size;
    private final long[] bounds;

    /** Arcs of {@code units} units; meaningless until placed. */
    public Arcs(PointCycle cycle, int units) {
        this.cycle = cycle;
        size = cycle.size();
        bounds = new long[units];
    }

    /** The points. */
    public PointCycle cycle() {
        return cycle;
    }

    /** The arc of each unit, see {@link #start} and {@link #end}; the live array. */
    public long[] bounds() {
        return bounds;
    }

    /** The first position of an arc, from 0 to p - 1. */
    public static int start(long arc) {
        return (int) (arc >>> 32);
    }

    /** The position behind an arc, from its start to p later. */
    public static int end(long arc) {
        return (int) arc;
    }

    static long arc(int start, int end) {
        return (long) start << 32 | end;
    }

    /**
     * Whether an arc, neither empty nor full, is still right for these weights: the fast test, right for most units at most steps.
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

    /** Moves a unit's arc to where it is after a change of the weights, and returns it. */
    public long move(int unit, double w0, double w1, double b) {
        long arc = hop(cycle.points(), size, bounds[unit], w0, w1, b);
        if (arc < 0) {
            return follow(unit, w0, w1, b);
        }
        bounds[unit] = arc;
        return arc;
    }

    /**
     * An arc of which each end moved by one position at most and did not cross the seam, else a negative number, and {@link #follow} is to be asked. Without a branch: late in
     * training many ends hop to and fro between two points, which no processor predicts.
     *
     * @param points {@link PointCycle#points}
     * @param size p
     */
    public static long hop(double[] points, int size, long arc, double w0, double w1, double b) {
        int start = start(arc);
        int end = end(arc);
        int byStart = 1 + positive(points, start, w0, w1, b) + positive(points, start - 1, w0, w1, b);
        int byEnd = -1 - positive(points, end, w0, w1, b) - positive(points, end - 1, w0, w1, b);
        // One more sign on either side proves where the moved end is: at start + 1, start or start - 2, and at end + 1,
        // end - 1 or end - 2.
        int startSign = positive(points, start + byStart + (byStart >> 31), w0, w1, b);
        int endSign = positive(points, end - 1 + byEnd - (-byEnd >> 31), w0, w1, b);
        int s = start + byStart;
        int e = end + byEnd;
        int proven = (startSign ^ (byStart >> 31)) & (endSign ^ (-byEnd >> 31));
        int outside = s | (size - 1 - s) | (e - s - 1) | (s + size - 1 - e);
        return arc(s, e) | (long) (~proven | outside) & Long.MIN_VALUE;
    }

    /** -1 where z is positive, else 0. */
    private static int positive(double[] points, int k, double w0, double w1, double b) {
        return (int) (Double.doubleToRawLongBits(0.0 - PointCycle.value(points, k, w0, w1, b)) >> 63);
    }

    /** Whether a unit is positive nowhere. */
    public boolean isEmpty(int unit) {
        return start(bounds[unit]) == end(bounds[unit]);
    }

    /**
     * Finds the arcs of some units from nothing. O(log p) each.
     *
     * @param units w, w (0 on a line), b (0 without a bias), a of unit after unit, from the first one on
     * @param first its number
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

    /** Finds a unit's arc by the signs of z alone. O(log p). */
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
        // Rising from the trough and falling from the peak, both counted from positions below p.
        start = start >= size ? start - size : start;
        set(unit, start, end > start ? (end > start + size ? end - size : end) : end + size);
    }

    /** The first position behind {@code from}, at most {@code to}, where the sign is no longer that at {@code from}. */
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

    /** Does what {@link #move} does without trying {@link #hop} first. */
    public long follow(int unit, double w0, double w1, double b) {
        int start = start(bounds[unit]);
        int end = end(bounds[unit]);
        boolean stays = end == start ? isPeak(start, w0, w1, b) : end == start + size && isTrough(start, w0, w1, b);
        if (!stays) {
            place(unit, w0, w1, b);
        }
        return bounds[unit];
    }

    /** Whether z is not positive at k and strictly smaller on both sides: a plateau proves nothing. */
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
