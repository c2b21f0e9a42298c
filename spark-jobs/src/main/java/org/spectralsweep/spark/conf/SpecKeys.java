package org.spectralsweep.spark.conf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spectralsweep.sweep.SweepTrial;

/** The keys of a trial's spec as names of columns, such as {@code octaves} for {@code encoding.octaves}. */
public final class SpecKeys {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SpecKeys() {}

    /** The name of the column of a path: its last key, with underscores. */
    public static String column(String path) {
        return path.substring(path.lastIndexOf('.') + 1).replace('-', '_');
    }

    /**
     * The columns that the axes of a sweep add: the last key of every path that varies, and every key inside such a
     * value. A name that stands for another key as well is not one of them.
     */
    static Set<String> ofAxes(List<SweepTrial> trials) {
        Set<String> seen = new HashSet<>();
        Set<String> columns = new HashSet<>();
        for (SweepTrial trial : trials) {
            Map<String, String> assigned = new HashMap<>();
            trial.assignment().forEach((path, value) -> collect(path, value, assigned));
            if (seen.addAll(assigned.keySet())) {
                Map<String, String> values = values(trial.json());
                assigned.keySet().stream().filter(values::containsKey).forEach(columns::add);
            }
        }
        return columns;
    }

    /** The single values of a trial's canonical JSON; empty where it cannot be read. */
    public static Map<String, String> values(String spec) {
        try {
            return values(JSON.readTree(spec));
        } catch (JsonProcessingException e) {
            return Map.of();
        }
    }

    /**
     * The single values in a spec by column. A name that stands for two different values is not one of them.
     *
     * @param spec a trial's canonical JSON
     */
    private static Map<String, String> values(JsonNode spec) {
        Map<String, String> values = new HashMap<>();
        collect("", spec, values);
        values.values().removeIf(String::isEmpty);
        return values;
    }

    private static void collect(String key, JsonNode node, Map<String, String> values) {
        if (node.isObject()) {
            node.properties().forEach(entry -> collect(entry.getKey(), entry.getValue(), values));
        } else if (node.isValueNode() && !key.isEmpty()) {
            values.merge(column(key), node.isNull() ? "" : node.asText(), (one, other) -> one.equals(other) ? one : "");
        }
    }
}
