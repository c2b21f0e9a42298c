package org.spectralsweep.spark.conf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.spectralsweep.spec.NumberOrText;
import org.spectralsweep.spec.NumberOrWord;
import org.spectralsweep.spec.RecordType;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.spec.VariantType;

/**
 * Examples of the values of types. They are tried out: the first combination of a few usual values that the records
 * accept is an example. So an example can be read, but a sweep may still want other values.
 */
final class SpecExamples {
    private static final int MOST = 600;
    private static final int MOST_OF_A_PART = 8;

    /** Usual texts, by key. */
    private static final Map<String, String> TEXTS =
            Map.of("path", "photo.png", "folder", "fashion-mnist", "law", "power");

    private SpecExamples() {}

    /** A mapping with the keys that a record requires. It is empty if no combination of usual values is accepted. */
    static Optional<JsonNode> of(RecordType record) {
        List<RecordType.Component> required = record.fields().stream()
                .filter(field -> field.fallback() == null)
                .toList();
        Optional<JsonNode> example = combinations(record, required).findFirst();
        return example.isPresent()
                ? example
                : record.fields().stream()
                        .filter(field -> field.fallback() != null)
                        .flatMap(more -> combinations(
                                record,
                                Stream.concat(required.stream(), Stream.of(more))
                                        .toList()))
                        .findFirst();
    }

    /** The same with one more key. */
    static Optional<JsonNode> of(RecordType record, RecordType.Component key) {
        List<RecordType.Component> given = record.fields().stream()
                .filter(field -> field.fallback() == null || field.key().equals(key.key()))
                .toList();
        Optional<JsonNode> alone = combinations(record, given).findFirst();
        if (alone.isPresent()) {
            return alone;
        }
        // Some keys need another one, which has a default.
        return record.fields().stream()
                .filter(field -> !given.contains(field))
                .flatMap(more -> combinations(
                        record, Stream.concat(given.stream(), Stream.of(more)).toList()))
                .findFirst();
    }

    private static Stream<JsonNode> combinations(RecordType record, List<RecordType.Component> fields) {
        List<List<JsonNode>> choices = fields.stream().map(SpecExamples::values).toList();
        long all = choices.stream().mapToLong(List::size).reduce(1, (a, b) -> Math.min(MOST, a * b));
        return IntStream.range(0, (int) all)
                .mapToObj(index -> {
                    ObjectNode example = JsonNodeFactory.instance.objectNode();
                    if (record.tag() != null) {
                        example.put(RecordType.TYPE, record.tag());
                    }
                    int rest = index;
                    for (int i = 0; i < fields.size(); i++) {
                        List<JsonNode> values = choices.get(i);
                        example.set(fields.get(i).key(), values.get(rest % values.size()));
                        rest /= values.size();
                    }
                    return (JsonNode) example;
                })
                .filter(example -> isRead(record, example));
    }

    private static boolean isRead(SpecType type, JsonNode example) {
        try {
            type.read(example, "example");
            return true;
        } catch (IllegalArgumentException | IllegalStateException e) {
            return false;
        }
    }

    private static List<JsonNode> values(RecordType.Component field) {
        String text = TEXTS.get(field.key());
        return text != null && field.type() instanceof SpecType.Text
                ? List.of(TextNode.valueOf(text))
                : values(field.type());
    }

    /** Usual values, the likeliest first. */
    private static List<JsonNode> values(SpecType type) {
        if (type instanceof SpecType.Whole) {
            return List.of(IntNode.valueOf(3), IntNode.valueOf(64), IntNode.valueOf(0), IntNode.valueOf(1));
        } else if (type instanceof SpecType.Real) {
            return List.of(
                    DoubleNode.valueOf(0.5), DoubleNode.valueOf(1), DoubleNode.valueOf(2), DoubleNode.valueOf(0));
        } else if (type instanceof SpecType.Flag) {
            return List.of(BooleanNode.TRUE, BooleanNode.FALSE);
        } else if (type instanceof SpecType.Text || type instanceof NumberOrText) {
            return Stream.of("name", "frequency", "SELECT 1")
                    .<JsonNode>map(TextNode::valueOf)
                    .toList();
        } else if (type instanceof SpecType.Choice choice) {
            return choice.words().stream().<JsonNode>map(TextNode::valueOf).toList();
        } else if (type instanceof NumberOrWord number) {
            return Stream.concat(
                            values(number.number()).stream(),
                            number.words().keySet().stream().map(TextNode::valueOf))
                    .filter(value -> isRead(number, value))
                    .toList();
        } else if (type instanceof SpecType.ListOf list) {
            return lists(list.element());
        } else if (type instanceof SpecType.MapOf map) {
            return values(map.element()).stream()
                    .<JsonNode>map(
                            value -> JsonNodeFactory.instance.objectNode().set("frequency", value))
                    .toList();
        } else if (type instanceof RecordType record) {
            return of(record).stream().toList();
        }
        return ((VariantType) type)
                .variants().values().stream()
                        .flatMap(variant -> of(variant).stream())
                        .limit(MOST_OF_A_PART)
                        .toList();
    }

    /** A list of one value, of two, and of two that grow. */
    private static List<JsonNode> lists(SpecType element) {
        List<JsonNode> values = values(element);
        List<JsonNode> lists = new ArrayList<>();
        if (!values.isEmpty()) {
            lists.add(list(values.subList(0, 1)));
            lists.add(list(List.of(values.get(0), values.get(values.size() > 1 ? 1 : 0))));
            lists.add(list(List.of(values.get(0), values.get(0))));
        }
        lists.add(list(List.of()));
        return lists;
    }

    private static ArrayNode list(List<JsonNode> values) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        values.forEach(list::add);
        return list;
    }

    /** A tree as YAML in one line. */
    static String yaml(JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream()
                    .map(entry -> entry.getKey() + ": " + yaml(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node.isArray()) {
            Iterator<JsonNode> items = node.elements();
            return StreamSupport.stream(((Iterable<JsonNode>) () -> items).spliterator(), false)
                    .map(SpecExamples::yaml)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        if (node.isDouble() && node.doubleValue() == Math.rint(node.doubleValue())) {
            return String.valueOf(node.longValue());
        }
        return node.isTextual() && !node.textValue().matches("[A-Za-z][\\w./-]*") || isWord(node)
                ? '"' + node.textValue() + '"'
                : node.asText();
    }

    /** Whether YAML would take a text for something else. */
    private static boolean isWord(JsonNode node) {
        return node.isTextual()
                && Map.of("true", 1, "false", 1, "null", 1, "yes", 1, "no", 1, "on", 1, "off", 1)
                        .containsKey(node.textValue());
    }
}
