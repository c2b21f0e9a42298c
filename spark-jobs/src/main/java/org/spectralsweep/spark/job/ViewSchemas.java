package org.spectralsweep.spark.job;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.types.StructType;
import org.spectralsweep.spark.table.Table;

/**
 * The columns of every table and view that a query may ask, without a session and without a folder. {@link
 * ViewsCatalog} makes the views themselves; a test compares the two.
 */
final class ViewSchemas {
    private static final Map<String, StructType> ALL = all();

    private ViewSchemas() {}

    /** By name, tables first. */
    static Map<String, StructType> byName() {
        return ALL;
    }

    private static Map<String, StructType> all() {
        Map<String, StructType> schemas = new LinkedHashMap<>();
        Table.ALL.forEach(table -> schemas.put(table.name(), table.schema()));
        schemas.put(ViewsCatalog.PLANNED, Table.TRIALS.schema());
        SweepView.ALL.forEach(view -> schemas.put(view.name(), view.schema()));
        return Map.copyOf(schemas);
    }
}
