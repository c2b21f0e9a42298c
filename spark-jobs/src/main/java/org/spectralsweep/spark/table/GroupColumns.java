package org.spectralsweep.spark.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a file of {@code fits} has after the table's own: one for each column by which fits group, so that a
 * reader need not look into a map. Whole numbers are longs, other numbers doubles, and all else is text. A column that
 * the table has already, such as {@code theory}, is called {@code group_theory}.
 */
final class GroupColumns {
    private static final String NONE = "null";
    private static final String PREFIX = "group_";
    private static final String WHOLE = "-?[0-9]{1,18}";

    private final List<String> keys;
    private final StructType schema;

    private GroupColumns(List<String> keys, StructType schema) {
        this.keys = keys;
        this.schema = schema;
    }

    /** The columns of rows. */
    static GroupColumns of(List<FitRow> rows) {
        Set<String> keys = new LinkedHashSet<>();
        rows.forEach(row -> keys.addAll(groups(row).keySet()));
        List<String> own = Arrays.asList(Table.FITS.schema().fieldNames());
        StructType schema = Table.FITS.schema();
        for (String key : keys) {
            Set<String> values = rows.stream()
                    .map(row -> groups(row).get(key))
                    .filter(value -> value != null && !value.equals(NONE))
                    .collect(Collectors.toSet());
            schema = schema.add(own.contains(key) ? PREFIX + key : key, type(values), true);
        }
        return new GroupColumns(List.copyOf(keys), schema);
    }

    private static Map<String, String> groups(FitRow row) {
        return Objects.requireNonNullElse(row.groups(), Map.of());
    }

    private static DataType type(Set<String> values) {
        if (values.stream().allMatch(value -> value.matches(WHOLE))) {
            return DataTypes.LongType;
        }
        return values.stream().allMatch(GroupColumns::isNumber) ? DataTypes.DoubleType : DataTypes.StringType;
    }

    private static boolean isNumber(String value) {
        try {
            return Double.isFinite(Double.parseDouble(value));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** The table's own columns and those of the groups. */
    StructType schema() {
        return schema;
    }

    /** A row with the values of its group. */
    Row toRow(FitRow row) {
        Row own = Table.FITS.toRow(row);
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            values.add(own.get(i));
        }
        for (int i = 0; i < keys.size(); i++) {
            values.add(value(groups(row).get(keys.get(i)), schema.fields()[own.size() + i].dataType()));
        }
        return RowFactory.create(values.toArray());
    }

    private static @Nullable Object value(@Nullable String text, DataType type) {
        if (text == null || text.equals(NONE)) {
            return null;
        }
        return type == DataTypes.LongType
                ? (Object) Long.valueOf(text)
                : type == DataTypes.DoubleType ? (Object) Double.valueOf(text) : text;
    }
}
