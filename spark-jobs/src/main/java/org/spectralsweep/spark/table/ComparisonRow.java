package org.spectralsweep.spark.table;

import org.jspecify.annotations.Nullable;

/**
 * One row of a figure's table.
 *
 * @param sweep name
 * @param quantity names the row; no two of a sweep are the same
 * @param paper the paper's number, if it gives one
 * @param paperText what the paper says where that is no number; else empty
 * @param theory the theory's number, if there is one
 * @param measured the measured number, if there is one
 * @param reference what is compared with: {@code paper}, {@code theory}, or empty where there are not two numbers
 * @param deviation measured / reference - 1 (theory / paper - 1 in a row without a measured number)
 * @param tolerance the largest absolute deviation that is accepted, if it is judged so
 * @param within the largest absolute difference that is accepted, if it is judged so
 * @param ok whether it is accepted, if it is judged
 * @param source of the figure
 * @param note what the spec says about the row
 */
public record ComparisonRow(
        String sweep,
        String quantity,
        @Nullable Double paper,
        String paperText,
        @Nullable Double theory,
        @Nullable Double measured,
        String reference,
        @Nullable Double deviation,
        @Nullable Double tolerance,
        @Nullable Double within,
        @Nullable Boolean ok,
        String source,
        String note) {}
