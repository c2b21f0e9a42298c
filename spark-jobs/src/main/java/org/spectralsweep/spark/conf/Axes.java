package org.spectralsweep.spark.conf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spectralsweep.spec.Refusal;
import org.spectralsweep.sweep.Axis;
import org.spectralsweep.sweep.AxisValues;
import org.spectralsweep.sweep.GridAxis;
import org.spectralsweep.sweep.PointsAxis;
import org.spectralsweep.sweep.ZipAxis;

/**
 * The axes of a file.
 *
 * @param blocks the blocks, in order
 * @param origins where each path was written
 */
record Axes(List<Axis> blocks, Map<String, Origin> origins) {
    private static final List<String> KINDS = List.of("grid", "zip", "points");

    /** Reads the list of blocks. */
    static Axes read(Node node) {
        if (!(node instanceof Node.Sequence sequence)) {
            throw node.origin().problem("axes must be a list of blocks (" + String.join(", ", KINDS) + ")");
        }
        List<Axis> blocks = new ArrayList<>();
        Map<String, Origin> origins = new LinkedHashMap<>();
        for (Node item : sequence.items()) {
            blocks.add(block(item, "axes." + blocks.size(), origins));
        }
        return new Axes(blocks, origins);
    }

    /** The same axes, but a path that was set has only the given value. */
    Axes pinned(Map<String, Node> values) {
        List<Axis> pinned = new ArrayList<>(blocks);
        Map<String, Origin> places = new LinkedHashMap<>(origins);
        values.forEach((path, value) -> {
            for (String axis : origins.keySet()) {
                if (path.startsWith(axis + ".")) {
                    throw value.origin()
                            .problem("'" + axis + "' is an axis, so its parts cannot be set; set " + axis + " itself");
                }
            }
            if (origins.containsKey(path)) {
                places.put(path, value.origin());
                pinned.replaceAll(axis -> axis.pinned(path, value.json()));
            }
        });
        return new Axes(List.copyOf(pinned), places);
    }

    private static Axis block(Node item, String path, Map<String, Origin> origins) {
        if (!(item instanceof Node.Mapping mapping) || mapping.entries().size() != 1) {
            throw item.origin().problem(path + " must be one of " + String.join(", ", KINDS) + " with its values");
        }
        Map.Entry<String, Node> only = mapping.entries().entrySet().iterator().next();
        String kind = only.getKey();
        Node body = only.getValue();
        try {
            return switch (kind) {
                case "grid" -> new GridAxis(values(body, path + ".grid", origins));
                case "zip" -> new ZipAxis(values(body, path + ".zip", origins));
                case "points" -> new PointsAxis(points(body, path + ".points", origins));
                default ->
                    throw body.origin()
                            .problem("unknown key '" + kind + "' in " + path + Suggestion.ending(kind, KINDS));
            };
        } catch (Refusal e) {
            throw body.origin().problem(e.at(path + "." + e.key()));
        }
    }

    private static Map<String, List<JsonNode>> values(Node body, String path, Map<String, Origin> origins) {
        if (!(body instanceof Node.Mapping mapping)) {
            throw body.origin().problem(path + " must be a mapping from paths to values");
        }
        Map<String, List<JsonNode>> values = new LinkedHashMap<>();
        mapping.entries().forEach((key, node) -> {
            try {
                values.put(Overrides.trialPath(key), AxisValues.of(node.json()));
                origins.put(Overrides.trialPath(key), node.origin());
            } catch (IllegalArgumentException e) {
                throw node.origin().problem("axis " + key + ": " + e.getMessage());
            }
        });
        return values;
    }

    private static List<Map<String, JsonNode>> points(Node body, String path, Map<String, Origin> origins) {
        List<Map<String, JsonNode>> points = assignments(body, path);
        for (Node point : ((Node.Sequence) body).items()) {
            ((Node.Mapping) point)
                    .entries()
                    .forEach((key, value) -> origins.putIfAbsent(Overrides.trialPath(key), value.origin()));
        }
        return points;
    }

    /** Reads a list of assignments, as in points and in exclude. */
    static List<Map<String, JsonNode>> assignments(Node body, String path) {
        if (!(body instanceof Node.Sequence sequence)
                || !sequence.items().stream().allMatch(Node.Mapping.class::isInstance)) {
            throw body.origin().problem(path + " must be a list of mappings from paths to values");
        }
        List<Map<String, JsonNode>> assignments = new ArrayList<>();
        for (Node item : sequence.items()) {
            Map<String, JsonNode> assignment = new LinkedHashMap<>();
            ((Node.Mapping) item)
                    .entries()
                    .forEach((key, value) -> assignment.put(Overrides.trialPath(key), value.json()));
            assignments.add(assignment);
        }
        return assignments;
    }
}
