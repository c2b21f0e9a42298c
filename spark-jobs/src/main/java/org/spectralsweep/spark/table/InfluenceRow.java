package org.spectralsweep.spark.table;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one cell does to one parameter of a fitted law.
 *
 * @param sweep name of the sweep
 * @param fit name of the fit in the spec
 * @param groupKeys {@code column=value} pairs that select the group, as text; empty for all rows
 * @param cell the cell's id, as in {@code trials}
 * @param place what the law sees of the cell, such as {@code frequency=4}
 * @param parameter name of the parameter
 * @param without the parameter's estimate from all other cells; null if they do not determine it
 * @param change how far the cell moves the estimate, in standard errors
 * @param groups the group's values by column, which a query can select on; null in tables of before this was a column
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
