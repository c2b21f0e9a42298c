package org.spectralsweep.region;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.MaxIter;
import org.hipparchus.optim.PointValuePair;
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
 * The radius of the largest ball inside a polytope that hyperplanes cut out of the cube [from, to]^d. The polytope is
 * that of a given point x, and the ball's centre c may lie anywhere in it:
 *
 * <pre>max r   with   s_i (w_i.c + b_i) &gt;= r |w_i|,   from + r &lt;= c_k &lt;= to - r,   s_i = the side of x</pre>
 *
 * <p>For the first layer of a network this is LL23's inradius of an activation region.
 *
 * <p>Hipparchus's simplex method solves this with Dantzig's rule, from a known vertex. Up to 16 coordinates it solves
 * the problem as it stands. It starts with the 6 d + 20 nearest planes and adds those that the ball crosses until the
 * ball crosses none. With more coordinates it solves the dual problem, which has d + 1 rows instead of one a plane and
 * two a coordinate:
 *
 * <pre>min sum_i y_i d_i + sum_k (p_k (to - x_k) + q_k (x_k - from))
 * with  sum_i y_i n_ik = p_k - q_k,   sum_i y_i + sum_k (p_k + q_k) = 1,   y, p, q &gt;= 0</pre>
 *
 * for the distances d_i of x from the planes and their unit normals n_i, which point to the side of x. The simplex
 * method may give up on degenerate problems. Then the problem is solved as it stands with all planes at once.
 *
 * <p>Error: about 1e-10 of the side of the cube. Cost of a point at 512 planes: 0.2 ms at d = 2, 0.5 ms at d = 16, 7 to
 * 15 ms at d = 80. At 4,096 planes: 0.3 ms at d = 2 and 1 ms at d = 16, but 60 ms at d = 64.
 */
public final class ChebyshevRadius {
    /** Reduced costs below this count as zero. */
    private static final double EPSILON = 1e-10;

    /** Limit on pivots; about 2 d are needed. Bland's rule, which cannot cycle, takes more than 20,000 at d = 80. */
    private static final int PIVOTS = 5_000;

    private static final int FEW_COORDINATES = 16;

    /**
     * Keeps columns of the dual problem from looking like a slack variable's, because Hipparchus takes such columns for
     * basic ones.
     */
    private static final double SCALE = 3;

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

    /**
     * The polytopes of a network's first layer in the cube [from, to]^inputs. A unit whose weights are all zero has no
     * hyperplane and is left out.
     */
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
     * The polytopes of planes w_i.x + b_i = 0 in the cube [from, to]^dimension.
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
     * The radius in the polytope of a point; NaN where a weight or bias is not finite, or where the simplex method does
     * not finish.
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
        try {
            return dimension <= FEW_COORDINATES ? fromNearest(points, at, 6 * dimension + 20) : byDual(points, at);
        } catch (MathIllegalStateException gaveUp) {
            return withAllPlanes(points, at);
        }
    }

    private double withAllPlanes(double[] points, int at) {
        try {
            return fromNearest(points, at, planes);
        } catch (MathIllegalStateException gaveUp) {
            return Double.NaN;
        }
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
     * @param inward unit normals that point to the side of the point
     * @param distances distances of the point from the planes, at least 0
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
            // A unit is off on its own plane, as in an activation pattern.
            if (!(distance > 0)) {
                for (int k = 0; k < dimension; k++) {
                    inward[i * dimension + k] = -normals[i * dimension + k];
                }
            }
        }
        return new Sides(inward, distances);
    }

    /**
     * Solves the dual problem. The equations are solved for p_k and q_0, which then act as slack variables with costs.
     * So no artificial variables are needed. Hipparchus 4.0.3 makes errors after eliminating those if two planes are
     * the same.
     */
    double byDual(double[] points, int at) {
        Sides sides = sides(points, at);
        int variables = planes + dimension - 1;
        double half = (to - from) / 2;
        double[] cost = new double[variables];
        double[][] rows = new double[dimension + 1][variables];
        double[] sum = rows[dimension];
        for (int i = 0; i < planes; i++) {
            double total = 1;
            double rest = sides.distances()[i];
            for (int k = 0; k < dimension; k++) {
                double inner = sides.inward()[i * dimension + k];
                rows[k][i] = -SCALE * inner;
                total += inner;
                rest += inner * (to - points[at + k]);
            }
            rows[0][i] += SCALE * total / 2;
            sum[i] = SCALE * total;
            cost[i] = SCALE * (rest - half * total);
        }
        // Their cost is 0, because q_k costs as much as the q_0 that it replaces.
        for (int k = 1; k < dimension; k++) {
            int column = planes + k - 1;
            rows[k][column] = -1;
            rows[0][column] = 1;
            sum[column] = 2;
        }
        List<LinearConstraint> constraints = new ArrayList<>();
        for (int k = 0; k < dimension; k++) {
            constraints.add(new LinearConstraint(rows[k], Relationship.LEQ, k == 0 ? 0.5 : 0));
        }
        constraints.add(new LinearConstraint(sum, Relationship.LEQ, 1));
        return half + optimum(cost, constraints, GoalType.MINIMIZE, true).getValue();
    }

    /**
     * Solves the problem itself in coordinates c - x, where the ball of radius 0 around 0 is a vertex.
     *
     * @param most how many planes to begin with
     */
    double fromNearest(double[] points, int at, int most) {
        Sides sides = sides(points, at);
        List<LinearConstraint> constraints = new ArrayList<>();
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
        double[] ascending = sides.distances().clone();
        Arrays.sort(ascending);
        // A ball around the point itself that crosses as many planes as are wanted at the start.
        double[] ball = new double[dimension + 1];
        ball[dimension] = most < planes ? ascending[most] : Double.POSITIVE_INFINITY;
        boolean[] held = new boolean[planes];
        addCrossed(ball, sides, held, constraints);
        do {
            ball = optimum(radius, constraints, GoalType.MAXIMIZE, false).getPoint();
        } while (addCrossed(ball, sides, held, constraints));
        return ball[dimension];
    }

    /** Adds the planes that a ball crosses and that are not yet held; returns whether there were any. */
    private boolean addCrossed(double[] ball, Sides sides, boolean[] held, List<LinearConstraint> constraints) {
        boolean any = false;
        for (int i = 0; i < planes; i++) {
            double slack = sides.distances()[i] - ball[dimension];
            for (int k = 0; k < dimension; k++) {
                slack += sides.inward()[i * dimension + k] * ball[k];
            }
            if (!held[i] && slack < -EPSILON * (to - from)) {
                held[i] = true;
                any = true;
                constraints.add(constraint(sides, i));
            }
        }
        return any;
    }

    private LinearConstraint constraint(Sides sides, int plane) {
        double[] row = new double[dimension + 1];
        for (int k = 0; k < dimension; k++) {
            row[k] = -sides.inward()[plane * dimension + k];
        }
        row[dimension] = 1;
        return new LinearConstraint(row, Relationship.LEQ, sides.distances()[plane]);
    }

    private static PointValuePair optimum(
            double[] objective, List<LinearConstraint> constraints, GoalType goal, boolean nonNegative) {
        return new SimplexSolver(EPSILON)
                .optimize(
                        new LinearObjectiveFunction(objective, 0),
                        new LinearConstraintSet(constraints),
                        goal,
                        new NonNegativeConstraint(nonNegative),
                        PivotSelectionRule.DANTZIG,
                        new MaxIter(PIVOTS));
    }
}
