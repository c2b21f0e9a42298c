package org.spectralsweep.spark.table;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a fitted law says of a point that was asked for.
 *
 * @param sweep name
 * @param fit name of the fit in the spec
 * @param groupKeys as in {@link FitRow}
 * @param law the law
 * @param at the point, such as {@code frequency=20, density=0.5}
 * @param unit of the time, gradient-flow time or steps; the name of the measurement in laws of values
 * @param estimate the law's time or value there
 * @param ciLow lower end of its 95 % interval
 * @param ciHigh upper end
 * @param groups as in {@link FitRow}
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
