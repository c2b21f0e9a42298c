package org.spectralsweep.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.spectralsweep.spec.Refusal;

/**
 * Paths that vary together: the i-th assignment takes the i-th value of each.
 *
 * @param values values by path, the same number for each
 */
public record ZipAxis(Map<String, List<JsonNode>> values) implements Axis {
    /** Refuses a block without paths and lists of different lengths. */
    public ZipAxis {
        values = AxisValues.checked("zip", values);
        if (values.values().stream().mapToInt(List::size).distinct().count() != 1) {
            String lengths = values.entrySet().stream()
                    .map(path -> path.getValue().size() + " for " + path.getKey())
                    .collect(Collectors.joining(", "));
            throw new Refusal("zip", "must have equally many values for every path but had " + lengths);
        }
    }

    @Override
    public List<Map<String, JsonNode>> assignments() {
        List<Map<String, JsonNode>> rows = new ArrayList<>();
        int length = values.values().iterator().next().size();
        for (int i = 0; i < length; i++) {
            Map<String, JsonNode> row = new LinkedHashMap<>();
            for (Map.Entry<String, List<JsonNode>> path : values.entrySet()) {
                row.put(path.getKey(), path.getValue().get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    @Override
    public BigInteger size() {
        return BigInteger.valueOf(values.values().iterator().next().size());
    }

    @Override
    public Set<String> paths() {
        return values.keySet();
    }

    @Override
    public Axis pinned(String path, JsonNode value) {
        Map<String, List<JsonNode>> pinned = new LinkedHashMap<>(values);
        pinned.computeIfPresent(path, (key, old) -> Collections.nCopies(old.size(), value));
        return new ZipAxis(pinned);
    }
}
