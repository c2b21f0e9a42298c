package org.spectralsweep.spark.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The frequencies of a harmonic along a direction. Rows of {@code trials} that were written before there was a column
 * {@code highest_frequency} hold the highest one in the column {@code frequency}. They are given both from their stored
 * spec when they are read: by {@link TableFile#rows} here, and by {@link #sql} in Spark.
 *
 * @param key the target's own {@code frequency}
 * @param highest along any coordinate: the key times the largest component of the direction
 */
public record DirectedFrequency(int key, int highest) {
    private static final String KEY = "frequency";
    private static final String HIGHEST = "highest_frequency";
    private static final String SPEC = "spec_json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String DIRECTION_IN_SQL = "get_json_object(spec_json, '$.target.direction')";
    private static final String KEY_IN_SQL = "CAST(get_json_object(spec_json, '$.target.frequency') AS INT)";
    private static final String LARGEST_IN_SQL =
            "array_max(transform(from_json(" + DIRECTION_IN_SQL + ", 'array<int>'), component -> abs(component)))";

    private static final String DIRECTION_IN_DUCKDB = "json_extract_string(spec_json, '$.target.direction')";
    private static final String KEY_IN_DUCKDB = "CAST(json_extract_string(spec_json, '$.target.frequency') AS INT)";
    private static final String COMPONENTS = "CAST(json_extract(spec_json, '$.target.direction') AS INT[])";
    private static final String LARGEST_IN_DUCKDB = "list_max(" + COMPONENTS + "), -list_min(" + COMPONENTS + ")";

    /**
     * Expressions in Spark's SQL of the columns to put in the place of those in the files, by name. They ask for
     * {@code spec_json} and for the columns that they replace.
     */
    public static Map<String, String> sql() {
        return sql(DIRECTION_IN_SQL, KEY_IN_SQL, LARGEST_IN_SQL);
    }

    /** The same expressions in the SQL of DuckDB. */
    public static Map<String, String> duckDb() {
        return sql(DIRECTION_IN_DUCKDB, KEY_IN_DUCKDB, LARGEST_IN_DUCKDB);
    }

    private static Map<String, String> sql(String direction, String key, String largest) {
        // A direction that is left out, as by old specs and other targets, is null: then the files' columns stay.
        String before = "CASE WHEN " + HIGHEST + " IS NULL AND " + direction + " <> '[]' THEN ";
        return Map.of(
                KEY, before + key + " ELSE " + KEY + " END",
                HIGHEST, before + key + " * greatest(1, " + largest + ") ELSE " + HIGHEST + " END");
    }

    /** The frequencies in a stored spec. They are empty if its target has no direction, or if nobody can read it. */
    static Optional<DirectedFrequency> of(String specJson) {
        JsonNode target;
        try {
            target = JSON.readTree(specJson).path("target");
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        if (target.path("direction").isEmpty()) {
            return Optional.empty();
        }
        int largest = 1;
        for (JsonNode component : target.path("direction")) {
            largest = Math.max(largest, Math.abs(component.asInt()));
        }
        int key = target.path(KEY).asInt();
        return Optional.of(new DirectedFrequency(key, Math.multiplyExact(key, largest)));
    }

    /**
     * The columns to read from a file so that {@link #completed} can make the wanted ones, which come first.
     *
     * @param segment whether it is a segment, whose rows were completed when it was written
     */
    static StructType read(StructType wanted, boolean segment) {
        List<String> names = Arrays.asList(wanted.fieldNames());
        StructType read = wanted;
        if (segment) {
            return read;
        }
        if (names.contains(KEY) || names.contains(HIGHEST)) {
            for (String name : List.of(KEY, HIGHEST, SPEC)) {
                read = names.contains(name)
                        ? read
                        : read.add(Table.TRIALS.schema().apply(name));
            }
        }
        return read;
    }

    /** A row of the wanted columns from one of the columns that were {@link #read}. */
    static Row completed(Row row, StructType read, StructType wanted) {
        List<String> names = Arrays.asList(read.fieldNames());
        int highest = names.indexOf(HIGHEST);
        if (highest < 0) {
            return row;
        }
        @Nullable Object[] values = new @Nullable Object[read.size()];
        Arrays.setAll(values, row::get);
        if (row.isNullAt(highest) && values[names.indexOf(SPEC)] instanceof String spec) {
            of(spec).ifPresent(both -> {
                values[names.indexOf(KEY)] = both.key();
                values[highest] = both.highest();
            });
        }
        return RowFactory.create(Arrays.copyOf(values, wanted.size()));
    }
}
