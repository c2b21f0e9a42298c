package org.spectralsweep.kernel;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.Deadline;

/**
 * Kernel descent in the eigenbasis of H: r_t = V g_t V' r_0, up to its sign, with the {@link ComponentCourses} g_t of
 * the optimiser. For gradient descent they are (1 - eta f lambda_k)^t.
 *
 * <p>Steps are skipped only where a bound allows it. Up to t + s the residual moves by the norm D(s) at most, which
 * never falls with s. So the norm on a region R obeys |P_R r_(t+s)| &gt;= |P_R r_t| - D(s). No pending condition can
 * hold at any step up to t + s while D(s) is at most the smallest margin |P_R r_t| - sqrt(limit). Where components
 * change their signs at every step, bounds are for even s. Then t and t + 1 are each evaluated and carried forward.
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
    private final ComponentCourses courses;
    private final int stride;
    private final Deadline deadline;

    private EigenbasisDescent(DescentMatrix gram, double rate, DescentRule rule, Deadline deadline) {
        this.basis = gram.modes(deadline);
        this.n = gram.order();
        this.deadline = deadline;
        this.vectors = basis.vectors();
        this.modes = basis.values().length;
        this.courses = rule.components(rate, basis.values());
        this.stride = courses.stride();
    }

    /** Observes updates {@code from} to {@code to} of every course that has not ended. */
    static void run(
            DescentMatrix gram,
            double rate,
            DescentRule rule,
            List<PredictedCrossings> courses,
            long from,
            long to,
            Deadline deadline) {
        if (from > to || courses.stream().allMatch(course -> course.ended())) {
            return;
        }
        EigenbasisDescent descent = new EigenbasisDescent(gram, rate, rule, deadline);
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
            Place place = new Place(start, at, t);
            long strides = safe(place, margin, left / stride);
            if (strides == 0 && isSettled(place, ROUNDING * norm, left / stride)) {
                return;
            }
            t += stride + strides * stride;
        }
    }

    /**
     * Where a course is.
     *
     * @param start coefficients at step 0
     * @param at those at step t, t + 1, ... for each offset of the stride; 0 where they are negligible
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Place(double[] start, double[][] at, long t) {}

    /**
     * The largest number of strides, up to the given one, by which every offset may be carried forward by the bound.
     */
    private long safe(Place at, double[] margin, long strides) {
        if (isSafe(at, margin, strides)) {
            return strides;
        }
        // A first guess: D grows at most linearly where 0 <= g <= 1, as 1 - g^s <= s (1 - g).
        double first = Double.POSITIVE_INFINITY;
        for (int offset = 0; offset < stride; offset++) {
            first = Math.min(first, margin[offset] / moved(at, offset, stride));
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
    private boolean isSettled(Place at, double rounding, long strides) {
        double[] margin = new double[stride];
        Arrays.fill(margin, rounding);
        return isSafe(at, margin, strides);
    }

    private boolean isSafe(Place at, double[] margin, long strides) {
        for (int offset = 0; offset < stride; offset++) {
            if (!(moved(at, offset, strides * stride) <= margin[offset])) {
                return false;
            }
        }
        return true;
    }

    /** D(s) for the coefficients at one offset, times the stretch; s must be a multiple of the stride. */
    private double moved(Place place, int offset, long s) {
        double[] c = place.at()[offset];
        double squares = 0;
        for (int e = 0; e < c.length; e++) {
            if (c[e] != 0) {
                double part = courses.moved(e % modes, place.t() + offset, s, place.start()[e], c[e]);
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
            double at = courses.at(e % modes, t);
            boolean kept = start[e] != 0 && Math.abs(start[e]) * courses.most(e % modes, t, at) > negligible;
            // 0 stands for what is negligible, but a component may pass through it.
            c[e] = kept ? at == 0 ? Double.MIN_VALUE : start[e] * at : 0;
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
