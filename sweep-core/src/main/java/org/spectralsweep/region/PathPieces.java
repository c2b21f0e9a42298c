package org.spectralsweep.region;

import org.spectralsweep.nn.Mlp;

/**
 * The exact activation regions and linear pieces of a network along a path of straight segments in its input space
 * (Hanin and Rolnick 2019, arXiv 1901.09021). It works layer by layer. The pre-activations of a layer's units are
 * affine on each interval that the layers below left, and their zeros divide the interval. Everything is float64,
 * whatever the network's precision.
 *
 * <p>A <b>breakpoint</b> is where the activation pattern changes, and an <b>activation region</b> is the interval
 * between two. A <b>linear piece</b> is a run of regions over which no output changes its slope beyond rounding. A bend
 * is a breakpoint between two pieces. So a unit that no output reads makes a breakpoint but not a bend.
 *
 * <p>Positions are arc lengths from the path's start. A corner of the path is not a breakpoint, unless the pattern
 * differs on its two sides. Then it is also a bend.
 *
 * <p><b>Tolerance.</b> A zero nearer to an interval's end than 1e-12 of its segment's length counts as being at that
 * end. Zeros nearer to one another than this are one breakpoint. A pre-activation or a change of slope counts as zero
 * below 1e-13 of the sum of its terms' magnitudes.
 *
 * <p><b>Cost.</b> With N regions in all and width m, a layer costs at most 6 m^2 flops for each of the regions of the
 * layers below, O(N m^2). One layer's regions share most of it. Memory: the weights, 12 numbers a unit and 16 bytes a
 * region.
 */
public final class PathPieces {
    private final double length;
    private final double[] breakpoints;
    private final double[] bends;
    private final long[] layerBreakpoints;

    PathPieces(double length, double[] breakpoints, double[] bends, long[] layerBreakpoints) {
        this.length = length;
        this.breakpoints = breakpoints;
        this.bends = bends;
        this.layerBreakpoints = layerBreakpoints;
    }

    /**
     * Follows a path at the network's present weights.
     *
     * @param points the path's corners, count x inputs, row-major; a closed path ends with its first point
     * @param count 2 or more
     * @throws IllegalArgumentException if there are fewer than 2 points, if points does not hold count x inputs
     *     numbers, or if two points in a row do not lie a positive, finite distance apart
     */
    public static PathPieces along(Mlp network, double[] points, int count) {
        int inputs = network.spec().inputs();
        if (count < 2) {
            throw new IllegalArgumentException("count must be at least 2 but was " + count);
        }
        if (points.length != (long) count * inputs) {
            throw new IllegalArgumentException("points must hold " + (long) count * inputs + " numbers for " + count
                    + " points of this network but held " + points.length);
        }
        PathWalk walk = new PathWalk(network);
        double[] from = new double[inputs];
        double[] step = new double[inputs];
        for (int i = 0; i + 1 < count; i++) {
            double squares = 0;
            for (int k = 0; k < inputs; k++) {
                from[k] = points[i * inputs + k];
                step[k] = points[(i + 1) * inputs + k] - from[k];
                squares += step[k] * step[k];
            }
            double length = Math.sqrt(squares);
            if (!(length > 0) || length == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("points in a row must be apart but points " + i + " and " + (i + 1)
                        + " were " + length + " apart");
            }
            for (int k = 0; k < inputs; k++) {
                step[k] /= length;
            }
            walk.follow(from, step, length);
        }
        return walk.pieces();
    }

    /** Arc length of the path. */
    public double length() {
        return length;
    }

    /** Where the pattern changes, ascending. */
    public double[] breakpoints() {
        return breakpoints.clone();
    }

    /** Where the slope of an output changes, ascending; each is one of the breakpoints. */
    public double[] bends() {
        return bends.clone();
    }

    /** Activation regions along the path. */
    public int regions() {
        return breakpoints.length + 1;
    }

    /** Linear pieces along the path. */
    public int pieces() {
        return bends.length + 1;
    }

    /**
     * How many breakpoints each hidden layer adds to those of the layers below. At these some of its units change and
     * none below does. Their sum is the number of breakpoints.
     */
    public long[] layerBreakpoints() {
        return layerBreakpoints.clone();
    }
}
