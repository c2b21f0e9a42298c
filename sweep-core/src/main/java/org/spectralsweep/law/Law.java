package org.spectralsweep.law;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.spectralsweep.law.Expression.Binary;
import org.spectralsweep.law.Expression.BinaryOperator;
import org.spectralsweep.law.Expression.Coefficient;
import org.spectralsweep.law.Expression.Column;
import org.spectralsweep.law.Expression.Unary;
import org.spectralsweep.law.Expression.UnaryOperator;

/**
 * A law for a positive number, usually a time T: a formula of parameters and columns.
 *
 * @param text the law as text, for example {@code T = c * frequency^a * density^-b}, as the table of fits records it
 * @param formula what T is
 * @param parameters what is known of each parameter, in the order to print them
 */
public record Law(String text, Expression formula, List<Parameter> parameters) {
    /** Name of the factor of the ready laws. */
    public static final String FACTOR = "c";

    /** Adds the parameters that only the formula names, and refuses those that only the list names. */
    public Law {
        Map<String, List<String>> levels = new LinkedHashMap<>();
        for (Expression node : formula.nodes()) {
            if (node instanceof Coefficient coefficient) {
                List<String> before = levels.putIfAbsent(coefficient.name(), coefficient.levels());
                if (before != null && !before.equals(coefficient.levels())) {
                    throw new IllegalArgumentException("a parameter must be indexed alike wherever it stands, but "
                            + coefficient.name() + " is not");
                }
            }
        }
        Map<String, Parameter> known = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            if (!levels.containsKey(parameter.name())) {
                throw new IllegalArgumentException("parameters must be of the formula ("
                        + String.join(", ", levels.keySet()) + ") but one was " + parameter.name());
            }
            if (known.put(parameter.name(), parameter) != null) {
                throw new IllegalArgumentException(
                        "parameters must be named once but " + parameter.name() + " was named twice");
            }
        }
        parameters = levels.keySet().stream()
                .map(name -> Optional.ofNullable(known.get(name)).orElseGet(() -> Parameter.free(name)))
                .toList();
    }

    /** The power law T = c * prod_k covariate_k^(sign_k * theta_k); without exponents T = c. */
    public static Law power(Exponent... exponents) {
        return power(List.of(exponents));
    }

    /**
     * The power law of these exponents.
     *
     * @throws IllegalArgumentException if a name or covariate occurs twice
     */
    public static Law power(List<Exponent> exponents) {
        Set<String> seen = new HashSet<>();
        StringBuilder text = new StringBuilder("T = " + FACTOR);
        Expression formula = Expression.parameter(FACTOR);
        for (Exponent exponent : exponents) {
            if (!seen.add("name " + exponent.name()) || !seen.add("covariate " + exponent.covariate())) {
                throw new IllegalArgumentException(
                        "exponents must have distinct names and covariates but were " + exponents);
            }
            text.append(" * ")
                    .append(exponent.covariate())
                    .append(exponent.sign() < 0 ? "^-" : "^")
                    .append(exponent.name());
            formula = formula.times(exponent.factor());
        }
        return new Law(text.toString(), formula, List.of());
    }

    /** Names of the parameters of a formula. */
    static Set<String> names(Expression formula) {
        Set<String> names = new LinkedHashSet<>();
        formula.nodes().forEach(node -> {
            if (node instanceof Coefficient coefficient) {
                names.add(coefficient.name());
            }
        });
        return names;
    }

    /** Names of the numeric columns, in the order of the formula. */
    public List<String> columns() {
        return formula.nodes().stream()
                .flatMap(node -> node instanceof Column column ? Stream.of(column.name()) : Stream.of())
                .distinct()
                .toList();
    }

    /** Names of the columns that parameters are indexed by. */
    public List<String> levelColumns() {
        return formula.nodes().stream()
                .flatMap(node -> node instanceof Coefficient coefficient ? coefficient.levels().stream() : Stream.of())
                .distinct()
                .toList();
    }

    /** The columns by which a parameter is indexed. */
    public List<String> levels(String parameter) {
        return formula.nodes().stream()
                .flatMap(node -> node instanceof Coefficient c && c.name().equals(parameter)
                        ? Stream.of(c.levels())
                        : Stream.of())
                .findFirst()
                .orElseThrow();
    }

    /** What is known of a parameter. */
    public Parameter parameter(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("name must be a parameter of " + text + " but was " + name));
    }

    /** The columns that must be positive, because a power or a logarithm is taken of them. */
    public Set<String> positiveColumns() {
        Set<String> positive = new LinkedHashSet<>();
        for (Expression node : logarithm().nodes()) {
            if (node instanceof Unary unary
                    && unary.operator() == UnaryOperator.LOG
                    && unary.of() instanceof Column c) {
                positive.add(c.name());
            }
            if (node instanceof Binary binary
                    && binary.operator() == BinaryOperator.POWER
                    && binary.left() instanceof Column c
                    && !(binary.right() instanceof Expression.Constant)) {
                positive.add(c.name());
            }
        }
        return positive;
    }

    /** The parameter that is, by itself, the exponent of a column in the formula. */
    public Optional<String> exponentOf(String column) {
        return formula.nodes().stream()
                .flatMap(node -> node instanceof Binary power
                                && power.operator() == BinaryOperator.POWER
                                && power.left().equals(new Column(column))
                                && power.right() instanceof Coefficient coefficient
                        ? Stream.of(coefficient.name())
                        : Stream.of())
                .findFirst();
    }

    /** The parameters that are not factors; all of them where every one is. */
    public List<String> shapes() {
        Set<String> factors = factors();
        List<String> shapes =
                estimated().stream().filter(name -> !factors.contains(name)).toList();
        return shapes.isEmpty() ? estimated() : shapes;
    }

    /** log T, with products taken apart. */
    public Expression logarithm() {
        return Logarithm.of(formula);
    }

    /**
     * The parameters that are factors of T: wherever they stand in log T, their logarithm is taken. They are positive,
     * and their logarithms are what is estimated.
     */
    public Set<String> factors() {
        Set<String> logged = new LinkedHashSet<>();
        Set<String> bare = new HashSet<>();
        collect(logarithm(), false, logged, bare);
        logged.removeAll(bare);
        parameters.stream().filter(p -> p.fixed() != null || p.isBounded()).forEach(p -> logged.remove(p.name()));
        return logged;
    }

    private static void collect(Expression node, boolean inLog, Set<String> logged, Set<String> bare) {
        if (node instanceof Coefficient coefficient) {
            (inLog ? logged : bare).add(coefficient.name());
        }
        boolean log = node instanceof Unary unary && unary.operator() == UnaryOperator.LOG;
        node.parts().forEach(part -> collect(part, log, logged, bare));
    }

    /**
     * What is estimated of a law with additive errors of log T: log T as a formula of the logarithms of its factors and
     * of its other parameters. Fixed ones are numbers.
     */
    public Expression logarithmInCoordinates() {
        Set<String> factors = factors();
        return fixed(logarithm()
                .replaced(node -> node instanceof Unary unary
                                && unary.operator() == UnaryOperator.LOG
                                && unary.of() instanceof Coefficient coefficient
                                && factors.contains(coefficient.name())
                        ? Optional.of(coefficient)
                        : Optional.empty()));
    }

    /** T as a formula of its estimated parameters; fixed ones are numbers. */
    public Expression timeInCoordinates() {
        return fixed(formula);
    }

    private Expression fixed(Expression expression) {
        Map<String, Double> values = new LinkedHashMap<>();
        parameters.forEach(parameter -> {
            Double value = parameter.fixed();
            if (value != null) {
                values.put(parameter.name(), value);
            }
        });
        return expression.replaced(node -> node instanceof Coefficient coefficient
                ? Optional.ofNullable(values.get(coefficient.name())).map(Expression::number)
                : Optional.empty());
    }

    /** The names of the estimated parameters. */
    public List<String> estimated() {
        List<String> names = new ArrayList<>();
        parameters.stream().filter(p -> p.fixed() == null).forEach(p -> names.add(p.name()));
        return names;
    }
}
