package org.spectralsweep.region;

import java.util.Arrays;

/**
 * A stack of convex polygons; a line can cut the top one in two. Each polygon carries the number of the next line to
 * cut it with.
 */
final class Polygons {
    private static final int FIRST_SIZE = 64;

    private double[] s = new double[FIRST_SIZE];
    private double[] t = new double[FIRST_SIZE];
    private double[] value = new double[FIRST_SIZE];
    private double[] cutS = new double[FIRST_SIZE];
    private double[] cutT = new double[FIRST_SIZE];
    private int[] first = new int[FIRST_SIZE];
    private int[] next = new int[FIRST_SIZE];
    private int size;
    private int end;

    boolean isEmpty() {
        return size == 0;
    }

    /** The first coordinates of all vertices; those of the top polygon run from {@link #from} to {@link #end}. */
    double[] s() {
        return s;
    }

    /** The second coordinates. */
    double[] t() {
        return t;
    }

    /** The first vertex of the top polygon. */
    int from() {
        return first[size - 1];
    }

    /** The index after the last vertex of the top polygon. */
    int end() {
        return end;
    }

    /** The next line for the top polygon. */
    int next() {
        return next[size - 1];
    }

    /** Puts a polygon with these vertices on top, in their order. */
    void push(double[] fromS, double[] fromT, int from, int count, int nextLine) {
        reserve(end + count);
        System.arraycopy(fromS, from, s, end, count);
        System.arraycopy(fromT, from, t, end, count);
        if (size == first.length) {
            first = Arrays.copyOf(first, 2 * size);
            next = Arrays.copyOf(next, 2 * size);
        }
        first[size] = end;
        next[size] = nextLine;
        size++;
        end += count;
    }

    /** Removes the top polygon. */
    void pop() {
        size--;
        end = first[size];
    }

    private void reserve(int vertices) {
        if (vertices > s.length) {
            s = Arrays.copyOf(s, 2 * vertices);
            t = Arrays.copyOf(t, 2 * vertices);
        }
    }

    /** The area of the top polygon. */
    double area() {
        int from = from();
        double twice = 0;
        for (int i = from + 2; i < end; i++) {
            twice += (s[i - 1] - s[from]) * (t[i] - t[from]) - (s[i] - s[from]) * (t[i - 1] - t[from]);
        }
        return 0.5 * Math.abs(twice);
    }

    /**
     * On which side of the line z0 + z1 s + z2 t = 0 the top polygon lies: 1 or -1, or 0 where it has vertices on both
     * sides of the line. A vertex is off the line if |z| there is above {@code tolerance}.
     */
    int side(double z0, double z1, double z2, double tolerance) {
        return side(s, t, from(), end, z0, z1, z2, tolerance);
    }

    /** The same for the polygon with these vertices. */
    static int side(double[] s, double[] t, int from, int end, double z0, double z1, double z2, double tolerance) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = from; i < end; i++) {
            double z = z0 + z1 * s[i] + z2 * t[i];
            lowest = z < lowest ? z : lowest;
            highest = z > highest ? z : highest;
        }
        if (highest <= tolerance) {
            return -1;
        }
        return lowest < -tolerance ? 0 : 1;
    }

    /**
     * Cuts the top polygon, which must have {@link #side} 0. Afterwards the part where z is positive lies on top of the
     * other part, and both carry the number {@code nextLine}. Both parts share the two ends of the cut to the last bit,
     * so no area is lost.
     */
    void cut(double z0, double z1, double z2, double tolerance, int nextLine) {
        int from = first[size - 1];
        int count = end - from;
        if (value.length < count + 4) {
            value = new double[2 * count + 4];
            cutS = new double[value.length];
            cutT = new double[value.length];
        }
        for (int i = 0; i < count; i++) {
            double z = z0 + z1 * s[from + i] + z2 * t[from + i];
            value[i] = Math.abs(z) <= tolerance ? 0 : z;
            cutS[i] = s[from + i];
            cutT[i] = t[from + i];
        }
        reserve(end + count + 4);
        end = part(-1, from, count);
        next[size - 1] = nextLine;
        int above = end;
        int newEnd = part(1, above, count);
        push(s, t, above, newEnd - above, nextLine);
    }

    /** Writes the vertices of the part on one side from {@code at} on; returns where they end. */
    private int part(int sign, int at, int count) {
        int to = at;
        for (int i = 0; i < count; i++) {
            int j = i + 1 < count ? i + 1 : 0;
            if (sign * value[i] >= 0) {
                s[to] = cutS[i];
                t[to++] = cutT[i];
            }
            if (value[i] * value[j] < 0) {
                // Computed from the same end for both parts and both directions, so that they get the same number.
                int p = value[i] < 0 ? i : j;
                int q = value[i] < 0 ? j : i;
                double share = value[p] / (value[p] - value[q]);
                s[to] = cutS[p] + share * (cutS[q] - cutS[p]);
                t[to++] = cutT[p] + share * (cutT[q] - cutT[p]);
            }
        }
        return to;
    }
}
