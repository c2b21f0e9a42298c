package org.spectralsweep.fit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spectralsweep.law.Law;
import org.spectralsweep.law.Parameter;

/**
 * The numbers that are estimated of a law: one for each parameter, or for one with levels one for each combination of
 * levels that occurs. Factors are estimated by their logarithms, if errors are added to log T.
 *
 * @param entries in the law's order
 */
record Coordinates(List<Entry> entries) {
    /**
     * One number.
     *
     * @param name such as {@code a}, or {@code c[3]} with a level
     * @param parameter what it belongs to
     * @param level its levels as {@code 3} or {@code 3][1}, empty without
     * @param logarithmic whether the number is the logarithm of the parameter
     */
    record Entry(String name, Parameter parameter, String level, boolean logarithmic) {
        /** The parameter's value. */
        double shown(double coordinate) {
            return logarithmic ? StrictMath.exp(coordinate) : coordinate;
        }

        double lower() {
            return logarithmic ? Double.NEGATIVE_INFINITY : parameter.lower();
        }

        double upper() {
            return logarithmic ? Double.POSITIVE_INFINITY : parameter.upper();
        }
    }

    /** The coordinates of a law for observations with these levels. */
    static Coordinates of(Law law, List<Observation> observations, boolean logarithmic) {
        Set<String> factors = logarithmic ? law.factors() : Set.of();
        List<Entry> entries = new ArrayList<>();
        for (String name : law.estimated()) {
            Parameter parameter = law.parameter(name);
            List<String> columns = law.levels(name);
            List<String> levels = columns.isEmpty()
                    ? List.of("")
                    : observations.stream()
                            .map(row -> level(columns, row))
                            .distinct()
                            .sorted(NUMBERS_BY_SIZE)
                            .toList();
            for (String level : levels) {
                entries.add(new Entry(
                        level.isEmpty() ? name : name + "[" + level + "]", parameter, level, factors.contains(name)));
            }
        }
        return new Coordinates(entries);
    }

    private static final Comparator<String> NUMBERS_BY_SIZE = Comparator.comparing(Coordinates::padded);

    /** Digits before the point padded with zeros, so that 10 follows 9. */
    private static String padded(String level) {
        StringBuilder text = new StringBuilder();
        for (String part : level.split("\\]\\[", -1)) {
            int point = part.indexOf('.') < 0 ? part.length() : part.indexOf('.');
            boolean number = !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.');
            text.append(number ? "0".repeat(Math.max(0, 20 - point)) : "")
                    .append(part)
                    .append(' ');
        }
        return text.toString();
    }

    private static String level(List<String> columns, Observation row) {
        StringBuilder text = new StringBuilder();
        for (String column : columns) {
            String value = row.levels().get(column);
            if (value == null) {
                throw new IllegalArgumentException("levels must contain \"" + column + "\" but were "
                        + row.levels().keySet());
            }
            text.append(text.isEmpty() ? "" : "][").append(value);
        }
        return text.toString();
    }

    int size() {
        return entries.size();
    }

    List<String> names() {
        return entries.stream().map(Entry::name).toList();
    }

    /** Where the coordinates of a parameter begin. */
    int first(String parameter) {
        for (int k = 0; k < size(); k++) {
            if (entries.get(k).parameter().name().equals(parameter)) {
                return k;
            }
        }
        throw new IllegalArgumentException("no coordinate of " + parameter);
    }

    /** Which of a parameter's levels an observation has, counted from its first coordinate; -1 for none of them. */
    int levelOf(Law law, String parameter, Observation row) {
        Map<String, Integer> places = new LinkedHashMap<>();
        int first = first(parameter);
        for (int k = first; k < size() && entries.get(k).parameter().name().equals(parameter); k++) {
            places.put(entries.get(k).level(), k - first);
        }
        return places.getOrDefault(level(law.levels(parameter), row), -1);
    }
}
