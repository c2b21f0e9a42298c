package org.spectralsweep.region;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.DoubleStream;
import org.spectralsweep.Deadline;
import org.spectralsweep.nn.Mlp;

/** A walk over the activation regions along a path, segment by segment, depth first and from left to right. */
final class PathWalk {
    /** A zero this near to an interval's end, in units of the segment's length, counts as being at that end. */
    private static final double AT_END = 1e-12;

    private final Deadline deadline;
    private final AffinePiece[] pieces;
    private final AffinePiece output;
    private final int hidden;
    private final double[][] zeros;
    private final long[] layerBreakpoints;
    private final long[][] lastPattern;
    private final double[] lastSlopes;
    private final DoubleStream.Builder breakpoints = DoubleStream.builder();
    private final DoubleStream.Builder bends = DoubleStream.builder();
    private double start;
    private double atEnd;
    private double largestPosition;
    private double lastSteepest;
    private boolean isFirst = true;

    PathWalk(Mlp network) {
        deadline = network.deadline();
        LayerWeights[] layers = LayerWeights.of(network);
        hidden = layers.length - 1;
        pieces = new AffinePiece[layers.length];
        zeros = new double[hidden][];
        lastPattern = new long[hidden][];
        for (int layer = 0; layer <= hidden; layer++) {
            pieces[layer] = new AffinePiece(layers, layer);
            if (layer < hidden) {
                zeros[layer] = new double[layers[layer].width()];
                lastPattern[layer] = new long[pieces[layer].pattern(layer).length];
            }
        }
        output = pieces[hidden];
        layerBreakpoints = new long[hidden];
        lastSlopes = new double[output.width()];
    }

    /**
     * Follows the next segment.
     *
     * @param step a unit vector
     */
    void follow(double[] from, double[] step, double length) {
        atEnd = AT_END * length;
        largestPosition = length;
        double largest = 0;
        for (int k = 0; k < from.length; k++) {
            largest = Math.max(largest, Math.abs(from[k]) + length * Math.abs(step[k]));
        }
        pieces[0].start(from, step, new double[from.length], largest);
        divide(0, 0, length);
        start += length;
    }

    /** What has been found so far. */
    PathPieces pieces() {
        return new PathPieces(
                start, breakpoints.build().toArray(), bends.build().toArray(), layerBreakpoints.clone());
    }

    private void divide(int layer, double from, double to) {
        if (layer == hidden) {
            report(from);
            return;
        }
        deadline.check();
        AffinePiece units = pieces[layer];
        double[] zero = zeros[layer];
        findZeros(units, zero, from, to);
        int[] order = order(units, zero);
        units.passOn(largestPosition, 0);
        units.feed();
        for (int unit : order) {
            units.set(unit, units.z(1, unit) < 0);
        }
        double left = from;
        int next = 0;
        while (left < to) {
            double right = next < order.length ? zero[order[next]] : to;
            units.enter(pieces[layer + 1]);
            divide(layer + 1, left, right);
            // Zeros nearer to one another than the tolerance are one breakpoint.
            for (; next < order.length && zero[order[next]] <= right + atEnd; next++) {
                units.set(order[next], units.z(1, order[next]) > 0);
            }
            left = right;
        }
    }

    /** Keeps as crossing units only those with a zero within the interval. */
    private void findZeros(AffinePiece units, double[] zero, double from, double to) {
        units.classify(0.5 * (from + to), 0, 0.5 * (to - from), 0);
        for (int index = units.crossings() - 1; index >= 0; index--) {
            int unit = units.crossing(index);
            double slope = units.z(1, unit);
            double tolerance = Math.max(atEnd * Math.abs(slope), units.rounding(unit));
            double low = units.z(0, unit) + slope * from;
            double high = units.z(0, unit) + slope * to;
            if (Math.min(low, high) < -tolerance && Math.max(low, high) > tolerance) {
                zero[unit] = from + (to - from) * (low / (low - high));
            } else {
                units.settle(index, Math.max(low, high) > tolerance);
            }
        }
    }

    private static int[] order(AffinePiece units, double[] zero) {
        Integer[] order = new Integer[units.crossings()];
        Arrays.setAll(order, units::crossing);
        Arrays.sort(order, Comparator.comparingDouble(unit -> zero[unit]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    /** Compares a region that begins at {@code from} of the segment with the region before it. */
    private void report(double from) {
        int changed = 0;
        while (changed < hidden && Arrays.equals(output.pattern(changed), lastPattern[changed])) {
            changed++;
        }
        double steepest = pieces[hidden - 1].steepest();
        if (!isFirst && changed < hidden) {
            layerBreakpoints[changed]++;
            breakpoints.add(start + from);
            if (from == 0 || bends(Math.max(steepest, lastSteepest))) {
                bends.add(start + from);
            }
        }
        isFirst = false;
        lastSteepest = steepest;
        for (int layer = 0; layer < hidden; layer++) {
            System.arraycopy(output.pattern(layer), 0, lastPattern[layer], 0, lastPattern[layer].length);
        }
        for (int j = 0; j < lastSlopes.length; j++) {
            lastSlopes[j] = output.z(1, j);
        }
    }

    private boolean bends(double steepest) {
        for (int j = 0; j < lastSlopes.length; j++) {
            if (Math.abs(output.z(1, j) - lastSlopes[j]) > AffinePiece.ROUNDING * output.gain(j) * steepest) {
                return true;
            }
        }
        return false;
    }
}
