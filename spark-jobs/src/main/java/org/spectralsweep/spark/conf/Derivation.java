package org.spectralsweep.spark.conf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spec.RecordType;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.spec.VariantType;
import org.spectralsweep.trial.TrialSpec;

/**
 * A value that is computed for every cell by an arithmetic expression in decimal numbers. {@link Arithmetic} knows + -
 * * / ^, parentheses, and functions such as FLOOR, MAX and SQRT. In the expression, {@code ${path}} stands for a number
 * of the trial, or for its default if the trial leaves it out.
 *
 * @param path the path that gets the result
 * @param expression the expression, with references
 * @param origin where it was written
 */
record Derivation(String path, String expression, Origin origin) {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");
    private static final int SHOWN = 100;
    private static final SpecType TRIAL = SpecType.of(TrialSpec.class);

    /** The trial with the derived value in place. */
    Node.Mapping apply(Node.Mapping trial) {
        Origin here = origin.with("derive " + path);
        Map<String, BigDecimal> numbers = new LinkedHashMap<>();
        String formula = REFERENCE.matcher(expression).replaceAll(match -> {
            String name = "r" + numbers.size() + "_";
            numbers.put(name, number(trial, match, here));
            return Matcher.quoteReplacement(name);
        });
        return trial.with(path, Node.of(evaluate(formula, numbers, here), here));
    }

    private JsonNode evaluate(String formula, Map<String, BigDecimal> numbers, Origin here) {
        try {
            BigDecimal number = Arithmetic.evaluate(formula, numbers);
            boolean whole = number.stripTrailingZeros().scale() <= 0
                    && number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
            return whole ? LongNode.valueOf(number.longValueExact()) : DoubleNode.valueOf(number.doubleValue());
        } catch (Arithmetic.NoNumber e) {
            throw here.problem(quoted() + " " + e.getMessage());
        }
    }

    /** The expression as a message shows it, shortened if it is long. */
    private String quoted() {
        return '"' + (expression.length() <= SHOWN ? expression : expression.substring(0, SHOWN) + "...") + '"';
    }

    private BigDecimal number(Node.Mapping trial, MatchResult match, Origin here) {
        String reference = Overrides.trialPath(match.group(1).strip());
        JsonNode value = valueOrDefault(TRIAL, trial.json(), reference);
        if (value == null) {
            throw here.problem("${" + reference + "} does not name anything in the trial");
        }
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            Node written = trial.at(reference);
            throw (written == null ? here : written.origin())
                    .problem("trial." + reference + " must be a number, because " + path
                            + " is derived from it, but was " + SpecType.show(value));
        }
        return value.decimalValue();
    }

    private static @Nullable JsonNode valueOrDefault(SpecType type, @Nullable JsonNode node, String path) {
        if (path.isEmpty() || node == null) {
            return node;
        }
        String key = path.split("\\.", 2)[0];
        String rest = path.substring(Math.min(path.length(), key.length() + 1));
        if (type instanceof SpecType.ListOf list) {
            return key.matches("\\d{1,9}")
                    ? valueOrDefault(list.element(), node.get(Integer.parseInt(key)), rest)
                    : null;
        }
        if (type instanceof SpecType.MapOf map) {
            return valueOrDefault(map.element(), node.get(key), rest);
        }
        RecordType record = type instanceof RecordType plain
                ? plain
                : type instanceof VariantType family
                        ? family.variants().get(node.path(RecordType.TYPE).asText())
                        : null;
        if (record != null) {
            for (RecordType.Component field : record.fields()) {
                if (field.key().equals(key)) {
                    return valueOrDefault(field.type(), node.has(key) ? node.get(key) : fallback(field), rest);
                }
            }
        }
        return null;
    }

    private static @Nullable JsonNode fallback(RecordType.Component field) {
        String literal = field.fallback();
        Node parsed = literal == null ? null : YamlTree.parse(literal, line -> new Origin(field.key(), ""));
        return parsed == null ? null : parsed.json();
    }
}
