package org.spectralsweep.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The assignments that a sweep visits: the product of its axes, without what is excluded. The first axis varies slowest, so the order
 * depends on the description alone. A sweep without axes is one empty assignment.
 */
public final class Expansion {
    private static final int MOST = 1_000_000;

    private Expansion() {}

    /**
     * Multiplies the axes.
     *
     * @param exclude partial assignments over paths of the axes; what agrees with all values of one of them is dropped
     */
    public static List<Map<String, JsonNode>> of(List<Axis> axes, List<Map<String, JsonNode>> exclude) {
        Set<String> paths = distinctPaths(axes);
        for (Map<String, JsonNode> partial : exclude) {
            if (partial.isEmpty()) {
                throw new IllegalArgumentException("exclude must name at least one value each but one was empty");
            }
            for (String path : partial.keySet()) {
                if (!paths.contains(path)) {
                    throw new IllegalArgumentException("exclude must name paths of the axes ("
                            + String.join(", ", paths) + ") but was '" + path + "'");
                }
            }
        }
        List<Map<String, JsonNode>> product = List.of(Map.of());
        for (Axis axis : axes) {
            List<Map<String, JsonNode>> block = axis.assignments();
            if ((long) product.size() * block.size() > MOST) {
                throw new IllegalArgumentException("axes must give at most " + MOST + " cells but gave more");
            }
            List<Map<String, JsonNode>> next = new ArrayList<>();
            for (Map<String, JsonNode> left : product) {
                for (Map<String, JsonNode> right : block) {
                    Map<String, JsonNode> both = new LinkedHashMap<>(left);
                    both.putAll(right);
                    next.add(both);
                }
            }
            product = next;
        }
        List<Map<String, JsonNode>> kept = product.stream()
                .filter(cell -> exclude.stream().noneMatch(partial -> agrees(cell, partial)))
                .toList();
        if (kept.isEmpty()) {
            throw new IllegalArgumentException(
                    "exclude must leave at least one cell but dropped all " + product.size());
        }
        return kept;
    }

    private static Set<String> distinctPaths(List<Axis> axes) {
        Set<String> paths = new LinkedHashSet<>();
        for (Axis axis : axes) {
            for (String path : axis.paths()) {
                if (!paths.add(path)) {
                    throw new IllegalArgumentException("axes must name each path once but '" + path + "' was in two");
                }
            }
        }
        return paths;
    }

    private static boolean agrees(Map<String, JsonNode> cell, Map<String, JsonNode> partial) {
        return partial.entrySet().stream().allMatch(part -> {
            JsonNode value = cell.get(part.getKey());
            return value != null && AxisValues.same(value, part.getValue());
        });
    }
}
