package org.spectralsweep.spark.table;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** One row a number: long, so that a new metric needs no new column. */
public final class MeasurementsTable {
    /** Folder and view. */
    public static final String NAME = "measurements";

    private static final RecordRows<MeasurementRow> ROWS = RecordRows.of(MeasurementRow.class);

    /** Columns: the components of {@link MeasurementRow} in snake_case. */
    public static final StructType SCHEMA = ROWS.schema();

    private MeasurementsTable() {}

    /** The row of Spark. */
    public static Row toRow(MeasurementRow row) {
        return ROWS.toRow(row);
    }

    /** The inverse of {@link #toRow}. */
    public static MeasurementRow fromRow(Row row) {
        return ROWS.fromRow(row);
    }
}
