package org.spectralsweep.spark.table;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** One row a run of the sweep. */
public final class RunsTable {
    /** Folder and view. */
    public static final String NAME = "runs";

    private static final RecordRows<RunRow> ROWS = RecordRows.of(RunRow.class);

    /** Columns: the components of {@link RunRow} in snake_case. */
    public static final StructType SCHEMA = ROWS.schema();

    private RunsTable() {}

    /** The row of Spark. */
    public static Row toRow(RunRow row) {
        return ROWS.toRow(row);
    }

    /** The inverse of {@link #toRow}. */
    public static RunRow fromRow(Row row) {
        return ROWS.fromRow(row);
    }
}
