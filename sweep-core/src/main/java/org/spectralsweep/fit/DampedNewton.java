package org.spectralsweep.fit;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * Minimises a smooth function within bounds by Newton's steps (H + l D)^-1 g on the coordinates that no bound holds. D
 * is the diagonal of H, or 1 where that is not positive. The damping l is 0 as long as plain steps shrink the function;
 * it grows by tens while they do not or H is not positive definite (Levenberg and Marquardt). A step costs one
 * evaluation with derivatives and a Cholesky factorisation.
 */
final class DampedNewton {
    private static final int ITERATIONS = 300;
    private static final double FIRST_DAMPING = 1e-4;
    private static final double AFAR = 100;
    private static final double LAST_DAMPING = 1e14;
    /** Half the squared length of the step in the metric of H: what the function can still lose. */
    private static final double FLAT = 1e-15;

    /** What rounding may do to the function. A step that gains less is known better than its gain, so it is taken. */
    private static final double NOISE = 1e-11;

    private static final double SINGULAR = 1e-15;

    private DampedNewton() {}

    /** A function of a point. */
    interface Objective {
        double value(double[] point);

        /** Adds nothing, but sets the gradient and the lower triangle of the Hessian; gives the value. */
        double derivatives(double[] point, double[] gradient, double[][] hessian);
    }

    /**
     * Where the search ended.
     *
     * @param flat whether the function can lose no more there
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Minimum(double[] point, double value, double[][] hessian, boolean flat) {}

    static Minimum minimise(Objective objective, double[] start, double[] lower, double[] upper) {
        return minimise(objective, start, lower, upper, 0, ITERATIONS);
    }

    /** The minimum; a search from far away first takes short steps, downhill and not yet Newton's. */
    static Minimum minimiseFromAfar(Objective objective, double[] start, double[] lower, double[] upper) {
        return minimise(objective, start, lower, upper, AFAR, ITERATIONS);
    }

    private static Minimum minimise(
            Objective objective, double[] start, double[] lower, double[] upper, double firstDamping, int iterations) {
        int n = start.length;
        double[] point = clamped(start, lower, upper);
        double[] gradient = new double[n];
        double[][] hessian = new double[n][n];
        double value = objective.derivatives(point, gradient, hessian);
        double[] nextGradient = new double[n];
        double[][] nextHessian = new double[n][n];
        double damping = firstDamping;
        for (int i = 0; i < iterations; i++) {
            boolean[] free = free(point, gradient, lower, upper);
            double @Nullable [] step = step(gradient, hessian, free, damping);
            if (step == null) {
                damping = grown(damping);
                if (damping > LAST_DAMPING) {
                    break;
                }
                continue;
            }
            double decrement = 0;
            double[] next = new double[n];
            for (int k = 0; k < n; k++) {
                decrement -= 0.5 * gradient[k] * step[k];
                next[k] = point[k] + step[k];
            }
            next = clamped(next, lower, upper);
            double there = objective.derivatives(next, nextGradient, nextHessian);
            boolean flat = decrement <= FLAT * (1 + FastMath.abs(value)) && damping <= FIRST_DAMPING;
            double noise = NOISE * (1 + FastMath.abs(value));
            if (there <= (decrement < noise && damping <= FIRST_DAMPING ? value + noise : value)) {
                point = next;
                value = there;
                double[] spareGradient = gradient;
                gradient = nextGradient;
                nextGradient = spareGradient;
                double[][] spareHessian = hessian;
                hessian = nextHessian;
                nextHessian = spareHessian;
                damping = damping <= FIRST_DAMPING ? 0 : damping / 10;
            } else if (!flat) {
                damping = grown(damping);
                if (damping > LAST_DAMPING) {
                    break;
                }
            }
            if (flat) {
                return new Minimum(point, value, hessian, true);
            }
        }
        double @Nullable [] step = step(gradient, hessian, free(point, gradient, lower, upper), 0);
        double decrement = Double.POSITIVE_INFINITY;
        if (step != null) {
            decrement = 0;
            for (int k = 0; k < n; k++) {
                decrement -= 0.5 * gradient[k] * step[k];
            }
        }
        return new Minimum(point, value, hessian, decrement < 1e-9 * (1 + FastMath.abs(value)));
    }

    private static double grown(double damping) {
        return FastMath.max(FIRST_DAMPING, 10 * damping);
    }

    private static double[] clamped(double[] point, double[] lower, double[] upper) {
        double[] inside = new double[point.length];
        for (int k = 0; k < inside.length; k++) {
            inside[k] = FastMath.min(FastMath.max(point[k], lower[k]), upper[k]);
        }
        return inside;
    }

    /** The coordinates that the gradient does not push out of their bounds. */
    private static boolean[] free(double[] point, double[] gradient, double[] lower, double[] upper) {
        boolean[] free = new boolean[point.length];
        for (int k = 0; k < free.length; k++) {
            boolean movable = lower[k] < upper[k];
            free[k] =
                    movable && !(point[k] <= lower[k] && gradient[k] > 0) && !(point[k] >= upper[k] && gradient[k] < 0);
        }
        return free;
    }

    /** The step, 0 where a coordinate is not free; null where the damped Hessian is not positive definite. */
    private static double @Nullable [] step(double[] gradient, double[][] hessian, boolean[] free, double damping) {
        int[] kept = IntStream.range(0, free.length).filter(k -> free[k]).toArray();
        double[] step = new double[free.length];
        if (kept.length == 0) {
            return step;
        }
        double[] slope = new double[kept.length];
        double[] diagonal = new double[kept.length];
        for (int i = 0; i < kept.length; i++) {
            slope[i] = -gradient[kept[i]];
            diagonal[i] = hessian[kept[i]][kept[i]];
        }
        double[] solution = new UnitDiagonal(diagonal, (i, j) -> {
                    double entry = hessian[kept[i]][kept[j]];
                    return i == j ? entry + damping * (entry > 0 ? entry : 1) : entry;
                })
                .solve(slope, SINGULAR);
        if (solution == null) {
            return null;
        }
        for (int i = 0; i < kept.length; i++) {
            step[kept[i]] = solution[i];
        }
        return Arrays.stream(step).allMatch(Double::isFinite) ? step : null;
    }
}
