package org.spectralsweep.spark.table;

import org.jspecify.annotations.Nullable;

/**
 * One row of a figure's table.
 *
 * @param sweep name
 * @param quantity names the row; no two of a sweep are the same
 * @param paper the paper's number, if it gives one
 * @param paperText the paper's words if it gives no number; else empty
 * @param theory what theory or the kernel gives, if the spec says so
 * @param measured the measured number, if there is one
 * @param reference what the value is compared with: {@code paper}, {@code theory}, or empty if there are not two
 *     numbers
 * @param deviation measured / reference - 1 (theory / paper - 1 in a row without a measured number)
 * @param tolerance the largest accepted absolute deviation, if the row is judged in this way
 * @param within the largest accepted absolute difference, if the row is judged in this way
 * @param ok whether the row is accepted, if it is judged
 * @param source where the figure is from
 * @param note the spec's note on the row
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
