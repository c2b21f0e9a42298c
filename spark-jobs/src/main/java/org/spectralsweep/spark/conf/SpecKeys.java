package org.spectralsweep.spark.conf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The keys of a trial's spec as names of columns, such as {@code octaves} for {@code encoding.octaves}. */
public final class SpecKeys {
    private SpecKeys() {}

    /** The name of the column of a path: its last key, with underscores. */
    public static String column(String path) {
        return path.substring(path.lastIndexOf('.') + 1).replace('-', '_');
    }

    /** Adds the names of the columns of a value: the last key of its path, and every key inside it. */
    static void addColumns(String path, JsonNode value, Set<String> columns) {
        if (value.isObject()) {
            value.properties().forEach(entry -> addColumns(entry.getKey(), entry.getValue(), columns));
        } else if (value.isValueNode()) {
            columns.add(column(path));
        }
    }

    /**
     * The single values in a spec by column. A name that stands for two different values is not one of them.
     *
     * @param spec a trial's canonical JSON
     */
    public static Map<String, String> values(JsonNode spec) {
        Map<String, String> values = new HashMap<>();
        collect("", spec, values);
        values.values().removeIf(String::isEmpty);
        return values;
    }

    private static void collect(String key, JsonNode node, Map<String, String> values) {
        if (node.isObject()) {
            node.properties().forEach(entry -> collect(entry.getKey(), entry.getValue(), values));
        } else if (node.isValueNode() && !key.isEmpty()) {
            values.merge(column(key), node.asText(), (one, other) -> one.equals(other) ? one : "");
        }
    }
}
