package org.spectralsweep.spark.table;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** One row a trial, threshold and region. */
public final class HitsTable {
    /** Folder and view. */
    public static final String NAME = "hits";

    private static final RecordRows<HitRow> ROWS = RecordRows.of(HitRow.class);

    /** Columns: the components of {@link HitRow} in snake_case. */
    public static final StructType SCHEMA = ROWS.schema();

    private HitsTable() {}

    /** The row of Spark. */
    public static Row toRow(HitRow row) {
        return ROWS.toRow(row);
    }

    /** The inverse of {@link #toRow}. */
    public static HitRow fromRow(Row row) {
        return ROWS.fromRow(row);
    }
}
