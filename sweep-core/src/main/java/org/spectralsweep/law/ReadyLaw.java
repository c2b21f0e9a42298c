package org.spectralsweep.law;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Laws that a spec can name. Each is made from the exponents of a power law T = c * x^a * y^-b * ...: x is the first
 * covariate and a its exponent, and the others keep their powers. In the formulas z is a further column that the name
 * carries in brackets, as in {@code linear-exponent(dimension)}.
 */
public enum ReadyLaw {
    /** T = c x^a: the power law itself. */
    POWER(false),
    /** T = c x^(a + q log x): a power law that bends. q = 0 is the power law. */
    BENT(false),
    /**
     * T = c x^a (1 + (x/x0)^(1/f))^((a2 - a) f): an exponent a below x0 and a2 above it. f is the width of the change
     * in log x and is fixed at 0.2, unless the spec says otherwise. With a break whose width is free this is the broken
     * neural scaling law (Caballero et al. 2022, arXiv 2210.14891, eq. 1).
     */
    BREAK(false),
    /** T = c (x^a + t0): a time that does not fall below c t0. */
    FLOOR(false),
    /** T = c e^(r x). */
    EXPONENTIAL(false),
    /** T = c e^(r x^s), s &gt; 0. */
    STRETCHED(false),
    /** T = c[z] x^(a z): an exponent proportional to z, with a factor for each z. */
    PROPORTIONAL_EXPONENT(true),
    /** T = c[z] x^(a + a1 z): an exponent linear in z, with a factor for each z. */
    LINEAR_EXPONENT(true),
    /** T = c z^e x^(a + g log z): an exponent linear in log z, and a power of z. */
    INTERACTION(true),
    /** T = c[z] x^(a1 + (a - a1) e^(-z/s)): an exponent that goes from a to a1 as z grows, with a factor for each z. */
    SATURATING(true),
    /** T = c[z] x^a[z]: an exponent and a factor for each z, which may be a category. */
    EACH(true);

    private static final double BREAK_WIDTH = 0.2;
    private static final double LARGEST_POWER = 20;
    private static final double SMALLEST_STRETCH = 0.05;
    private static final double LARGEST_STRETCH = 5;

    private final boolean needsColumn;

    ReadyLaw(boolean needsColumn) {
        this.needsColumn = needsColumn;
    }

    /** The name in a spec. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The ready law of that name. */
    public static Optional<ReadyLaw> named(String label) {
        return Arrays.stream(values()).filter(law -> law.label().equals(label)).findFirst();
    }

    /**
     * The law of these exponents.
     *
     * @param exponents those of the power law, at least one
     * @param column z, empty for a law that needs none
     * @param known what a spec says of the parameters; it replaces what the law says itself
     * @throws IllegalArgumentException if there is no exponent, a needed column is missing, or a parameter is unknown
     */
    public Law of(List<Exponent> exponents, String column, List<Parameter> known) {
        if (exponents.isEmpty()) {
            throw new IllegalArgumentException("exponents must name a covariate for the law " + label());
        }
        if (needsColumn == column.isEmpty()) {
            throw new IllegalArgumentException(
                    needsColumn
                            ? "the law must name a column, as in " + label() + "(dimension)"
                            : "the law " + label() + " must not name a column but named " + column);
        }
        Exponent first = exponents.get(0);
        String x = first.covariate();
        String a = first.name();
        Expression c = Expression.parameter(Law.FACTOR);
        Expression variable = Expression.column(x);
        Expression sign = Expression.number(first.sign());
        List<Parameter> own = new ArrayList<>();
        Expression formula;
        String text;
        switch (this) {
            case BENT -> {
                Expression bend = Expression.parameter("q").times(variable.log());
                formula = c.times(
                        variable.power(signed(first, Expression.parameter(a).plus(bend))));
                text = String.format(Locale.ROOT, "c * %s^%s(%s + q * log(%s))", x, minus(first), a, x);
            }
            case BREAK -> {
                String after = a + "2";
                String place = x + "0";
                Expression f = Expression.parameter("f");
                Expression ratio = variable.over(Expression.parameter(place))
                        .power(Expression.number(1).over(f));
                Expression change = Expression.parameter(after)
                        .minus(Expression.parameter(a))
                        .times(f);
                formula = c.times(variable.power(signed(first, Expression.parameter(a))))
                        .times(Expression.number(1).plus(ratio).power(signed(first, change)));
                own.add(Parameter.on(place, x));
                own.add(new Parameter("f", 0, Double.POSITIVE_INFINITY, List.of(), null, BREAK_WIDTH));
                text = String.format(
                        Locale.ROOT,
                        "c * %s^%s%s * (1 + (%s/%s)^(1/f))^(%s(%s - %s) * f)",
                        x,
                        minus(first),
                        a,
                        x,
                        place,
                        minus(first),
                        after,
                        a);
            }
            case FLOOR -> {
                formula = c.times(
                        variable.power(signed(first, Expression.parameter(a))).plus(Expression.parameter("t0")));
                own.add(Parameter.within(a, 0, LARGEST_POWER, 2.0, 1.0, 4.0, 0.5));
                own.add(Parameter.within("t0", 0, Double.POSITIVE_INFINITY, 1.0, 0.1, 10.0, 100.0, 1000.0));
                text = String.format(Locale.ROOT, "c * (%s^%s%s + t0)", x, minus(first), a);
            }
            case EXPONENTIAL -> {
                formula = c.times(
                        sign.times(Expression.parameter("r")).times(variable).exp());
                text = String.format(Locale.ROOT, "c * exp(%sr * %s)", minus(first), x);
            }
            case STRETCHED -> {
                formula = c.times(sign.times(Expression.parameter("r"))
                        .times(variable.power(Expression.parameter("s")))
                        .exp());
                own.add(Parameter.within("s", SMALLEST_STRETCH, LARGEST_STRETCH, 0.5, 0.2, 1.0, 2.0));
                text = String.format(Locale.ROOT, "c * exp(%sr * %s^s)", minus(first), x);
            }
            case PROPORTIONAL_EXPONENT -> {
                formula = Expression.parameter(Law.FACTOR, column)
                        .times(variable.power(
                                signed(first, Expression.parameter(a).times(Expression.column(column)))));
                text = String.format(Locale.ROOT, "c[%s] * %s^%s(%s * %s)", column, x, minus(first), a, column);
            }
            case LINEAR_EXPONENT -> {
                formula = Expression.parameter(Law.FACTOR, column)
                        .times(variable.power(signed(
                                first,
                                Expression.parameter(a)
                                        .plus(Expression.parameter(a + "1").times(Expression.column(column))))));
                text = String.format(
                        Locale.ROOT, "c[%s] * %s^%s(%s + %s1 * %s)", column, x, minus(first), a, a, column);
            }
            case INTERACTION -> {
                Expression log = Expression.column(column).log();
                formula = c.times(Expression.column(column).power(Expression.parameter("e")))
                        .times(variable.power(signed(
                                first,
                                Expression.parameter(a)
                                        .plus(Expression.parameter("g").times(log)))));
                text = String.format(
                        Locale.ROOT, "c * %s^e * %s^%s(%s + g * log(%s))", column, x, minus(first), a, column);
            }
            case SATURATING -> {
                Expression end = Expression.parameter(a + "1");
                Expression decay = Expression.column(column)
                        .over(Expression.parameter("s"))
                        .negated()
                        .exp();
                formula = Expression.parameter(Law.FACTOR, column)
                        .times(variable.power(signed(
                                first,
                                end.plus(Expression.parameter(a).minus(end).times(decay)))));
                own.add(Parameter.on("s", column));
                text = String.format(
                        Locale.ROOT,
                        "c[%s] * %s^%s(%s1 + (%s - %s1) * exp(-%s/s))",
                        column,
                        x,
                        minus(first),
                        a,
                        a,
                        a,
                        column);
            }
            case EACH -> {
                formula = Expression.parameter(Law.FACTOR, column)
                        .times(variable.power(signed(first, Expression.parameter(a, column))));
                text = String.format(Locale.ROOT, "c[%s] * %s^%s%s[%s]", column, x, minus(first), a, column);
            }
            default -> {
                formula = c.times(first.factor());
                text = String.format(Locale.ROOT, "c * %s^%s%s", x, minus(first), a);
            }
        }
        StringBuilder whole = new StringBuilder("T = ").append(text);
        for (Exponent other : exponents.subList(1, exponents.size())) {
            if (needsColumn && this == INTERACTION && other.covariate().equals(column)) {
                continue;
            }
            if (Law.names(formula).contains(other.name())) {
                throw new IllegalArgumentException("the law " + label() + " has a parameter " + other.name()
                        + " of its own; name the exponent of " + other.covariate() + " otherwise");
            }
            formula = formula.times(other.factor());
            whole.append(" * ")
                    .append(other.covariate())
                    .append('^')
                    .append(minus(other))
                    .append(other.name());
        }
        List<Parameter> parameters = new ArrayList<>(known);
        own.stream()
                .filter(one -> known.stream().noneMatch(other -> other.name().equals(one.name())))
                .forEach(parameters::add);
        return new Law(whole.toString(), formula, parameters);
    }

    private static Expression signed(Exponent exponent, Expression value) {
        return exponent.sign() > 0 ? value : value.negated();
    }

    private static String minus(Exponent exponent) {
        return exponent.sign() > 0 ? "" : "-";
    }
}
