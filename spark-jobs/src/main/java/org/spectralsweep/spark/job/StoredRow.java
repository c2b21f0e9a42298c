package org.spectralsweep.spark.job;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.conf.SpecKeys;
import org.spectralsweep.spark.table.SpecColumns;
import org.spectralsweep.spark.table.UnitStore;

/**
 * The row of a trial with the values of its spec beside its columns: {@code octaves} is the value of that key, though
 * the table has no such column. The spec, which is most of a row, is looked up when one is first asked for.
 */
final class StoredRow {
    /** The columns of the row: all but the spec. */
    static final StructType COLUMNS = UnitStore.WITHOUT_SPEC;

    private static final Map<String, Integer> PLACES = places();
    private static final int TRIAL = COLUMNS.fieldIndex("trial_id");
    private static final int STATUS = COLUMNS.fieldIndex("status");
    private static final int TIME_PER_STEP = COLUMNS.fieldIndex("time_per_step");
    private static final String OCTAVES = "octaves";

    private final Row row;
    private final UnaryOperator<String> specs;
    private volatile @Nullable Map<String, String> keys;

    /**
     * A row of {@link #COLUMNS}.
     *
     * @param specs gives the spec of a trial by its id
     */
    StoredRow(Row row, UnaryOperator<String> specs) {
        this.row = row;
        this.specs = specs;
    }

    private static Map<String, Integer> places() {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < COLUMNS.size(); i++) {
            places.put(COLUMNS.fieldNames()[i], i);
        }
        return Map.copyOf(places);
    }

    /** The columns of the spec; null if the trial failed before it was read. */
    @Nullable
    SpecColumns spec() {
        return UnitStore.withoutSpec(row).spec();
    }

    /** The value of a column, or of a key of the spec as text; null for neither. */
    @Nullable
    Object value(String column) {
        Integer place = PLACES.get(column);
        return place != null ? row.get(place) : keys().get(column);
    }

    /** How the trial ended, if its row says so. */
    @Nullable
    String status() {
        return row.getString(STATUS);
    }

    /** Gradient-flow time of one step, or NaN. */
    double timePerStep() {
        return row.isNullAt(TIME_PER_STEP) ? Double.NaN : row.getDouble(TIME_PER_STEP);
    }

    private Map<String, String> keys() {
        Map<String, String> known = keys;
        if (known == null) {
            known = new HashMap<>(SpecKeys.values(specs.apply(row.getString(TRIAL))));
            // Coordinates as they are have no octaves, as a positional encoding of none would.
            known.putIfAbsent(OCTAVES, "0");
            keys = known;
        }
        return known;
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
