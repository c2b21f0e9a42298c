package org.spectralsweep.nn;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.spectralsweep.linalg.Loops;
import org.spectralsweep.linalg.RealArray;

/**
 * Which hidden units of a network are on at which points, one bit each. Unit r of layer l is on at x if its
 * pre-activation is positive (LL23's activation pattern, all hidden layers). Memory: points x units / 8 bytes.
 */
public final class ActivationPatterns {
    private final int points;
    private final int[] widths;
    private final long[][] bits;

    private ActivationPatterns(int points, int[] widths) {
        this.points = points;
        this.widths = widths;
        bits = new long[widths.length][];
        for (int layer = 0; layer < widths.length; layer++) {
            bits[layer] = new long[Math.multiplyExact(points, words(widths[layer]))];
        }
    }

    /**
     * The patterns at the network's present weights, in its own precision. Costs one forward pass.
     *
     * @param x points x inputs, row-major
     */
    public static ActivationPatterns of(Mlp network, double[] x, int points) {
        MlpSpec spec = network.spec();
        int[] widths = spec.widths().stream().mapToInt(Integer::intValue).toArray();
        ActivationPatterns patterns = new ActivationPatterns(points, widths);
        ForwardPass pass = new ForwardPass(network, points, Loops.of(network.precision()));
        RealArray inputs = pass.inputs(x, points);
        double[] outputs = new double[Math.multiplyExact(points, spec.outputs())];
        for (int first = 0; first < points; first += pass.blockRows()) {
            network.deadline().check();
            int rows = Math.min(pass.blockRows(), points - first);
            pass.runBlock(inputs, first, rows, outputs);
            for (int layer = 0; layer < widths.length; layer++) {
                patterns.write(layer, first, rows, pass.gates(layer));
            }
        }
        return patterns;
    }

    private void write(int layer, int first, int rows, RealArray activations) {
        int width = widths[layer];
        for (int i = 0; i < rows; i++) {
            activations.packPositive(i * width, width, bits[layer], (first + i) * words(width));
        }
    }

    private static int words(int width) {
        return (width + Long.SIZE - 1) / Long.SIZE;
    }

    /** Number of points. */
    public int points() {
        return points;
    }

    /** Units of all hidden layers, N. */
    public int units() {
        return IntStream.of(widths).sum();
    }

    /** Number of hidden layers. */
    public int layers() {
        return widths.length;
    }

    /** Number of (unit, point) pairs of a hidden layer. */
    public long pairs(int layer) {
        return (long) points * widths[layer];
    }

    /** Whether a unit is on at a point. */
    public boolean isOn(int layer, int point, int unit) {
        return (bits[layer][point * words(widths[layer]) + unit / Long.SIZE] >>> unit & 1) != 0;
    }

    /**
     * The Hamming distance of two points in one layer: the number of units that are on at exactly one of them. O(width
     * / 64).
     */
    public int distance(int layer, int first, int second) {
        int words = words(widths[layer]);
        int distance = 0;
        for (int word = 0; word < words; word++) {
            distance += Long.bitCount(bits[layer][first * words + word] ^ bits[layer][second * words + word]);
        }
        return distance;
    }

    /** The number of (unit, point) pairs of a hidden layer that are on. */
    public long active(int layer) {
        long active = 0;
        for (long word : bits[layer]) {
            active += Long.bitCount(word);
        }
        return active;
    }

    /** The number of units in each hidden layer that are off at every point. */
    public int[] deadUnits() {
        int[] dead = new int[widths.length];
        for (int layer = 0; layer < widths.length; layer++) {
            int words = words(widths[layer]);
            long[] on = new long[words];
            for (int at = 0; at < bits[layer].length; at++) {
                on[at % words] |= bits[layer][at];
            }
            dead[layer] = widths[layer];
            for (long word : on) {
                dead[layer] -= Long.bitCount(word);
            }
        }
        return dead;
    }

    /**
     * The number of each point's pattern. Two points share a number if and only if all their units agree. Numbers count
     * from 0 in the order in which patterns appear. Patterns whose hashes agree are compared bit by bit. O(points x
     * units / 64) time, 24 bytes a point.
     */
    public int[] numbered() {
        int capacity = Integer.highestOneBit(Math.max(2, points) - 1) << 2;
        int[] firstOf = new int[capacity];
        Arrays.fill(firstOf, -1);
        int[] numbers = new int[points];
        int distinct = 0;
        for (int point = 0; point < points; point++) {
            int slot = (int) (hash(point) & (capacity - 1));
            while (firstOf[slot] >= 0 && !isSame(firstOf[slot], point)) {
                slot = (slot + 1) & (capacity - 1);
            }
            if (firstOf[slot] < 0) {
                firstOf[slot] = point;
                numbers[point] = distinct++;
            } else {
                numbers[point] = numbers[firstOf[slot]];
            }
        }
        return numbers;
    }

    /**
     * The number of different patterns among the points: LL23's count of regions on the grid. Same cost as
     * {@link #numbered}.
     */
    public int distinct() {
        return points == 0 ? 0 : Arrays.stream(numbered()).max().orElseThrow() + 1;
    }

    /**
     * A hash of all bits of a point, which depends on the pattern only. It applies the finaliser of SplitMix64 after
     * every word.
     */
    public long hash(int point) {
        long hash = 0;
        for (int layer = 0; layer < widths.length; layer++) {
            int words = words(widths[layer]);
            for (int word = point * words; word < (point + 1) * words; word++) {
                hash = (hash ^ bits[layer][word]) + 0x9e3779b97f4a7c15L;
                hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
                hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
                hash ^= hash >>> 31;
            }
        }
        return hash;
    }

    private boolean isSame(int first, int second) {
        for (int layer = 0; layer < widths.length; layer++) {
            int words = words(widths[layer]);
            if (!Arrays.equals(
                    bits[layer],
                    first * words,
                    (first + 1) * words,
                    bits[layer],
                    second * words,
                    (second + 1) * words)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The number of (unit, point) pairs of a layer that differ between two networks of one architecture on the same
     * points.
     *
     * @throws IllegalArgumentException if the patterns have different sizes
     */
    public long flips(ActivationPatterns other, int layer) {
        if (other.points != points || other.widths.length != widths.length || other.widths[layer] != widths[layer]) {
            throw new IllegalArgumentException("patterns must be of one architecture on the same points");
        }
        long flips = 0;
        for (int word = 0; word < bits[layer].length; word++) {
            flips += Long.bitCount(bits[layer][word] ^ other.bits[layer][word]);
        }
        return flips;
    }
}
