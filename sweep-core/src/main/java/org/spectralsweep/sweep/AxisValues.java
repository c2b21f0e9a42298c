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
import org.spectralsweep.spec.Refusal;

/**
 * The values of one path of an axis: a list, or a range.
 *
 * <pre>
 * {from: 2, to: 12, step: 1}                   2, 3, 4, ...            the step is 1 where it is left out
 * {from: 16, to: 4096, factor: 2}              16, 32, 64, ...
 * {from: 0, to: 1, count: 5}                   0, 0.25, ... 1          evenly spaced, both ends included
 * {from: 1, to: 1000, count: 4, scale: log}    1, 10, 100, 1000        geometric, both ends included
 * {from: 2, step: 3, count: 4}                 2, 5, 8, 11             also with a factor
 * </pre>
 *
 * <p>Ranges are counted in decimal, so that {@code {from: 0.1, to: 0.3, step: 0.1}} has three values and the last is
 * 0.3. A value within 1e-9 of {@code to} becomes {@code to}, so that a rounded step or factor neither loses the end nor
 * doubles it. The 1e-9 is relative to the length of an even range, and to {@code to} in a geometric one.
 */
public final class AxisValues {
    private static final Set<String> KEYS = Set.of("from", "to", "step", "factor", "count", "scale");
    private static final String FORMS =
            "must be a list, {from, to, step}, {from, to, factor} or {from, to, count} but was ";
    private static final List<String> SCALES = List.of("linear", "log");

    private AxisValues() {}

    /** Expands a list or a range. */
    public static List<JsonNode> of(JsonNode values) {
        if (values.isArray()) {
            List<JsonNode> list = new ArrayList<>();
            values.forEach(list::add);
            if (list.isEmpty()) {
                throw new Refusal("values", "must hold at least one value but the list was empty");
            }
            return list;
        }
        if (!values.isObject()) {
            throw new Refusal("values", FORMS + shown(values));
        }
        return range(values).stream().map(AxisValues::node).toList();
    }

    private static List<BigDecimal> range(JsonNode range) {
        Set<String> keys = new TreeSet<>();
        range.fieldNames().forEachRemaining(keys::add);
        boolean spaced = keys.contains("step") || keys.contains("factor");
        boolean between = keys.contains("count") && keys.contains("to");
        if (!KEYS.containsAll(keys)
                || (keys.contains("step") && keys.contains("factor"))
                || (between && spaced)
                || (keys.contains("scale") && !between)) {
            throw new Refusal("values", FORMS + range);
        }
        BigDecimal from = number(range, "from");
        if (between) {
            return ValueRange.between(from, number(range, "to"), count(range), isLogarithmic(range));
        }
        boolean geometric = keys.contains("factor");
        BigDecimal by =
                geometric ? number(range, "factor") : keys.contains("step") ? number(range, "step") : BigDecimal.ONE;
        ValueRange spacing = new ValueRange(from, by, geometric);
        return keys.contains("count") ? spacing.first(count(range)) : spacing.upTo(number(range, "to"));
    }

    private static boolean isLogarithmic(JsonNode range) {
        JsonNode scale = range.path("scale");
        if (!scale.isMissingNode() && !SCALES.contains(scale.asText())) {
            throw new Refusal("scale", "must be linear or log but was " + shown(scale));
        }
        return scale.asText().equals("log");
    }

    private static int count(JsonNode range) {
        JsonNode count = range.path("count");
        if (!count.isIntegralNumber() || !(count.doubleValue() >= 1) || count.doubleValue() > Expansion.MOST) {
            throw new Refusal("count", "must be an integer from 1 to " + Expansion.MOST + " but was " + shown(count));
        }
        return count.intValue();
    }

    private static BigDecimal number(JsonNode range, String key) {
        JsonNode value = range.get(key);
        if (value == null || !value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw new Refusal(key, "must be a number in a range but was " + (value == null ? "missing" : shown(value)));
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
        return value.isNull() ? "empty" : value.isNumber() ? value.asText() : value.toString();
    }

    /** Whether two values are the same. Numbers are compared as numbers, so 3 equals 3.0. */
    static boolean same(JsonNode a, JsonNode b) {
        return (a.isNumber() && b.isNumber()) ? a.doubleValue() == b.doubleValue() : a.equals(b);
    }

    static Map<String, List<JsonNode>> checked(String block, Map<String, List<JsonNode>> values) {
        if (values.isEmpty()) {
            throw new Refusal(block, "must name at least one path but was empty");
        }
        Map<String, List<JsonNode>> copy = new LinkedHashMap<>();
        values.forEach((path, list) -> {
            if (list.isEmpty()) {
                throw new Refusal(block, "must have at least one value for " + path + " but had none");
            }
            copy.put(path, List.copyOf(list));
        });
        return Collections.unmodifiableMap(copy);
    }
}
