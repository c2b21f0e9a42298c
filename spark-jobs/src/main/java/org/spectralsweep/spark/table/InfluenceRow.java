package org.spectralsweep.spark.table;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one cell does to one parameter of a fitted law.
 *
 * @param sweep name
 * @param fit name of the fit in the spec
 * @param groupKeys as in {@link FitRow}
 * @param cell the cell's id, as in {@code trials}
 * @param place what the law sees of the cell, such as {@code frequency=4}
 * @param parameter name of the parameter
 * @param without its estimate from all other cells; null if they do not determine it
 * @param change how far the cell moves the estimate, in standard errors
 * @param groups as in {@link FitRow}
 */
public record InfluenceRow(
        String sweep,
        String fit,
        String groupKeys,
        String cell,
        String place,
        String parameter,
        @Nullable Double without,
        @Nullable Double change,
        @Nullable Map<String, String> groups) {}
