package org.spectralsweep.fit;

import java.util.Map;

/**
 * A number, usually a time, known to lie in (lower, upper]. It is exact if the bounds are equal and interval-censored
 * if they differ. It is right-censored if upper is infinite (not reached by lower), and left-censored if lower is 0.
 *
 * @param covariates finite values by name
 * @param levels values of the columns that parameters of the law are indexed by, as text
 * @param lower in the law's unit, finite, at least 0; positive where the upper bound is infinite
 * @param upper at least lower, positive; may be infinite
 * @param cell the grid point of the sweep that the observation belongs to. All seeds and regions of one grid point
 *     share it, and the intervals treat it as a whole.
 * @param weight how many observations it stands for, positive
 */
public record Observation(
        Map<String, Double> covariates,
        Map<String, String> levels,
        double lower,
        double upper,
        String cell,
        double weight) {
    /** Copies the maps; refuses values that are not finite and bounds that hold nothing. */
    public Observation {
        covariates = NamedValues.copyOf(covariates);
        covariates.forEach((name, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("covariates must be finite but " + name + " was " + value);
            }
        });
        levels = NamedValues.copyOf(levels);
        if (!(lower >= 0) || Double.isInfinite(lower)) {
            throw new IllegalArgumentException("lower must be finite and at least 0 but was " + lower);
        }
        if (!(upper >= lower) || !(upper > 0)) {
            throw new IllegalArgumentException(
                    "upper must be positive and at least lower = " + lower + " but was " + upper);
        }
        if (Double.isInfinite(upper) && !(lower > 0)) {
            throw new IllegalArgumentException("lower must be positive where upper is infinite but was " + lower);
        }
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("weight must be positive and finite but was " + weight);
        }
    }

    /** An observation of a law without levels, counted once. */
    public Observation(Map<String, Double> covariates, double lower, double upper, String cell) {
        this(covariates, Map.of(), lower, upper, cell, 1);
    }

    /** A time known exactly. */
    public static Observation exact(Map<String, Double> covariates, double time, String cell) {
        return new Observation(covariates, time, time, cell);
    }

    /** A time known to exceed a bound. */
    public static Observation rightCensored(Map<String, Double> covariates, double lower, String cell) {
        return new Observation(covariates, lower, Double.POSITIVE_INFINITY, cell);
    }

    /** The same observation with other bounds and another weight. */
    public Observation within(double newLower, double newUpper, double newWeight) {
        return new Observation(covariates, levels, newLower, newUpper, cell, newWeight);
    }

    /** Whether the number is known exactly. */
    public boolean isExact() {
        return lower == upper;
    }

    /** Whether the number was not reached. */
    public boolean isRightCensored() {
        return Double.isInfinite(upper);
    }

    /** Whether it has a positive lower bound and a finite upper one. */
    public boolean isBounded() {
        return lower > 0 && !isRightCensored();
    }
}
