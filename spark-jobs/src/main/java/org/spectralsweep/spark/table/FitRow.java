package org.spectralsweep.spark.table;

import org.jspecify.annotations.Nullable;

/**
 * One parameter of one fitted law.
 *
 * @param sweep name
 * @param fit name of the fit in the spec
 * @param law the law, such as {@code T = c * frequency^a * density^-b}
 * @param estimator how: by maximum likelihood, by least squares, or from the kernel's own times
 * @param groupKeys {@code column=value} pairs that select the group; empty for all rows
 * @param parameter name
 * @param estimate value
 * @param stdError standard error
 * @param ciLow lower end of the 95 % interval
 * @param ciHigh upper end
 * @param theory the value that theory gives, if it does
 * @param points observations
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
