package org.spectralsweep.spark.conf;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.AbstractFunction;
import com.ezylang.evalex.functions.FunctionParameter;
import com.ezylang.evalex.parser.ASTNode;
import com.ezylang.evalex.parser.ParseException;
import com.ezylang.evalex.parser.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.spectralsweep.law.Expression.UnaryOperator;
import org.spectralsweep.law.Law;
import org.spectralsweep.law.Parameter;
import org.spectralsweep.law.ReadyLaw;
import org.spectralsweep.spec.Refusal;
import org.spectralsweep.sweep.FitSpec;

/**
 * Reads laws from a spec: a ready one by its name, such as {@code bent} or {@code proportional-exponent(dimension)}, or
 * a formula, such as {@code c[dimension] * frequency^(alpha * dimension) * density^-b}. EvalEx parses formulas; nothing
 * is evaluated here. A name is a column if there is one of that name, and a parameter otherwise.
 */
public final class LawText {
    private static final Pattern READY = Pattern.compile("([a-z][a-z-]*)(?:\\(\\s*([A-Za-z0-9_]+)\\s*\\))?");
    private static final int LONGEST = 2000;
    /** Longer names are parameters only where the spec declares them, so that a misspelt column is not one. */
    private static final int LONGEST_PARAMETER = 6;

    private static final Map<String, UnaryOperator> FUNCTIONS = Map.of(
            "exp", UnaryOperator.EXP,
            "log", UnaryOperator.LOG,
            "sqrt", UnaryOperator.SQRT,
            "tanh", UnaryOperator.TANH);
    private static final ExpressionConfiguration GRAMMAR = grammar();

    private final FitSpec fit;
    private final Set<String> columns;
    /** What a formula may begin with, as in {@code T =}. */
    private final Pattern leftSide;

    private LawText(FitSpec fit, Set<String> columns) {
        this.fit = fit;
        this.leftSide =
                Pattern.compile("^\\s*(?:T|" + Pattern.quote(fit.response().of()) + ")\\s*=");
        this.columns = columns;
    }

    /**
     * The law of a fit, and those that compete with it, in the order of the spec.
     *
     * @param columns every column that there is
     * @throws Refusal with the key {@code law}, {@code rivals} or {@code parameters} and a clear sentence
     */
    public static List<Law> of(FitSpec fit, Set<String> columns) {
        LawText reader = new LawText(fit, columns);
        List<Law> laws = new ArrayList<>();
        laws.add(reader.law("law", fit.law()));
        for (String rival : fit.rivals()) {
            laws.add(reader.law("rivals", rival));
        }
        for (int i = 0; i < laws.size(); i++) {
            if (laws.get(i).estimated().isEmpty()) {
                throw new Refusal(
                        i == 0 ? "law" : "rivals",
                        "must have a parameter to estimate but '" + laws.get(i).text() + "' has none");
            }
        }
        Set<String> known = new TreeSet<>();
        laws.forEach(law ->
                known.addAll(law.parameters().stream().map(Parameter::name).toList()));
        for (String name : fit.parameters().keySet()) {
            if (!known.contains(name)) {
                throw new Refusal(
                        "parameters",
                        "must name parameters of the laws (" + String.join(", ", known) + ") but was '" + name + "'");
            }
        }
        for (String name : fit.theory().keySet()) {
            if (!known.contains(name)) {
                throw new Refusal(
                        "theory",
                        "must name parameters of the law (" + String.join(", ", known) + ") but was '" + name + "'");
            }
        }
        Set<String> texts = new LinkedHashSet<>();
        for (Law law : laws) {
            if (!texts.add(law.text())) {
                throw new Refusal("rivals", "must be laws that differ, but '" + law.text() + "' is there twice");
            }
        }
        return laws;
    }

    private Law law(String key, String text) {
        Matcher name = READY.matcher(text.strip());
        ReadyLaw ready = name.matches() ? ReadyLaw.named(name.group(1)).orElse(null) : null;
        try {
            if (ready != null) {
                String column = name.group(2) == null ? "" : name.group(2);
                if (!column.isEmpty()) {
                    requireColumn(key, column);
                }
                Law plain = ready.of(fit.powers(), column, List.of());
                return named(ready.of(fit.powers(), column, known(plain)));
            }
            if (name.matches() && !columns.contains(text.strip())) {
                throw new Refusal(
                        key,
                        "must be a formula or one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(ReadyLaw.values())
                                                .map(ReadyLaw::label)
                                                .toList())
                                + " but was '" + text.strip() + "'");
            }
            String right = leftSide.matcher(text).replaceFirst("").strip();
            org.spectralsweep.law.Expression formula = formula(key, right);
            Law plain = new Law(fit.response().symbol() + " = " + right, formula, List.of());
            return new Law(plain.text(), formula, known(plain));
        } catch (Refusal e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new Refusal(key, "cannot be used: " + e.getMessage());
        }
    }

    /** A ready law with what it gives on its left side. */
    private Law named(Law ready) {
        return fit.response().isTime()
                ? ready
                : new Law(
                        ready.text().replaceFirst("^T", fit.response().symbol()), ready.formula(), ready.parameters());
    }

    /** What the spec says of a law's parameters. */
    private List<Parameter> known(Law law) {
        List<Parameter> known = new ArrayList<>();
        for (Parameter parameter : law.parameters()) {
            var given = fit.parameters().get(parameter.name());
            if (given != null) {
                known.add(given.over(parameter));
            }
        }
        return known;
    }

    private org.spectralsweep.law.Expression formula(String key, String text) {
        if (text.length() > LONGEST) {
            throw new Refusal(key, "must have at most " + LONGEST + " characters but had " + text.length());
        }
        try {
            return tree(key, new Expression(text, GRAMMAR).getAbstractSyntaxTree());
        } catch (ParseException e) {
            throw new Refusal(
                    key,
                    "must be a formula of + - * / ^, exp, log, sqrt and tanh, but '" + text + "' is not: "
                            + e.getMessage());
        }
    }

    private org.spectralsweep.law.Expression tree(String key, ASTNode node) {
        Token token = node.getToken();
        List<ASTNode> parts = node.getParameters();
        return switch (token.getType()) {
            case NUMBER_LITERAL -> org.spectralsweep.law.Expression.number(number(key, token.getValue()));
            case VARIABLE_OR_CONSTANT -> name(key, token.getValue());
            case ARRAY_INDEX -> indexed(key, node);
            case PREFIX_OPERATOR -> {
                var of = tree(key, parts.get(0));
                yield switch (token.getValue()) {
                    case "-" -> of.negated();
                    case "+" -> of;
                    default -> throw unknown(key, token.getValue());
                };
            }
            case INFIX_OPERATOR -> {
                if (token.getValue().equals("^")
                        && parts.get(0).getToken().getType() == Token.TokenType.PREFIX_OPERATOR) {
                    // The parser takes -a^2 for (-a)^2, which is not what people mean by it.
                    throw new Refusal(
                            key, "must say what is meant by a sign before a power: -(a^2), not -a^2 or (-a)^2");
                }
                var left = tree(key, parts.get(0));
                var right = tree(key, parts.get(1));
                yield switch (token.getValue()) {
                    case "+" -> left.plus(right);
                    case "-" -> left.minus(right);
                    case "*" -> left.times(right);
                    case "/" -> left.over(right);
                    case "^" -> left.power(right);
                    default -> throw unknown(key, token.getValue());
                };
            }
            case FUNCTION -> {
                UnaryOperator function = FUNCTIONS.get(token.getValue().toLowerCase(Locale.ROOT));
                if (function == null || parts.size() != 1) {
                    throw unknown(key, token.getValue());
                }
                yield new org.spectralsweep.law.Expression.Unary(function, tree(key, parts.get(0)));
            }
            default -> throw unknown(key, token.getValue());
        };
    }

    private static Refusal unknown(String key, String what) {
        return new Refusal(key, "must be a formula of + - * / ^, exp, log, sqrt and tanh, but has '" + what + "'");
    }

    private static double number(String key, String text) {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below: a number that Java does not read, such as one in hexadecimal digits.
        }
        throw new Refusal(key, "must have finite decimal numbers but has '" + text + "'");
    }

    private org.spectralsweep.law.Expression name(String key, String name) {
        if (columns.contains(name)) {
            return org.spectralsweep.law.Expression.column(name);
        }
        if (!fit.parameters().containsKey(name)) {
            if (fit.response().isTime() && SpecReader.OF_VALUES.contains(name)) {
                throw new Refusal(
                        key,
                        "names '" + name + "', a column of measured values only (response: {of: ...}), not of times");
            }
            String nearest = Suggestion.ending(name, columns.stream().sorted().toList());
            boolean isLike = nearest.contains("did you mean");
            if (name.length() > LONGEST_PARAMETER || name.length() > 3 && isLike) {
                throw new Refusal(
                        key, "names '" + name + "', which is neither a column nor under `parameters`" + nearest);
            }
        }
        return org.spectralsweep.law.Expression.parameter(name);
    }

    private org.spectralsweep.law.Expression indexed(String key, ASTNode node) {
        List<String> levels = new ArrayList<>();
        ASTNode at = node;
        while (at.getToken().getType() == Token.TokenType.ARRAY_INDEX) {
            Token index = at.getParameters().get(1).getToken();
            if (index.getType() != Token.TokenType.VARIABLE_OR_CONSTANT) {
                throw new Refusal(key, "must index parameters by columns, as in c[dimension]");
            }
            requireColumn(key, index.getValue());
            levels.add(0, index.getValue());
            at = at.getParameters().get(0);
        }
        if (at.getToken().getType() != Token.TokenType.VARIABLE_OR_CONSTANT
                || columns.contains(at.getToken().getValue())) {
            throw new Refusal(key, "must index parameters, not columns or numbers, as in c[dimension]");
        }
        return org.spectralsweep.law.Expression.parameter(at.getToken().getValue(), levels.toArray(String[]::new));
    }

    private void requireColumn(String key, String column) {
        if (!columns.contains(column)) {
            throw new Refusal(
                    key,
                    "names the unknown column '" + column + "'"
                            + Suggestion.ending(
                                    column, columns.stream().sorted().toList()));
        }
    }

    /** The functions are our own. */
    private static ExpressionConfiguration grammar() {
        Map.Entry<String, com.ezylang.evalex.functions.FunctionIfc>[] functions = entries();
        return ExpressionConfiguration.builder()
                .functionDictionary(MapBasedFunctionDictionary.ofFunctions(functions))
                .structuresAllowed(false)
                .implicitMultiplicationAllowed(false)
                .build();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map.Entry<String, com.ezylang.evalex.functions.FunctionIfc>[] entries() {
        return FUNCTIONS.keySet().stream()
                .map(name -> Map.entry(name.toUpperCase(Locale.ROOT), new OfOnePart()))
                .toArray(Map.Entry[]::new);
    }

    /** A function of one part, for the parser alone. */
    @FunctionParameter(name = "value")
    private static final class OfOnePart extends AbstractFunction {
        @Override
        public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... values)
                throws EvaluationException {
            throw new EvaluationException(token, "a law is not evaluated by the parser");
        }
    }
}
