package org.spectralsweep.kernel;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.Deadline;

/**
 * Kernel descent in the eigenbasis of H: r_t = V g^t V' r_0 with g_k = 1 - eta f lambda_k, up to its sign.
 *
 * <p>Steps are skipped only where a bound allows it. Between t and t + s the residual moves by the norm D(s) = |(I -
 * g^s) g^t V' r_0|. So the norm on a region R obeys |P_R r_(t+s)| &gt;= |P_R r_t| - D(s).
 *
 * <p>If every g_k &gt;= 0, D grows with s. Then no pending condition can hold at any step up to t + s while D(s) is at
 * most the smallest margin |P_R r_t| - sqrt(limit). If some g_k is negative, |1 - g^s| still grows over the even s. So
 * t and t + 1 are each evaluated and carried forward by even s.
 *
 * <p>Where residuals are mapped, the eigenvectors of H P are not orthonormal. A residual then also has a part outside
 * of their span, which stays, and D(s) is multiplied by their {@link DescentModes#stretch}, which keeps it a bound.
 *
 * <p>An evaluation costs 2 n a flops for the a coefficients that are not negligible. The distance to the crossing
 * shrinks geometrically, so tens of evaluations suffice whatever the step count.
 */
final class EigenbasisDescent {
    /**
     * Coefficients below this share of the first residual's norm are dropped; it is far below float64's own rounding.
     */
    private static final double NEGLIGIBLE = 1e-18;
    /** Share of the first residual's norm allowed for rounding in a margin. */
    private static final double ROUNDING = 1e-13;

    private final int n;
    private final int modes;
    private final DescentModes basis;
    private final double[] vectors;
    private final double[] factor;
    private final int stride;
    private final Deadline deadline;

    private EigenbasisDescent(DescentMatrix gram, double rate, Deadline deadline) {
        this.basis = gram.modes(deadline);
        this.n = gram.order();
        this.deadline = deadline;
        this.vectors = basis.vectors();
        this.factor = basis.values().clone();
        this.modes = factor.length;
        boolean oscillates = false;
        for (int k = 0; k < modes; k++) {
            // A Gram matrix has negative eigenvalues only by rounding, and their components would grow.
            factor[k] = 1 - rate * Math.max(0, factor[k]);
            oscillates |= factor[k] < 0;
        }
        this.stride = oscillates ? 2 : 1;
    }

    /** Observes updates {@code from} to {@code to} of every course that has not ended. */
    static void run(
            DescentMatrix gram, double rate, List<PredictedCrossings> courses, long from, long to, Deadline deadline) {
        if (from > to || courses.stream().allMatch(course -> course.ended())) {
            return;
        }
        EigenbasisDescent descent = new EigenbasisDescent(gram, rate, deadline);
        for (PredictedCrossings course : courses) {
            if (!course.ended()) {
                descent.follow(course, from, to);
            }
        }
    }

    private void follow(PredictedCrossings course, long from, long to) {
        double[] start = coefficients(course.start());
        double[] rest = rest(course.start(), start);
        double norm = course.norm();
        long t = from;
        while (t <= to) {
            deadline.check();
            double[][] at = new double[stride][];
            double[] margin = new double[stride];
            for (int offset = 0; offset < stride && t + offset <= to; offset++) {
                at[offset] = after(start, t + offset, NEGLIGIBLE * norm);
                course.observe(t + offset, residual(at[offset], rest));
                if (course.ended()) {
                    return;
                }
                margin[offset] = course.margin() - ROUNDING * norm;
            }
            long left = to - t;
            if (left < stride) {
                return;
            }
            long strides = safe(at, margin, left / stride);
            if (strides == 0 && isSettled(at, ROUNDING * norm, left / stride)) {
                return;
            }
            t += stride + strides * stride;
        }
    }

    /**
     * The largest number of strides, up to the given one, by which every offset may be carried forward by the bound.
     */
    private long safe(double[][] at, double[] margin, long strides) {
        if (isSafe(at, margin, strides)) {
            return strides;
        }
        // A first guess: D grows at most linearly where 0 <= g <= 1, as 1 - g^s <= s (1 - g).
        double first = Double.POSITIVE_INFINITY;
        for (int offset = 0; offset < stride; offset++) {
            first = Math.min(first, margin[offset] / moved(at[offset], stride));
        }
        long low = first >= 1 ? Math.min(strides, (long) first) : 0;
        if (low > 0 && !isSafe(at, margin, low)) {
            // Rounding, or a factor below -1.
            low = 0;
        }
        long high = Math.max(1, 2 * low);
        while (high < strides && isSafe(at, margin, high)) {
            low = high;
            high *= 2;
        }
        high = Math.min(high, strides);
        // An eighth is close enough, because the next evaluation starts from there.
        while (high - low > Math.max(1, low / 8)) {
            long middle = low + (high - low) / 2;
            if (isSafe(at, margin, middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether all that is left to move is rounding: the residual has come to rest just above a limit. */
    private boolean isSettled(double[][] at, double rounding, long strides) {
        double[] margin = new double[stride];
        Arrays.fill(margin, rounding);
        return isSafe(at, margin, strides);
    }

    private boolean isSafe(double[][] at, double[] margin, long strides) {
        for (int offset = 0; offset < stride; offset++) {
            if (!(moved(at[offset], strides * stride) <= margin[offset])) {
                return false;
            }
        }
        return true;
    }

    /** D(s) for coefficients c at some step: stretch |(1 - g^s) c|. s must be even if any g is negative. */
    private double moved(double[] c, long s) {
        double squares = 0;
        for (int e = 0; e < c.length; e++) {
            if (c[e] != 0) {
                double part = (1 - StrictMath.pow(factor[e % modes], (double) s)) * c[e];
                squares += part * part;
            }
        }
        return basis.stretch() * Math.sqrt(squares);
    }

    /** V' r, or its counterpart in the basis, output by output. */
    private double[] coefficients(double[] r) {
        int outputs = r.length / n;
        double[] duals = basis.duals();
        double[] c = new double[outputs * modes];
        for (int o = 0; o < outputs; o++) {
            for (int k = 0; k < modes; k++) {
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    sum += duals[k * n + i] * r[i * outputs + o];
                }
                c[o * modes + k] = sum;
            }
        }
        return c;
    }

    private double[] after(double[] start, long t, double negligible) {
        double[] c = new double[start.length];
        for (int e = 0; e < c.length; e++) {
            double value = start[e] * StrictMath.pow(factor[e % modes], (double) t);
            // What grows is never negligible.
            boolean kept = Math.abs(value) > negligible || Math.abs(factor[e % modes]) > 1;
            c[e] = kept && start[e] != 0 ? value : 0;
        }
        return c;
    }

    /** The part of a residual that no step moves; null where the eigenvectors span everything. */
    private double @Nullable [] rest(double[] r, double[] c) {
        if (basis.isOrthonormal()) {
            return null;
        }
        double[] rest = residual(c, null);
        for (int e = 0; e < rest.length; e++) {
            rest[e] = r[e] - rest[e];
        }
        return rest;
    }

    private double[] residual(double[] c, double @Nullable [] rest) {
        int outputs = c.length / modes;
        double[] rows = new double[outputs * n];
        double[] column = new double[n];
        for (int o = 0; o < outputs; o++) {
            Arrays.fill(column, 0);
            for (int k = 0; k < modes; k++) {
                double weight = c[o * modes + k];
                if (weight != 0) {
                    for (int i = 0; i < n; i++) {
                        column[i] += weight * vectors[k * n + i];
                    }
                }
            }
            for (int i = 0; i < n; i++) {
                rows[i * outputs + o] = rest == null ? column[i] : column[i] + rest[i * outputs + o];
            }
        }
        return rows;
    }
}
