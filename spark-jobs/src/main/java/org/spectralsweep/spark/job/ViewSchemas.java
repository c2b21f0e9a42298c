package org.spectralsweep.spark.job;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.spectralsweep.spark.table.Table;

/**
 * The columns of every table and view that a query may ask, without a session and without a folder.
 * {@link ViewsCatalog} makes the views themselves; a test compares the two.
 */
final class ViewSchemas {
    private static final StructType HITS = Table.HITS.schema();
    private static final StructType MEASUREMENTS = Table.MEASUREMENTS.schema();

    private static final Map<String, StructType> ALL = all();

    private ViewSchemas() {}

    /** By name, tables first. */
    static Map<String, StructType> byName() {
        return ALL;
    }

    private static Map<String, StructType> all() {
        StructField time = field("time", DataTypes.DoubleType);
        StructField component = field("component", MEASUREMENTS.apply("index").dataType());
        Map<String, StructType> schemas = new LinkedHashMap<>();
        schemas.put(Table.TRIALS.name(), Table.TRIALS.schema());
        schemas.put(Table.HITS.name(), HITS);
        schemas.put(Table.MEASUREMENTS.name(), MEASUREMENTS);
        schemas.put(Table.PLANS.name(), Table.PLANS.schema());
        schemas.put(Table.RUNS.name(), Table.RUNS.schema());
        schemas.put(Table.FITS.name(), Table.FITS.schema());
        schemas.put(Table.COMPARISONS.name(), Table.COMPARISONS.schema());
        schemas.put("planned", Table.TRIALS.schema());
        schemas.put(
                "convergence",
                ofTrials(Stream.concat(
                        Arrays.stream(HITS.fields()),
                        Stream.of(
                                field("kernel_ratio", DataTypes.DoubleType),
                                field("censored", DataTypes.BooleanType)))));
        schemas.put(
                "curves",
                ofTrials(Stream.of(
                        measured("trial_id"),
                        measured("step"),
                        time,
                        measured("metric"),
                        measured("scope"),
                        measured("value"))));
        schemas.put(
                "components",
                ofTrials(Stream.of(
                        measured("trial_id"),
                        measured("step"),
                        measured("metric"),
                        measured("scope"),
                        component,
                        measured("value"))));
        schemas.put(
                "ntk",
                ofTrials(Stream.of(
                        measured("trial_id"),
                        measured("step"),
                        measured("metric"),
                        measured("scope"),
                        field("region", DataTypes.IntegerType),
                        component,
                        measured("value"))));
        schemas.put(
                "spectra",
                ofTrials(Stream.of(
                        measured("trial_id"),
                        measured("step"),
                        time,
                        measured("metric"),
                        measured("scope"),
                        field("component_frequency", component.dataType()),
                        measured("value"))));
        schemas.put(
                "regions",
                ofTrials(Stream.of(
                        measured("trial_id"),
                        measured("step"),
                        time,
                        measured("metric"),
                        field("region", DataTypes.IntegerType),
                        HITS.apply("density"),
                        measured("index"),
                        measured("value"))));
        return Map.copyOf(schemas);
    }

    /** A view's own columns, and those of its trials. */
    private static StructType ofTrials(Stream<StructField> own) {
        Stream<StructField> trials = Arrays.stream(Table.TRIALS.schema().fields())
                .filter(column -> !column.name().equals("trial_id"));
        return new StructType(Stream.concat(own, trials).toArray(StructField[]::new));
    }

    private static StructField measured(String name) {
        return MEASUREMENTS.apply(name);
    }

    private static StructField field(String name, DataType type) {
        return DataTypes.createStructField(name, type, true);
    }
}
