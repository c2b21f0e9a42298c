package org.spectralsweep.spark.table;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** One row a trial, whatever its end. A file of this table is the mark that its unit is committed. */
public final class TrialsTable {
    /** Folder and view. */
    public static final String NAME = "trials";

    private static final RecordRows<TrialRow> ROWS = RecordRows.of(TrialRow.class);

    /** Columns: the components of {@link TrialRow} in snake_case. */
    public static final StructType SCHEMA = ROWS.schema();

    private TrialsTable() {}

    /** The row of Spark. */
    public static Row toRow(TrialRow row) {
        return ROWS.toRow(row);
    }

    /** The inverse of {@link #toRow}. */
    public static TrialRow fromRow(Row row) {
        return ROWS.fromRow(row);
    }
}
