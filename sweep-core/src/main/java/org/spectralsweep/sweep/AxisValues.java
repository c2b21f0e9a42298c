package org.spectralsweep.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The values of one path of an axis: a list; {@code {from: 2, to: 12, step: 1}}, arithmetic, the end included if it is hit; or {@code
 * {from: 16, to: 4096, factor: 2}}, geometric. Ranges are counted in decimal, so that {@code {from: 0.1, to: 0.3, step: 0.1}} has three
 * values and the last is 0.3.
 */
public final class AxisValues {
    private static final int MOST = 100_000;
    private static final Set<String> KEYS = Set.of("from", "to", "step", "factor");

    private AxisValues() {}

    /** Expands a list or a range. */
    public static List<JsonNode> of(JsonNode values) {
        if (values.isArray()) {
            List<JsonNode> list = new ArrayList<>();
            values.forEach(list::add);
            if (list.isEmpty()) {
                throw new IllegalArgumentException("values must be at least one but the list was empty");
            }
            return list;
        }
        if (!values.isObject()) {
            throw new IllegalArgumentException(
                    "values must be a list, {from, to, step} or {from, to, factor} but was " + shown(values));
        }
        return range(values);
    }

    private static List<JsonNode> range(JsonNode range) {
        Set<String> keys = new TreeSet<>();
        range.fieldNames().forEachRemaining(keys::add);
        keys.removeAll(KEYS);
        if (!keys.isEmpty() || (range.has("step") && range.has("factor"))) {
            throw new IllegalArgumentException(
                    "values must be a list, {from, to, step} or {from, to, factor} but was " + range);
        }
        BigDecimal from = number(range, "from");
        BigDecimal to = number(range, "to");
        boolean geometric = range.has("factor");
        BigDecimal by =
                geometric ? number(range, "factor") : range.has("step") ? number(range, "step") : BigDecimal.ONE;
        if (geometric && !(by.compareTo(BigDecimal.ONE) > 0)) {
            throw new IllegalArgumentException("factor must be above 1 but was " + by);
        }
        if (geometric && !(from.signum() > 0)) {
            throw new IllegalArgumentException("from must be positive in a range with a factor but was " + from);
        }
        if (!geometric && !(by.signum() > 0)) {
            throw new IllegalArgumentException("step must be positive but was " + by);
        }
        if (from.compareTo(to) > 0) {
            throw new IllegalArgumentException("to must be at least from, " + from + ", but was " + to);
        }
        List<JsonNode> values = new ArrayList<>();
        for (BigDecimal value = from;
                value.compareTo(to) <= 0;
                value = geometric ? value.multiply(by) : value.add(by)) {
            if (values.size() == MOST) {
                throw new IllegalArgumentException("values must be at most " + MOST + " but were more");
            }
            values.add(node(value));
        }
        return values;
    }

    private static BigDecimal number(JsonNode range, String key) {
        JsonNode value = range.get(key);
        if (value == null || !value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw new IllegalArgumentException(
                    key + " must be a number in a range but was " + (value == null ? "missing" : shown(value)));
        }
        return value.decimalValue();
    }

    private static JsonNode node(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        return plain.scale() <= 0 && plain.precision() - plain.scale() <= 9
                ? IntNode.valueOf(plain.intValueExact())
                : DoubleNode.valueOf(plain.doubleValue());
    }

    private static String shown(JsonNode value) {
        return value.isNull() ? "empty" : value.toString();
    }

    /** Whether two values are the same; numbers are compared as numbers, 3 equals 3.0. */
    static boolean same(JsonNode a, JsonNode b) {
        return (a.isNumber() && b.isNumber()) ? a.doubleValue() == b.doubleValue() : a.equals(b);
    }

    static Map<String, List<JsonNode>> checked(String block, Map<String, List<JsonNode>> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException(block + " must name at least one path but was empty");
        }
        Map<String, List<JsonNode>> copy = new LinkedHashMap<>();
        values.forEach((path, list) -> {
            if (list.isEmpty()) {
                throw new IllegalArgumentException(
                        block + " must have at least one value for " + path + " but had none");
            }
            copy.put(path, List.copyOf(list));
        });
        return Collections.unmodifiableMap(copy);
    }
}
