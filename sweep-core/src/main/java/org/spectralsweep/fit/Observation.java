package org.spectralsweep.fit;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A time known to lie in (lower, upper]. It is exact if the bounds are equal and interval-censored if they differ. It
 * is right-censored if upper is infinite (not reached by lower), and left-censored if lower is 0.
 *
 * @param covariates positive finite values by name
 * @param lower in the law's unit of time, finite, at least 0; positive where the upper bound is infinite
 * @param upper at least lower, positive; may be infinite
 * @param cell the grid point of the sweep that the observation belongs to. All seeds and regions of one grid point
 *     share it, and the bootstrap resamples it as a whole.
 */
public record Observation(Map<String, Double> covariates, double lower, double upper, String cell) {
    /** Copies the covariates; refuses values without a logarithm and bounds that hold no time. */
    public Observation {
        SortedMap<String, Double> sorted = new TreeMap<>(covariates);
        sorted.forEach((name, value) -> {
            if (!(value > 0) || value.isInfinite()) {
                throw new IllegalArgumentException(
                        "covariates must be positive and finite but " + name + " was " + value);
            }
        });
        covariates = Collections.unmodifiableSortedMap(sorted);
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
    }

    /** A time known exactly. */
    public static Observation exact(Map<String, Double> covariates, double time, String cell) {
        return new Observation(covariates, time, time, cell);
    }

    /** A time known to exceed a bound. */
    public static Observation rightCensored(Map<String, Double> covariates, double lower, String cell) {
        return new Observation(covariates, lower, Double.POSITIVE_INFINITY, cell);
    }

    /** Whether the time is known exactly. */
    public boolean isExact() {
        return lower == upper;
    }

    /** Whether the time was not reached. */
    public boolean isRightCensored() {
        return Double.isInfinite(upper);
    }
}
