package org.spectralsweep.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.hipparchus.util.KthSelector;
import org.spectralsweep.linalg.Float64Array;
import org.spectralsweep.linalg.Precision;

/**
 * Finds the nearest and the furthest of some points, exactly. Points are ordered by sum_k (a_k - b_k)^2, summed in
 * float64 from the first coordinate on; ties go by index.
 *
 * <p>Squared distances are first taken from |a|^2 + |b|^2 - 2 a.b, by one matrix product for a block of anchors. These
 * deviate from the sum above by at most e = 4 (d + 3) 2^-53 (|a|^2 + max |b|^2), both rounding errors together. So only
 * points within 2 e of one another are compared by the sum itself. The result does not depend on the BLAS.
 *
 * <p>Cost for n points in d dimensions: 2 n d flops an anchor in products, and a few passes over n numbers. 2,500
 * anchors among 60,000 points in 784 dimensions take 2.4e11 flops. Memory: a copy of the points, and 64 MiB. There is
 * no n x n matrix.
 */
final class NeighbourSearch {
    private static final int BLOCK_DOUBLES = 1 << 23;
    private static final double UNIT_ROUNDOFF = 0x1p-53;
    private static final int[] NO_PIVOTS = {};

    private final int blockDoubles;
    private final double[] x;
    private final int count;
    private final int dimension;
    private final Float64Array points;
    private final double[] squares;
    private final double largest;
    private final KthSelector selector = new KthSelector();
    private final double[] squared;
    private final double[] keys;
    private final int[] indices;

    /** Receives the distances of each anchor in turn; they are valid only during the call. */
    @FunctionalInterface
    interface Visitor {
        void visit(int place, Distances distances);
    }

    /**
     * Searches among all of these points.
     *
     * @param x count points, row-major; not copied
     */
    NeighbourSearch(double[] x, int count) {
        this(x, count, BLOCK_DOUBLES);
    }

    /**
     * @param blockDoubles how many distances are held at a time; at least those of one anchor are
     */
    NeighbourSearch(double[] x, int count, int blockDoubles) {
        this.blockDoubles = blockDoubles;
        this.x = x;
        this.count = count;
        dimension = x.length / count;
        points = array(x.length);
        points.write(0, x, 0, x.length);
        squares = new double[count];
        squared = new double[count];
        keys = new double[count];
        indices = new int[count];
        for (int i = 0; i < count; i++) {
            double sum = 0;
            for (int k = i * dimension; k < (i + 1) * dimension; k++) {
                sum += x[k] * x[k];
            }
            squares[i] = sum;
        }
        largest = Arrays.stream(squares).max().orElse(0);
    }

    private static Float64Array array(int length) {
        return (Float64Array) Precision.FLOAT64.zeros(length);
    }

    /** Shows the visitor the distances of each anchor, in the order of the anchors. */
    void visit(int[] anchors, Visitor visitor) {
        int most = Math.max(1, Math.min(anchors.length, blockDoubles / count));
        Float64Array block = array(most * dimension);
        Float64Array products = array(most * count);
        for (int from = 0; from < anchors.length; from += most) {
            int rows = Math.min(most, anchors.length - from);
            for (int row = 0; row < rows; row++) {
                block.write(row * dimension, x, anchors[from + row] * dimension, dimension);
            }
            products.multiply(0, false, true, rows, dimension, count, -2, block, 0, points, 0, 0);
            for (int row = 0; row < rows; row++) {
                visitor.visit(from + row, new Distances(anchors[from + row], products.elements(), row * count));
            }
        }
    }

    /** Distances from one point, the anchor, to all others. */
    final class Distances {
        private final int anchor;
        private final double margin;

        Distances(int anchor, double[] products, int at) {
            this.anchor = anchor;
            for (int i = 0; i < count; i++) {
                squared[i] = squares[anchor] + squares[i] + products[at + i];
            }
            margin = 8 * (dimension + 3) * UNIT_ROUNDOFF * (squares[anchor] + largest);
        }

        /** The {@code wanted} other points that are nearest, the nearest first. */
        int[] nearest(int wanted) {
            return first(1, wanted);
        }

        /** The {@code wanted} other points that are furthest, the furthest first. */
        int[] furthest(int wanted) {
            return first(-1, wanted);
        }

        /**
         * @param sign 1 or -1: the keys are the squared distances times this sign
         */
        private int[] first(int sign, int wanted) {
            for (int i = 0; i < count; i++) {
                keys[i] = sign * squared[i];
            }
            // The anchor itself is last in either order.
            keys[anchor] = Double.POSITIVE_INFINITY;
            // The wanted-th smallest of the leading keys bounds that of all from above, so most keys need one test.
            int leading = Math.min(count, Math.max(wanted, (int) Math.sqrt((double) count * wanted)));
            int likely = upTo(smallest(Arrays.copyOf(keys, leading), wanted) + margin);
            double bound = smallest(
                            IntStream.range(0, likely)
                                    .mapToDouble(i -> keys[indices[i]])
                                    .toArray(),
                            wanted)
                    + margin;
            int[] candidates = Arrays.stream(indices, 0, likely)
                    .filter(i -> keys[i] <= bound && i != anchor)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> keys[i]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            orderClosely(candidates, sign);
            return Arrays.copyOf(candidates, wanted);
        }

        private double smallest(double[] values, int wanted) {
            return selector.select(values, NO_PIVOTS, wanted - 1);
        }

        /** Puts the points whose keys are at most the bound at the head of the indices. */
        private int upTo(double bound) {
            int found = 0;
            for (int i = 0; i < count; i++) {
                if (keys[i] <= bound) {
                    indices[found] = i;
                    found++;
                }
            }
            return found;
        }

        /** Orders by the sums themselves every run of points whose successive keys lie within the margin. */
        private void orderClosely(int[] candidates, int sign) {
            int from = 0;
            for (int to = 1; to <= candidates.length; to++) {
                boolean ends = to == candidates.length || keys[candidates[to]] - keys[candidates[to - 1]] > margin;
                if (ends) {
                    if (to - from > 1) {
                        order(candidates, from, to, sign);
                    }
                    from = to;
                }
            }
        }

        private void order(int[] candidates, int from, int to, int sign) {
            record Exact(int index, double key) {}
            Exact[] run = new Exact[to - from];
            Arrays.setAll(run, i -> new Exact(candidates[from + i], sign * sum(candidates[from + i])));
            Arrays.sort(run, Comparator.comparingDouble(Exact::key).thenComparingInt(Exact::index));
            for (int i = 0; i < run.length; i++) {
                candidates[from + i] = run[i].index();
            }
        }

        private double sum(int other) {
            double sum = 0;
            for (int k = 0; k < dimension; k++) {
                double difference = x[anchor * dimension + k] - x[other * dimension + k];
                sum += difference * difference;
            }
            return sum;
        }
    }
}
