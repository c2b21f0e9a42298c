package org.spectralsweep.spark.table;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** One row a trial of each run's plan; a file of this table is one plan. */
public final class PlansTable {
    /** Folder and view. */
    public static final String NAME = "plans";

    private static final RecordRows<PlanRow> ROWS = RecordRows.of(PlanRow.class);

    /** Columns: the components of {@link PlanRow} in snake_case. */
    public static final StructType SCHEMA = ROWS.schema();

    private PlansTable() {}

    /** The row of Spark. */
    public static Row toRow(PlanRow row) {
        return ROWS.toRow(row);
    }

    /** The inverse of {@link #toRow}. */
    public static PlanRow fromRow(Row row) {
        return ROWS.fromRow(row);
    }
}
