package org.spectralsweep.spark.table;

import org.jspecify.annotations.Nullable;

/**
 * One parameter of one fitted law.
 *
 * @param sweep name
 * @param fit name of the fit in the spec
 * @param law the law, such as {@code T = c * frequency^a * density^-b}
 * @param estimator the method: maximum likelihood, least squares, or the kernel's own times
 * @param groupKeys {@code column=value} pairs that select the group; empty for all rows
 * @param parameter name of the parameter
 * @param estimate its value
 * @param stdError its standard error
 * @param ciLow lower end of the 95 % interval
 * @param ciHigh upper end of the 95 % interval
 * @param theory the theory's value, if there is one
 * @param points number of observations
 * @param censored how many of them are right-censored
 * @param status {@code ok} or why there is no estimate
 */
public record FitRow(
        String sweep,
        String fit,
        String law,
        String estimator,
        String groupKeys,
        String parameter,
        @Nullable Double estimate,
        @Nullable Double stdError,
        @Nullable Double ciLow,
        @Nullable Double ciHigh,
        @Nullable Double theory,
        int points,
        int censored,
        String status) {}
