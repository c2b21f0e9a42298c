package org.spectralsweep.nn;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Points of a line, or of a circle around the origin, in cyclic order. Equal points share a position. A linear function
 * z(x) = w x + b has one maximum and one minimum on the cycle and is monotone in between. It is therefore positive on
 * one cyclic interval, an arc. (On a line the arc starts or ends at the seam between the last point and the first.) For
 * points that lie only nearly on a circle, this is true up to changes of z by |w| times their deviation from it.
 *
 * <p>Positions count from 0 to {@link #size()} - 1. Tables cover the cycle twice, so that an arc that crosses the seam
 * is contiguous.
 */
public final class PointCycle {
    /** Doubles per point: x, y (0 on a line), 1 with or 0 without a bias, 0. */
    public static final int STRIDE = 4;

    /** Positions before the first one in {@link #points}, and after the last one. */
    public static final int MARGIN = 2;

    private static final double SAME_NORM = 1e-9;

    private final boolean circular;
    private final int size;
    private final int[] positions;
    private final double[] keys;
    private final double[] points;
    private final double radius;
    private final int buckets;
    private final double bucketsPerKey;
    private final int[] firstOfBucket;

    private PointCycle(double[] x, int inputs, int count, boolean bias) {
        circular = inputs == 2;
        double[] angles = new double[count];
        for (int i = 0; i < count; i++) {
            angles[i] = circular ? angle(x[2 * i], x[2 * i + 1]) : x[i];
        }
        Comparator<Integer> order = Comparator.<Integer>comparingDouble(i -> angles[i] + 0.0)
                .thenComparingDouble(i -> x[i * inputs] + 0.0)
                .thenComparingDouble(i -> x[i * inputs + inputs - 1] + 0.0);
        int[] sorted = IntStream.range(0, count)
                .boxed()
                .sorted(order)
                .mapToInt(Integer::intValue)
                .toArray();
        positions = new int[count];
        int[] first = new int[count];
        int last = -1;
        for (int i : sorted) {
            if (last < 0 || !equal(x, inputs, first[last], i)) {
                first[++last] = i;
            }
            positions[i] = last;
        }
        size = last + 1;
        keys = new double[size];
        points = new double[STRIDE * (2 * size + 2 * MARGIN)];
        for (int k = 0; k < size; k++) {
            keys[k] = angles[first[k]];
        }
        radius = circular ? Math.hypot(x[0], x[1]) : Double.NaN;
        buckets = 2 * size;
        double range = keys[size - 1] - keys[0];
        bucketsPerKey = range > 0 ? buckets / range : 0;
        firstOfBucket = new int[buckets + 1];
        fillBuckets();
        for (int k = -MARGIN; k < 2 * size + MARGIN; k++) {
            int i = first[Math.floorMod(k, size)];
            int at = STRIDE * (k + MARGIN);
            points[at] = x[i * inputs];
            points[at + 1] = circular ? x[2 * i + 1] : 0;
            points[at + 2] = bias ? 1 : 0;
        }
    }

    /** Whether {@link #of} accepts these points. */
    public static boolean fits(double[] x, int inputs, int count) {
        return count > 0 && (inputs == 1 || (inputs == 2 && haveEqualNorms(x, count)));
    }

    /**
     * Orders points. O(count log count).
     *
     * @param x count x inputs, row-major
     * @param bias whether the linear functions have a constant term
     * @throws IllegalArgumentException if the points lie neither on a line nor on a circle around the origin (up to
     *     1e-9 of its radius)
     */
    public static PointCycle of(double[] x, int inputs, int count, boolean bias) {
        if (!fits(x, inputs, count)) {
            throw new IllegalArgumentException(
                    "points must lie on a line or on a circle around the origin for arcs but "
                            + (inputs == 2 ? "their norms differed" : "had " + inputs + " coordinates"));
        }
        return new PointCycle(x, inputs, count, bias);
    }

    private static boolean haveEqualNorms(double[] x, int count) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int i = 0; i < count; i++) {
            double norm = Math.hypot(x[2 * i], x[2 * i + 1]);
            least = Math.min(least, norm);
            most = Math.max(most, norm);
        }
        return most - least <= SAME_NORM * most;
    }

    private static boolean equal(double[] x, int inputs, int i, int j) {
        return x[i * inputs] == x[j * inputs] && x[i * inputs + inputs - 1] == x[j * inputs + inputs - 1];
    }

    /**
     * A number from -2 to 2 that rises with the angle of (x, y) from -pi to pi: the path length along the square |x| +
     * |y| = 1. It needs no transcendental function.
     */
    private static double angle(double x, double y) {
        double norm = Math.abs(x) + Math.abs(y);
        double sine = norm == 0 ? 0 : y / norm;
        return x >= 0 ? sine : Math.copySign(2, y + 0.0) - sine;
    }

    /** Number of distinct points, p. */
    public int size() {
        return size;
    }

    /** The position of each point that was passed in. This is the live array. */
    public int[] positions() {
        return positions;
    }

    /**
     * The points of positions -{@link #MARGIN} to 2p - 1 + {@link #MARGIN}, modulo p, {@link #STRIDE} numbers each.
     * This is the live array.
     */
    public double[] points() {
        return points;
    }

    /** z at position k of the table, see {@link #points}. For linear functions without a constant term, b is 0. */
    double value(int k, double w0, double w1, double b) {
        return value(points, k, w0, w1, b);
    }

    static double value(double[] points, int k, double w0, double w1, double b) {
        int at = STRIDE * (k + MARGIN);
        return Math.fma(w0, points[at], Math.fma(w1, points[at + 1], b));
    }

    /** The position where z is largest, up to rounding. O(log p). */
    int highest(double w0, double w1, double b) {
        if (!circular) {
            return w0 > 0 ? size - 1 : 0;
        }
        // The point nearest in angle to w is one of its two neighbours.
        int after = firstFrom(angle(w0, w1));
        int before = (after == 0 ? size : after) - 1;
        after = after == size ? 0 : after;
        return value(after, w0, w1, b) > value(before, w0, w1, b) ? after : before;
    }

    /**
     * An arc close to the one where z is positive, computed from the angles (or the coordinate) at which z is zero. If
     * z changes sign at all, it is right up to rounding. O(1) if the points are spread evenly, else O(log p). Numbers
     * that are not finite do no harm.
     */
    long guess(double w0, double w1, double b) {
        int start;
        int end;
        if (circular) {
            double norm = Math.sqrt(w0 * w0 + w1 * w1);
            double u0 = w0 / norm;
            double u1 = w1 / norm;
            double cosine = -b / (norm * radius);
            double sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
            start = firstFrom(angle(cosine * u0 + sine * u1, cosine * u1 - sine * u0));
            end = firstFrom(angle(cosine * u0 - sine * u1, cosine * u1 + sine * u0));
        } else {
            int zero = firstFrom(-b / w0);
            start = w0 > 0 ? zero : 0;
            end = w0 > 0 ? 0 : zero;
        }
        start = start == size ? 0 : start;
        return Arcs.arc(start, end > start ? end : end + size);
    }

    /** The first position whose key is not below {@code key}; p if there is none. */
    private int firstFrom(double key) {
        int bucket = bucket(key);
        int from = firstOfBucket[bucket];
        for (int length = firstOfBucket[bucket + 1] - from; length > 0; ) {
            int half = length >>> 1;
            boolean below = keys[from + half] < key;
            from += below ? half + 1 : 0;
            length = below ? length - half - 1 : half;
        }
        return from;
    }

    private int bucket(double key) {
        return (int) Math.max(0, Math.min(buckets - 1, (key - keys[0]) * bucketsPerKey));
    }

    private void fillBuckets() {
        int next = 0;
        for (int k = 0; k < size; k++) {
            for (int bucket = bucket(keys[k]); next <= bucket; next++) {
                firstOfBucket[next] = k;
            }
        }
        Arrays.fill(firstOfBucket, next, buckets + 1, size);
    }
}
