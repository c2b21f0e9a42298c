package org.spectralsweep.law;

/**
 * One factor covariate^(sign * exponent) of a power law.
 *
 * @param name name of the parameter, for example {@code a}; {@code c} is reserved for the law's factor
 * @param covariate what the parameter is the exponent of, for example {@code frequency}
 * @param sign +1 where the exponent is quoted as growth, -1 where it is quoted as decay (b in T = c p^-b)
 */
public record Exponent(String name, String covariate, int sign) {
    /** Checks the names and the sign. */
    public Exponent {
        if (name.isBlank() || name.equals(Law.FACTOR)) {
            throw new IllegalArgumentException(
                    "name must be non-blank and not \"" + Law.FACTOR + "\" but was \"" + name + "\"");
        }
        if (covariate.isBlank()) {
            throw new IllegalArgumentException("covariate must be non-blank but was \"" + covariate + "\"");
        }
        if (sign != 1 && sign != -1) {
            throw new IllegalArgumentException("sign must be 1 or -1 but was " + sign);
        }
    }

    /** The factor of the law. */
    Expression factor() {
        Expression exponent = Expression.parameter(name);
        return Expression.column(covariate).power(sign > 0 ? exponent : exponent.negated());
    }
}
