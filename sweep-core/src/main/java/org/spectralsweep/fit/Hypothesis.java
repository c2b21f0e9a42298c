package org.spectralsweep.fit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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

    /**
     * All these coordinates have the same value.
     *
     * @param text what that means, such as {@code a equal for every encoding}
     * @param names two or more
     */
    public static Hypothesis equal(String text, List<String> names) {
        if (names.size() < 2) {
            throw new IllegalArgumentException("names must be two or more but were " + names);
        }
        List<SortedMap<String, Double>> differences = new ArrayList<>();
        List<Double> zeros = new ArrayList<>();
        for (String name : names.subList(1, names.size())) {
            differences.add(new TreeMap<>(Map.of(names.get(0), 1.0, name, -1.0)));
            zeros.add(0.0);
        }
        return new Hypothesis(text, differences, zeros);
    }

    /**
     * A parameter with levels has the same value at all of them that were estimated. It is empty for a parameter
     * without levels, and where fewer than two were estimated.
     */
    public static Optional<Hypothesis> equalLevels(FitResult fit, String parameter) {
        List<String> levels = fit.law().levels(parameter);
        List<String> names = fit.parameters().stream()
                .filter(one -> one.parameter().equals(parameter) && one.estimate() != null)
                .map(ParameterEstimate::name)
                .toList();
        return levels.isEmpty() || names.size() < 2
                ? Optional.empty()
                : Optional.of(equal(parameter + " equal for every " + String.join(" and ", levels), names));
    }
}
