package org.spectralsweep.fit;

import java.util.List;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * An error at the checkpoints of one training, and when it was first below a level that training did not watch for.
 *
 * @param steps of the checkpoints, increasing; kept, not copied
 * @param errors at them; NaN is not below any level; kept, not copied
 * @param known times to other levels of the same error, which training watched for at every update
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ErrorCurve(long[] steps, double[] errors, List<Known> known) {
    /** Refuses checkpoints that are not in order, and errors of another number. */
    public ErrorCurve {
        if (steps.length != errors.length) {
            throw new IllegalArgumentException(
                    "errors must be one for each of " + steps.length + " checkpoints but were " + errors.length);
        }
        for (int i = 1; i < steps.length; i++) {
            if (steps[i] <= steps[i - 1]) {
                throw new IllegalArgumentException("steps must increase but " + steps[i] + " followed " + steps[i - 1]);
            }
        }
        known = List.copyOf(known);
    }

    /**
     * The time to a level that training watched for.
     *
     * @param level in the unit of the errors
     * @param lower as in {@link HitTime#stepLower()}
     * @param upper as in {@link HitTime#stepUpper()}
     */
    public record Known(double level, long lower, @Nullable Long upper) {}

    /**
     * When a level was first reached.
     *
     * @param lower equal to {@code upper} if the update is known exactly; otherwise not reached by this update
     * @param upper reached by this update; null where it was not reached by the last checkpoint
     * @param estimate in (lower, upper], by a straight line of log error against log step; against the step itself
     *     where one end is at 0; null where it was not reached
     */
    public record Crossing(
            long lower, @Nullable Long upper, @Nullable Double estimate) {}

    /**
     * When the error was first below a level, by the first checkpoint that is below it. A smaller level takes at least
     * as long as a larger one, so known times to other levels narrow the interval. One to the same level is the
     * answer. O(checkpoints + known).
     *
     * @param level positive
     */
    public Crossing below(double level) {
        Long upper = null;
        for (int i = 0; i < steps.length && upper == null; i++) {
            upper = errors[i] < level ? (Long) steps[i] : null;
        }
        long lower = 0;
        long from = 0;
        for (Known time : known) {
            Long reached = time.upper();
            if (isSame(time.level(), level)) {
                return new Crossing(
                        time.lower(), reached, reached == null ? null : (Double) between(time.lower(), reached, level));
            }
            if (time.level() > level) {
                // A level that was reached by one update may have been reached together with a smaller one.
                boolean exact = reached != null && reached == time.lower();
                lower = Math.max(lower, exact ? time.lower() - 1 : time.lower());
                from = Math.max(from, time.lower());
            } else if (reached != null && (upper == null || reached < upper)) {
                upper = reached;
            }
        }
        if (upper == null) {
            return new Crossing(Math.max(lower, steps.length == 0 ? 0 : steps[steps.length - 1]), null, null);
        }
        boolean first = steps.length > 0 && steps[0] >= upper;
        for (long step : steps) {
            lower = step < upper ? Math.max(lower, step) : lower;
        }
        lower = first || upper - lower <= 1 ? upper : lower;
        return new Crossing(lower, upper, Math.max(lower, between(Math.max(lower, from), upper, level)));
    }

    private static boolean isSame(double one, double other) {
        return Math.abs(one - other) <= 1e-12 * Math.abs(other);
    }

    /** The step at which a line through the two ends is at the level. */
    private double between(long lower, long upper, double level) {
        double high = error(lower);
        double low = error(upper);
        if (lower >= upper || !(high > level) || !(low < level)) {
            return upper;
        }
        if (lower == 0 || !(low > 0) || Double.isInfinite(high)) {
            double share = Double.isInfinite(high) ? 1 : (high - level) / (high - low);
            return lower + share * (upper - lower);
        }
        double share = FastMath.log(high / level) / FastMath.log(high / low);
        return Math.min(upper, lower * FastMath.exp(share * FastMath.log((double) upper / lower)));
    }

    /** The error after a number of updates: of a checkpoint, or about the level that was then just reached. */
    private double error(long step) {
        for (int i = 0; i < steps.length; i++) {
            if (steps[i] == step) {
                return errors[i];
            }
        }
        return known.stream()
                .filter(time -> time.lower() == step || Long.valueOf(step).equals(time.upper()))
                .mapToDouble(Known::level)
                .min()
                .orElse(Double.NaN);
    }
}
