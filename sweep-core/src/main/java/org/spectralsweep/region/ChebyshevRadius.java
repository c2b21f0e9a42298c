package org.spectralsweep.region;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.MaxIter;
import org.hipparchus.optim.linear.LinearConstraint;
import org.hipparchus.optim.linear.LinearConstraintSet;
import org.hipparchus.optim.linear.LinearObjectiveFunction;
import org.hipparchus.optim.linear.NonNegativeConstraint;
import org.hipparchus.optim.linear.PivotSelectionRule;
import org.hipparchus.optim.linear.Relationship;
import org.hipparchus.optim.linear.SimplexSolver;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.spectralsweep.nn.Mlp;

/**
 * The radius of the largest ball inside a cell that hyperplanes cut out of the cube [from, to]^d, around any centre c in the cell of a given point x:
 *
 * <pre>max r   with   s_i (w_i.c + b_i) &gt;= r |w_i|,   from + r &lt;= c_k &lt;= to - r,   s_i = the side of x</pre>
 *
 * <p>For the first layer of a network this is LL23's inradius of a region.
 *
 * <p>The dual problem is solved, min sum_i y_i d_i + sum_k (p_k (to - x_k) + q_k (x_k - from)) with d_i the distance of x from plane i, since it has d + 1 rows instead of one a plane and
 * two a coordinate; the rows of the coordinates give each p_k, which is then a slack variable. By Hipparchus's simplex method with Dantzig's rule, which has not been seen to cycle here (Bland's does not end within
 * 20,000 pivots at d = 80); should it, or should it find no optimum, the problem itself is solved, which takes five times as long. Error: 1e-10 or so of the side of the cube. Cost: about 2 d pivots of d (planes + d)
 * multiplications; a point with 512 planes takes 0.2 ms at d = 2, 4 ms at d = 16 and 15 ms at d = 80.
 */
public final class ChebyshevRadius {
    /** Reduced costs below it count as zero. */
    private static final double EPSILON = 1e-10;

    private static final int PIVOTS = 5_000;

    private final int dimension;
    private final int planes;
    private final double from;
    private final double to;
    /** Unit normals, planes x dimension. */
    private final double[] normals;

    private final double[] offsets;
    private final boolean finite;

    private ChebyshevRadius(int dimension, double[] normals, double[] offsets, double from, double to) {
        this.dimension = dimension;
        this.normals = normals;
        this.offsets = offsets;
        this.from = from;
        this.to = to;
        planes = offsets.length;
        boolean allFinite = true;
        for (double element : normals) {
            allFinite &= Double.isFinite(element);
        }
        for (double element : offsets) {
            allFinite &= Double.isFinite(element);
        }
        finite = allFinite;
    }

    /** The cells of a network's first layer in the cube [from, to]^inputs. A unit whose weights are all zero cuts nothing and is left out. */
    public static ChebyshevRadius ofFirstLayer(Mlp network, double from, double to) {
        int inputs = network.spec().inputs();
        int units = network.spec().fanOut(0);
        double[] weights = network.weights(0);
        double[] biases = network.biases(0);
        double[] rows = new double[Math.multiplyExact(units, inputs)];
        for (int unit = 0; unit < units; unit++) {
            for (int k = 0; k < inputs; k++) {
                rows[unit * inputs + k] = weights[k * units + unit];
            }
        }
        return of(inputs, rows, biases.length == 0 ? new double[units] : biases, from, to);
    }

    /**
     * The cells of planes w_i.x + b_i = 0 in the cube [from, to]^dimension.
     *
     * @param rows w_i of any length, planes x dimension, row-major; those that are zero are left out
     * @param biases b_i
     */
    public static ChebyshevRadius of(int dimension, double[] rows, double[] biases, double from, double to) {
        if (!(to > from) || !Double.isFinite(to - from)) {
            throw new IllegalArgumentException("to must be above from (" + from + ") but was " + to);
        }
        if (dimension < 1 || rows.length != (long) biases.length * dimension) {
            throw new IllegalArgumentException(
                    "rows must hold " + biases.length + " x " + dimension + " elements but had " + rows.length);
        }
        double[] normals = new double[rows.length];
        double[] offsets = new double[biases.length];
        int kept = 0;
        for (int i = 0; i < biases.length; i++) {
            double squares = 0;
            for (int k = 0; k < dimension; k++) {
                squares += rows[i * dimension + k] * rows[i * dimension + k];
            }
            if (squares == 0) {
                continue;
            }
            double norm = Math.sqrt(squares);
            for (int k = 0; k < dimension; k++) {
                normals[kept * dimension + k] = rows[i * dimension + k] / norm;
            }
            offsets[kept++] = biases[i] / norm;
        }
        return new ChebyshevRadius(
                dimension, Arrays.copyOf(normals, kept * dimension), Arrays.copyOf(offsets, kept), from, to);
    }

    /**
     * The radius in the cell of a point; NaN where a weight or bias is not finite.
     *
     * @param points row-major
     * @param at where the point starts
     * @throws IllegalArgumentException if the point is outside the cube
     */
    public double at(double[] points, int at) {
        requireInside(points, at);
        if (!finite) {
            return Double.NaN;
        }
        Sides sides = sides(points, at);
        try {
            return dual(sides, points, at);
        } catch (MathIllegalStateException noOptimum) {
            return primal(sides, points, at);
        }
    }

    /** The same by the problem as it is written: for tests. */
    double plainlyAt(double[] points, int at) {
        return primal(sides(points, at), points, at);
    }

    private void requireInside(double[] points, int at) {
        for (int k = 0; k < dimension; k++) {
            if (!(points[at + k] >= from && points[at + k] <= to)) {
                throw new IllegalArgumentException(
                        "points must lie from " + from + " to " + to + " but one was at " + points[at + k]);
            }
        }
    }

    /**
     * The planes as a point sees them.
     *
     * @param inward unit normals that point to its side
     * @param distances its distances from the planes, at least 0
     */
    @SuppressWarnings("ArrayRecordComponent") // private to this class
    private record Sides(double[] inward, double[] distances) {}

    private Sides sides(double[] points, int at) {
        double[] inward = normals.clone();
        double[] distances = new double[planes];
        for (int i = 0; i < planes; i++) {
            double distance = offsets[i];
            for (int k = 0; k < dimension; k++) {
                distance += normals[i * dimension + k] * points[at + k];
            }
            distances[i] = Math.abs(distance);
            // On a plane a unit is off, as in an activation pattern.
            if (!(distance > 0)) {
                for (int k = 0; k < dimension; k++) {
                    inward[i * dimension + k] = -normals[i * dimension + k];
                }
            }
        }
        return new Sides(inward, distances);
    }

    private double dual(Sides sides, double[] points, int at) {
        int variables = planes + dimension;
        double side = to - from;
        double[] cost = new double[variables];
        double[][] rows = new double[dimension + 1][variables];
        double[] sum = rows[dimension];
        for (int i = 0; i < planes; i++) {
            cost[i] = sides.distances()[i];
            sum[i] = 1;
            for (int k = 0; k < dimension; k++) {
                double inner = sides.inward()[i * dimension + k];
                rows[k][i] = -inner;
                sum[i] += inner;
                cost[i] += inner * (to - points[at + k]);
            }
        }
        List<LinearConstraint> constraints = new ArrayList<>();
        for (int k = 0; k < dimension; k++) {
            rows[k][planes + k] = -1;
            sum[planes + k] = 2;
            cost[planes + k] = side;
            constraints.add(new LinearConstraint(rows[k], Relationship.LEQ, 0));
        }
        constraints.add(new LinearConstraint(sum, Relationship.EQ, 1));
        return optimum(cost, constraints, GoalType.MINIMIZE, true);
    }

    /** In coordinates c - x, where the ball of radius 0 around 0 is a vertex to start from. */
    private double primal(Sides sides, double[] points, int at) {
        List<LinearConstraint> constraints = new ArrayList<>();
        for (int i = 0; i < planes; i++) {
            double[] row = new double[dimension + 1];
            for (int k = 0; k < dimension; k++) {
                row[k] = -sides.inward()[i * dimension + k];
            }
            row[dimension] = 1;
            constraints.add(new LinearConstraint(row, Relationship.LEQ, sides.distances()[i]));
        }
        for (int k = 0; k < dimension; k++) {
            double[] above = new double[dimension + 1];
            double[] below = new double[dimension + 1];
            above[k] = 1;
            below[k] = -1;
            above[dimension] = 1;
            below[dimension] = 1;
            constraints.add(new LinearConstraint(above, Relationship.LEQ, to - points[at + k]));
            constraints.add(new LinearConstraint(below, Relationship.LEQ, points[at + k] - from));
        }
        double[] radius = new double[dimension + 1];
        radius[dimension] = 1;
        return optimum(radius, constraints, GoalType.MAXIMIZE, false);
    }

    private static double optimum(
            double[] objective, List<LinearConstraint> constraints, GoalType goal, boolean nonNegative) {
        return new SimplexSolver(EPSILON)
                .optimize(
                        new LinearObjectiveFunction(objective, 0),
                        new LinearConstraintSet(constraints),
                        goal,
                        new NonNegativeConstraint(nonNegative),
                        PivotSelectionRule.DANTZIG,
                        new MaxIter(PIVOTS))
                .getValue();
    }
}
