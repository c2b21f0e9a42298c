package org.spectralsweep.spark.table;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** One row a row of a figure's table paper | theory | measured; written anew with the figure. */
public final class ComparisonsTable {
    /** Folder and view. */
    public static final String NAME = "comparisons";

    private static final RecordRows<ComparisonRow> ROWS = RecordRows.of(ComparisonRow.class);

    /** Columns: the components of {@link ComparisonRow} in snake_case. */
    public static final StructType SCHEMA = ROWS.schema();

    private ComparisonsTable() {}

    /** The row of Spark. */
    public static Row toRow(ComparisonRow row) {
        return ROWS.toRow(row);
    }

    /** The inverse of {@link #toRow}. */
    public static ComparisonRow fromRow(Row row) {
        return ROWS.fromRow(row);
    }
}
