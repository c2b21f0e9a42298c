package org.spectralsweep.spark.table;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** One row a parameter of a fitted law; written anew by every fit. */
public final class FitsTable {
    /** Folder and view. */
    public static final String NAME = "fits";

    private static final RecordRows<FitRow> ROWS = RecordRows.of(FitRow.class);

    /** Columns: the components of {@link FitRow} in snake_case. */
    public static final StructType SCHEMA = ROWS.schema();

    private FitsTable() {}

    /** The row of Spark. */
    public static Row toRow(FitRow row) {
        return ROWS.toRow(row);
    }

    /** The inverse of {@link #toRow}. */
    public static FitRow fromRow(Row row) {
        return ROWS.fromRow(row);
    }
}
