package org.spectralsweep.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The type of a value in a spec, derived by reflection from the spec records, which need no annotations for it.
 *
 * <p>It reads a JSON tree strictly. It refuses unknown keys, missing keys without a default, wrong types and numbers
 * that are not finite, each with its path. It writes the one canonical tree of a value: keys sorted, every component
 * present, doubles as doubles, no negative zero.
 */
public sealed interface SpecType
        permits SpecType.Whole,
                SpecType.Real,
                SpecType.Flag,
                SpecType.Text,
                SpecType.Choice,
                SpecType.ListOf,
                SpecType.MapOf,
                NumberOrWord,
                NumberOrText,
                RecordType,
                VariantType {
    /** The value at a path. Throws {@link SpecProblem}. */
    Object read(JsonNode node, String path);

    /** The canonical tree of a value of this type. */
    JsonNode write(Object value);

    /** A description of such values, to complete "must be ...", as in {@code an integer}. */
    String describe();

    /** The type of a component. */
    static SpecType of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == List.class
                    ? new ListOf(of(arguments[0]))
                    : new MapOf(of(arguments[arguments.length - 1]));
        }
        Class<?> raw = (Class<?>) type;
        if (raw == int.class || raw == Integer.class || raw == long.class || raw == Long.class) {
            return new Whole(raw == long.class || raw == Long.class);
        } else if (raw == double.class || raw == Double.class) {
            return new Real();
        } else if (raw == boolean.class) {
            return new Flag();
        } else if (raw == String.class) {
            return new Text();
        } else if (raw.isEnum()) {
            return new Choice(raw);
        } else if (raw.isSealed()) {
            return VariantType.of(raw);
        } else if (NumberOrWord.matches(raw)) {
            return NumberOrWord.of(raw.asSubclass(Record.class));
        } else if (NumberOrText.matches(raw)) {
            return new NumberOrText(raw.asSubclass(Record.class));
        } else if (raw.isRecord()) {
            return RecordType.of(raw.asSubclass(Record.class));
        }
        throw new IllegalArgumentException("a spec cannot hold a " + raw.getName());
    }

    /** A value as an error message shows it. */
    static String show(JsonNode node) {
        if (node.isNull()) {
            return "empty";
        }
        String text = node.isNumber()
                ? node.asText()
                : node.isObject() ? "a mapping" : node.isArray() ? "a list" : node.toString();
        return text.length() <= 200 ? text : text.substring(0, 200) + "... (" + text.length() + " characters)";
    }

    private static SpecProblem mismatch(SpecType type, JsonNode node, String path) {
        return SpecProblem.at(path, path + " must be " + type.describe() + " but was " + show(node));
    }

    /** An int, or a long if {@code wide}. A number with a fraction of zero counts, so that 1e5 may be written. */
    record Whole(boolean wide) implements SpecType {
        /** Beyond this a double may have lost its last digits. */
        private static final double EXACT = 1L << 53;

        @Override
        public Object read(JsonNode node, String path) {
            boolean exactReal = node.isFloatingPointNumber()
                    && node.doubleValue() == Math.rint(node.doubleValue())
                    && Math.abs(node.doubleValue()) <= EXACT;
            if (!(node.isIntegralNumber() || exactReal)) {
                throw mismatch(this, node, path);
            }
            if (!node.canConvertToLong() || !(wide || node.canConvertToInt())) {
                String bits = wide ? "64" : "32";
                throw SpecProblem.at(path, path + " must be an integer of " + bits + " bits but was " + show(node));
            }
            return wide ? (Object) node.longValue() : (Object) node.intValue();
        }

        @Override
        public JsonNode write(Object value) {
            return wide ? LongNode.valueOf((Long) value) : IntNode.valueOf((Integer) value);
        }

        @Override
        public String describe() {
            return "an integer";
        }
    }

    /** A finite double. */
    record Real() implements SpecType {
        @Override
        public Object read(JsonNode node, String path) {
            if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
                throw mismatch(this, node, path);
            }
            return node.doubleValue();
        }

        @Override
        public JsonNode write(Object value) {
            double number = (Double) value;
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("a spec must hold finite numbers but held " + number);
            }
            return DoubleNode.valueOf(number + 0.0); // turns -0.0 into 0.0
        }

        @Override
        public String describe() {
            return "a finite number";
        }
    }

    /** A boolean. */
    record Flag() implements SpecType {
        @Override
        public Object read(JsonNode node, String path) {
            if (!node.isBoolean()) {
                throw mismatch(this, node, path);
            }
            return node.booleanValue();
        }

        @Override
        public JsonNode write(Object value) {
            return BooleanNode.valueOf((Boolean) value);
        }

        @Override
        public String describe() {
            return "true or false";
        }
    }

    /** A string. */
    record Text() implements SpecType {
        @Override
        public Object read(JsonNode node, String path) {
            if (!node.isTextual()) {
                throw mismatch(this, node, path);
            }
            return node.textValue();
        }

        @Override
        public JsonNode write(Object value) {
            return TextNode.valueOf((String) value);
        }

        @Override
        public String describe() {
            return "text";
        }
    }

    /** A constant of an enum. */
    record Choice(Class<?> type) implements SpecType {
        @Override
        public Object read(JsonNode node, String path) {
            for (Object constant : type.getEnumConstants()) {
                if (node.isTextual() && SpecNames.kebab((Enum<?>) constant).equals(node.textValue())) {
                    return constant;
                }
            }
            throw SpecProblem.misnamed(
                    path,
                    mismatch(this, node, path).sentence(),
                    new Misnomer(node.isTextual() ? node.textValue() : "", words(), true));
        }

        @Override
        public JsonNode write(Object value) {
            return TextNode.valueOf(SpecNames.kebab((Enum<?>) value));
        }

        @Override
        public String describe() {
            return "one of " + String.join(", ", words());
        }

        /** The constants as a spec writes them. */
        public List<String> words() {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> SpecNames.kebab((Enum<?>) constant))
                    .toList();
        }
    }

    /** A list. */
    record ListOf(SpecType element) implements SpecType {
        @Override
        public Object read(JsonNode node, String path) {
            if (!node.isArray()) {
                throw mismatch(this, node, path);
            }
            List<Object> values = new ArrayList<>();
            for (JsonNode item : node) {
                values.add(element.read(item, path + "." + values.size()));
            }
            return Collections.unmodifiableList(values);
        }

        @Override
        public JsonNode write(Object value) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            ((List<?>) value).forEach(item -> array.add(element.write(item)));
            return array;
        }

        @Override
        public String describe() {
            return "a list";
        }
    }

    /** A mapping from free names. */
    record MapOf(SpecType element) implements SpecType {
        @Override
        public Object read(JsonNode node, String path) {
            if (!node.isObject()) {
                throw mismatch(this, node, path);
            }
            Map<String, Object> values = new LinkedHashMap<>();
            node.properties().forEach(e -> values.put(e.getKey(), element.read(e.getValue(), path + "." + e.getKey())));
            return Collections.unmodifiableMap(values);
        }

        @Override
        public JsonNode write(Object value) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            new TreeMap<>((Map<?, ?>) value).forEach((key, item) -> object.set((String) key, element.write(item)));
            return object;
        }

        @Override
        public String describe() {
            return "a mapping";
        }
    }
}
