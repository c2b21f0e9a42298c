package org.spectralsweep.spark.table;

import org.spectralsweep.spark.figure.Comparison;

/**
 * One row of a figure's table.
 *
 * @param sweep name of the sweep
 * @param quantity names the row; no two of a sweep are the same
 * @param numbers what is compared
 * @param verdict how they agree
 * @param source where the figure is from
 * @param note the spec's note on the row
 */
public record ComparisonRow(
        String sweep,
        String quantity,
        Comparison.Numbers numbers,
        Comparison.Verdict verdict,
        String source,
        String note) {
    /** The row of a comparison in the figure of a sweep. */
    public static ComparisonRow of(String sweep, String source, Comparison row) {
        return new ComparisonRow(sweep, row.quantity(), row.numbers(), row.verdict(), source, row.note());
    }
}
