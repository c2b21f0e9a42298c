package org.spectralsweep.fit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hipparchus.util.FastMath;

/**
 * One equality or several about a law's coordinates. Coordinates are named as in {@link FitResult#parameters}, such as
 * {@code a} or {@code a[3]}. A factor of the law enters a combination with its logarithm.
 *
 * @param text the hypothesis as text, for example {@code a = 2}
 * @param combinations the weights of the coordinates in each left side
 * @param values the right sides
 */
public record Hypothesis(String text, List<SortedMap<String, Double>> combinations, List<Double> values) {
    private static final int DIGITS = 4;

    /** Copies the lists; refuses equalities about nothing. */
    public Hypothesis {
        combinations = List.copyOf(combinations);
        values = List.copyOf(values);
        if (combinations.isEmpty() || combinations.size() != values.size()) {
            throw new IllegalArgumentException("combinations must be as many as values, at least one, but were "
                    + combinations.size() + " and " + values.size());
        }
        for (Map<String, Double> combination : combinations) {
            if (combination.values().stream().noneMatch(weight -> weight != 0)) {
                throw new IllegalArgumentException(
                        "combinations must have a weight other than 0 but were " + combination);
            }
        }
    }

    /** One parameter has this value, for a factor of the law on its own scale. */
    public static Hypothesis value(String name, double value) {
        return new Hypothesis(name + " = " + shown(value), List.of(new TreeMap<>(Map.of(name, 1.0))), List.of(value));
    }

    /** Up to four digits. */
    private static String shown(double value) {
        return new BigDecimal(value)
                .round(new MathContext(DIGITS))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** A combination of parameters has this value. */
    public static Hypothesis combination(Map<String, Double> weights, double value) {
        SortedMap<String, Double> sorted = new TreeMap<>(weights);
        StringBuilder text = new StringBuilder();
        sorted.forEach(
                (name, weight) -> text.append(text.isEmpty() ? (weight < 0 ? "-" : "") : weight < 0 ? " - " : " + ")
                        .append(FastMath.abs(weight) == 1 ? "" : FastMath.abs(weight) + " * ")
                        .append(name));
        return new Hypothesis(text + " = " + value, List.of(sorted), List.of(value));
    }

    /** All these parameters have the same value. */
    public static Hypothesis equal(List<String> names) {
        if (names.size() < 2) {
            throw new IllegalArgumentException("names must be two or more but were " + names);
        }
        List<SortedMap<String, Double>> differences = new ArrayList<>();
        List<Double> zeros = new ArrayList<>();
        for (String name : names.subList(1, names.size())) {
            differences.add(new TreeMap<>(Map.of(names.get(0), 1.0, name, -1.0)));
            zeros.add(0.0);
        }
        return new Hypothesis(String.join(" = ", names), differences, zeros);
    }

    /** A parameter with levels has the same value at all of them. */
    public static Hypothesis equalLevels(FitResult fit, String parameter) {
        return equal(fit.parameters().stream()
                .map(ParameterEstimate::name)
                .filter(name -> name.startsWith(parameter + "["))
                .toList());
    }
}
