package org.spectralsweep.law;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a parameter before it is estimated.
 *
 * @param name as in the formula
 * @param lower smallest value, -infinity for none
 * @param upper largest value, infinity for none
 * @param starts values to start the search from where the formula is not linear in the parameter; empty for some of
 *     every size within the bounds
 * @param scale a column on whose range the parameter lives, such as the frequency of a break: its starts are spread
 *     over that range. Null for none.
 * @param fixed the value that is not estimated but given; null for an estimated one
 */
public record Parameter(
        String name,
        double lower,
        double upper,
        List<Double> starts,
        @Nullable String scale,
        @Nullable Double fixed) {
    /** Copies the starts; refuses bounds that hold nothing, and starts and fixed values outside of them. */
    public Parameter {
        starts = List.copyOf(starts);
        if (!(lower <= upper)) {
            throw new IllegalArgumentException(
                    "bounds of " + name + " must hold a value but were [" + lower + ", " + upper + "]");
        }
        for (double start : starts) {
            requireInside(name, "start", start, lower, upper);
        }
        if (fixed != null) {
            requireInside(name, "fixed value", fixed, lower, upper);
        }
    }

    private static void requireInside(String name, String what, double value, double lower, double upper) {
        if (!(value >= lower && value <= upper) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("the " + what + " of " + name + " must be a number from " + lower
                    + " to " + upper + " but was " + value);
        }
    }

    /** A parameter that may be any number. */
    public static Parameter free(String name) {
        return new Parameter(name, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, List.of(), null, null);
    }

    /** A parameter within bounds. */
    public static Parameter within(String name, double lower, double upper, Double... starts) {
        return new Parameter(name, lower, upper, List.of(starts), null, null);
    }

    /** A positive parameter that lives on the range of a column. */
    public static Parameter on(String name, String column) {
        return new Parameter(name, 0, Double.POSITIVE_INFINITY, List.of(), column, null);
    }

    /** Whether the parameter has a bound. */
    public boolean isBounded() {
        return lower > Double.NEGATIVE_INFINITY || upper < Double.POSITIVE_INFINITY;
    }
}
