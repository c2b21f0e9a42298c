package org.spectralsweep.spark.table;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a fitted law says of a point that was asked for.
 *
 * @param sweep name of the sweep
 * @param fit name of the fit in the spec
 * @param groupKeys {@code column=value} pairs that select the group, as text; empty for all rows
 * @param law the law, such as {@code T = c * frequency^a * density^-b}
 * @param at the point, such as {@code frequency=20, density=0.5}
 * @param unit unit of the estimate: gradient-flow time, steps, or in laws of values the name of the measurement
 * @param estimate the law's time or value there
 * @param ciLow lower end of the estimate's 95 % interval
 * @param ciHigh upper end of the estimate's 95 % interval
 * @param groups the group's values by column, which a query can select on; null in tables of before this was a column
 */
public record PredictionRow(
        String sweep,
        String fit,
        String groupKeys,
        String law,
        String at,
        String unit,
        @Nullable Double estimate,
        @Nullable Double ciLow,
        @Nullable Double ciHigh,
        @Nullable Map<String, String> groups) {}
