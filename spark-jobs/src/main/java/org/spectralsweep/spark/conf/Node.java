package org.spectralsweep.spark.conf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An immutable tree of values that know where they were written. The origin of a value in a mapping is that of its key.
 * A dotted path leads into the tree, and numbers lead into lists. Some keys contain dots, such as the paths of axes.
 * The longest matching key is then followed.
 */
sealed interface Node {
    Origin origin();

    JsonNode json();

    record Scalar(Origin origin, JsonNode json) implements Node {}

    record Sequence(Origin origin, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public JsonNode json() {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            items.forEach(item -> array.add(item.json()));
            return array;
        }
    }

    record Mapping(Origin origin, Map<String, Node> entries) implements Node {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public JsonNode json() {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            entries.forEach((key, value) -> object.set(key, value.json()));
            return object;
        }

        Mapping put(String key, Node value) {
            Map<String, Node> copy = new LinkedHashMap<>(entries);
            copy.put(key, value);
            return new Mapping(origin, copy);
        }

        Mapping without(String key) {
            Map<String, Node> copy = new LinkedHashMap<>(entries);
            copy.remove(key);
            return new Mapping(origin, copy);
        }

        /** Merges mappings key by key. Anything else is replaced. */
        Mapping merged(Mapping over) {
            Map<String, Node> copy = new LinkedHashMap<>(entries);
            over.entries.forEach((key, value) -> copy.merge(
                    key,
                    value,
                    (mine, its) -> mine instanceof Mapping a && its instanceof Mapping b ? a.merged(b) : its));
            return new Mapping(origin, copy);
        }

        /** This tree with the value at a path. Missing parents are made. */
        Mapping with(String path, Node value) {
            return (Mapping) Node.replaced(this, path, value);
        }
    }

    /** Makes a tree from a JSON tree that was written in one place. */
    static Node of(JsonNode json, Origin origin) {
        if (json.isObject()) {
            Map<String, Node> entries = new LinkedHashMap<>();
            json.properties().forEach(entry -> entries.put(entry.getKey(), of(entry.getValue(), origin)));
            return new Mapping(origin, entries);
        } else if (json.isArray()) {
            List<Node> items = new ArrayList<>();
            json.forEach(item -> items.add(of(item, origin)));
            return new Sequence(origin, items);
        }
        return new Scalar(origin, json);
    }

    /** The value at a path, or null. */
    default @Nullable Node at(String path) {
        Step step = Step.of(this, path);
        Node child = step.child(this);
        return child == null || step.rest().isEmpty() ? child : child.at(step.rest());
    }

    /** The value at a path, or its nearest ancestor that exists. */
    default Node nearest(String path) {
        Step step = Step.of(this, path);
        Node child = step.child(this);
        return child == null ? this : step.rest().isEmpty() ? child : child.nearest(step.rest());
    }

    private static Node replaced(Node parent, String path, Node value) {
        Step step = Step.of(parent, path);
        Node child = step.child(parent);
        Node inner = step.rest().isEmpty()
                ? value
                : replaced(child == null ? new Mapping(value.origin(), Map.of()) : child, step.rest(), value);
        if (parent instanceof Mapping mapping) {
            return mapping.put(step.key(), inner);
        }
        if (parent instanceof Sequence sequence && child != null) {
            List<Node> items = new ArrayList<>(sequence.items());
            items.set(Integer.parseInt(step.key()), inner);
            return new Sequence(sequence.origin(), items);
        }
        throw value.origin().problem("'" + step.key() + "' does not name anything in a " + kind(parent));
    }

    private static String kind(Node node) {
        return node instanceof Sequence sequence ? "list of " + sequence.items().size() : "single value";
    }

    /** The first step of a path: a key, and what is left after it. */
    record Step(String key, String rest) {
        static Step of(Node parent, String path) {
            if (parent instanceof Mapping mapping) {
                for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
                    if (mapping.entries().containsKey(path.substring(0, end))) {
                        return cut(path, end);
                    }
                }
            }
            int dot = path.indexOf('.');
            return cut(path, dot < 0 ? path.length() : dot);
        }

        private static Step cut(String path, int end) {
            return new Step(path.substring(0, end), end == path.length() ? "" : path.substring(end + 1));
        }

        @Nullable
        Node child(Node parent) {
            if (parent instanceof Mapping mapping) {
                return mapping.entries().get(key);
            }
            boolean index = parent instanceof Sequence sequence
                    && key.matches("\\d{1,9}")
                    && Integer.parseInt(key) < sequence.items().size();
            return index ? ((Sequence) parent).items().get(Integer.parseInt(key)) : null;
        }
    }
}
