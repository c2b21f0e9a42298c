package org.spectralsweep.spark.table;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of one fitted law.
 *
 * @param sweep name of the sweep
 * @param fit name of the fit in the spec
 * @param law the law, such as {@code T = c * frequency^a * density^-b}
 * @param estimator what was fitted: maximum likelihood, least squares, the kernel's own times, or a rival law by
 *     maximum likelihood
 * @param groupKeys {@code column=value} pairs that select the group, as text; empty for all rows
 * @param parameter name of the parameter
 * @param value value of the parameter
 * @param points number of observations
 * @param censored how many of them are right-censored
 * @param status {@code ok} or why there is no estimate
 * @param quality how it was fitted and how well; null in tables of before these were columns
 * @param groups the group's values by column; each of them is a column of its own after this one as well; null in
 *     tables of before this was a column
 */
public record FitRow(
        String sweep,
        String fit,
        String law,
        String estimator,
        String groupKeys,
        String parameter,
        Value value,
        int points,
        int censored,
        String status,
        @Nullable Quality quality,
        @Nullable Map<String, String> groups) {
    /**
     * The value of a parameter.
     *
     * @param estimate estimate of the parameter; null without one
     * @param stdError the estimate's standard error
     * @param ciLow lower end of the estimate's 95 % interval
     * @param ciHigh upper end of the estimate's 95 % interval
     * @param theory the theory's value of the parameter; null where it has none
     */
    public record Value(
            @Nullable Double estimate,
            @Nullable Double stdError,
            @Nullable Double ciLow,
            @Nullable Double ciHigh,
            @Nullable Double theory) {}

    /**
     * How a law was fitted, and how well.
     *
     * @param intervalMethod how the intervals were found; null without intervals
     * @param errorDistribution how times scatter about the law
     * @param aicc corrected Akaike criterion of the law among those that compete with it; null where none does
     * @param score the law's error of log T at held-out frequencies; null where no law competes with it
     * @param df cells less estimated parameters, the degrees of freedom of intervals that leave out cells
     * @param checkpointSpacing root mean square of log(upper/lower) of the times that are known between checkpoints
     *     only; null where there are none
     */
    public record Quality(
            @Nullable String intervalMethod,
            @Nullable String errorDistribution,
            @Nullable Double aicc,
            @Nullable Double score,
            @Nullable Integer df,
            @Nullable Double checkpointSpacing) {}
}
