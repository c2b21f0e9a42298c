package org.spectralsweep.spark.job;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.conf.SpecKeys;
import org.spectralsweep.spark.table.Table;

/**
 * The row of a trial with the values of its spec beside its columns: {@code octaves} is the value of that key, though
 * the table has no such column. The spec is read when one is first asked for.
 */
final class StoredRow {
    private static final StructType COLUMNS = Table.TRIALS.schema();
    private static final Map<String, Integer> PLACES = places();
    private static final String OCTAVES = "octaves";

    private final Row row;
    private @Nullable Map<String, String> keys;

    StoredRow(Row row) {
        this.row = row;
    }

    private static Map<String, Integer> places() {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < COLUMNS.size(); i++) {
            places.put(COLUMNS.fieldNames()[i], i);
        }
        return Map.copyOf(places);
    }

    Row row() {
        return row;
    }

    /** The value of a column, or of a key of the spec as text; null for neither. */
    @Nullable
    Object value(String column) {
        Integer place = PLACES.get(column);
        return place != null ? row.get(place) : keys().get(column);
    }

    private Map<String, String> keys() {
        if (keys == null) {
            Map<String, String> read =
                    new HashMap<>(SpecKeys.values(row.getString(Objects.requireNonNull(PLACES.get("spec_json")))));
            // Coordinates as they are have no octaves, as a positional encoding of none would.
            read.putIfAbsent(OCTAVES, "0");
            keys = read;
        }
        return keys;
    }

    /** The number that a text is, or NaN. */
    static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
