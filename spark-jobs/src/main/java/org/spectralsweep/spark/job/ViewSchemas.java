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
        schemas.put(Table.TRIALS.name(), Table.TRIALS.schema());
        schemas.put(Table.HITS.name(), Table.HITS.schema());
        schemas.put(Table.MEASUREMENTS.name(), Table.MEASUREMENTS.schema());
        schemas.put(Table.PLANS.name(), Table.PLANS.schema());
        schemas.put(Table.RUNS.name(), Table.RUNS.schema());
        schemas.put(Table.FITS.name(), Table.FITS.schema());
        schemas.put(Table.INFLUENCE.name(), Table.INFLUENCE.schema());
        schemas.put(Table.TESTS.name(), Table.TESTS.schema());
        schemas.put(Table.PREDICTIONS.name(), Table.PREDICTIONS.schema());
        schemas.put(Table.COMPARISONS.name(), Table.COMPARISONS.schema());
        schemas.put("planned", Table.TRIALS.schema());
        SweepView.ALL.forEach(view -> schemas.put(view.name(), view.schema()));
        return Map.copyOf(schemas);
    }
}
