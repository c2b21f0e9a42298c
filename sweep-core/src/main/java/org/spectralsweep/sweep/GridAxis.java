package org.spectralsweep.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every combination of the values of its paths; the last path varies fastest.
 *
 * @param values values by path, at least one for each
 */
public record GridAxis(Map<String, List<JsonNode>> values) implements Axis {
    /** Refuses a block without paths and a path without values. */
    public GridAxis {
        values = AxisValues.checked("grid", values);
    }

    @Override
    public List<Map<String, JsonNode>> assignments() {
        List<Map<String, JsonNode>> crossed = List.of(Map.of());
        for (Map.Entry<String, List<JsonNode>> path : values.entrySet()) {
            List<Map<String, JsonNode>> next = new ArrayList<>();
            for (Map<String, JsonNode> left : crossed) {
                for (JsonNode value : path.getValue()) {
                    Map<String, JsonNode> both = new LinkedHashMap<>(left);
                    both.put(path.getKey(), value);
                    next.add(both);
                }
            }
            crossed = next;
        }
        return crossed;
    }

    @Override
    public BigInteger size() {
        return values.values().stream()
                .map(list -> BigInteger.valueOf(list.size()))
                .reduce(BigInteger.ONE, BigInteger::multiply);
    }

    @Override
    public Set<String> paths() {
        return values.keySet();
    }

    @Override
    public Axis pinned(String path, JsonNode value) {
        Map<String, List<JsonNode>> pinned = new LinkedHashMap<>(values);
        pinned.replace(path, List.of(value));
        return new GridAxis(pinned);
    }
}
