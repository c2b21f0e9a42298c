package org.spectralsweep.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spectralsweep.spec.Refusal;

/**
 * Assignments written out one by one.
 *
 * @param points the assignments, at least one, each with at least one value
 */
public record PointsAxis(List<Map<String, JsonNode>> points) implements Axis {
    /** Refuses a point that assigns nothing. */
    public PointsAxis {
        if (points.isEmpty() || points.stream().anyMatch(Map::isEmpty)) {
            throw new Refusal("points", "must each assign at least one value but one was empty");
        }
        List<Map<String, JsonNode>> copies = new ArrayList<>();
        points.forEach(point -> copies.add(Collections.unmodifiableMap(new LinkedHashMap<>(point))));
        points = List.copyOf(copies);
    }

    @Override
    public List<Map<String, JsonNode>> assignments() {
        return points;
    }

    @Override
    public BigInteger size() {
        return BigInteger.valueOf(points.size());
    }

    @Override
    public Set<String> paths() {
        Set<String> paths = new LinkedHashSet<>();
        points.forEach(point -> paths.addAll(point.keySet()));
        return paths;
    }

    @Override
    public Axis pinned(String path, JsonNode value) {
        List<Map<String, JsonNode>> pinned = new ArrayList<>();
        for (Map<String, JsonNode> point : points) {
            Map<String, JsonNode> copy = new LinkedHashMap<>(point);
            copy.replace(path, value);
            pinned.add(copy);
        }
        return new PointsAxis(pinned);
    }
}
