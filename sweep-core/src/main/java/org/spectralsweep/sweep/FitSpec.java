package org.spectralsweep.sweep;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * A law T = c * product of covariate^exponent to fit to the convergence times of a sweep.
 *
 * @param name name of the fit in the tables
 * @param threshold the threshold whose crossings are T; empty means the first of the trial
 * @param exponents covariate by parameter; {@code 1/x} means that x enters with the negative of the parameter
 * @param where closed windows [least, greatest] by column; rows outside are left out
 * @param groupBy columns; there is one fit for each combination of their values
 * @param theory the expected values, printed beside the estimates; a parameter that is not listed has
 *     {@link #theory(String, int)}
 */
public record FitSpec(
        String name,
        @Default("") String threshold,
        @Default("{a: frequency, b: \"1/density\"}") Map<String, String> exponents,
        @Default("{}") Map<String, List<Double>> where,
        @Default("[]") List<String> groupBy,
        @Default("{}") Map<String, Double> theory) {
    private static final String INVERSE = "1/";

    /**
     * Refuses empty names, repeated covariates, windows that hold nothing, and expected values of unknown parameters.
     */
    public FitSpec {
        if (name.isBlank()) {
            throw new Refusal("name", "must not be empty but was '" + name + "'");
        }
        if (exponents.isEmpty()) {
            throw new Refusal("exponents", "must name at least one parameter but was empty");
        }
        if (exponents.values().stream().map(FitSpec::column).distinct().count() < exponents.size()) {
            throw new Refusal("exponents", "must name each covariate once but was " + exponents);
        }
        for (Map.Entry<String, List<Double>> window : where.entrySet()) {
            List<Double> ends = window.getValue();
            if (ends.size() != 2 || !(ends.get(0) <= ends.get(1))) {
                throw new Refusal("where", "must give [least, greatest] but was " + ends + " for " + window.getKey());
            }
        }
        for (String parameter : theory.keySet()) {
            if (!exponents.containsKey(parameter)) {
                throw new Refusal(
                        "theory",
                        "must name parameters of exponents (" + String.join(", ", exponents.keySet()) + ") but was '"
                                + parameter + "'");
            }
        }
        exponents = Collections.unmodifiableMap(new LinkedHashMap<>(exponents));
        where = Collections.unmodifiableMap(new LinkedHashMap<>(where));
        groupBy = List.copyOf(groupBy);
        theory = Collections.unmodifiableMap(new LinkedHashMap<>(theory));
    }

    /** The same fit for another threshold. */
    public FitSpec withThreshold(String name) {
        return new FitSpec(this.name, name, exponents, where, groupBy, theory);
    }

    /** The column of a covariate: {@code density} of {@code 1/density}. */
    public static String column(String covariate) {
        return inverse(covariate) ? covariate.substring(INVERSE.length()).strip() : covariate;
    }

    /** Whether a covariate enters as its reciprocal. */
    public static boolean inverse(String covariate) {
        return covariate.startsWith(INVERSE);
    }

    /**
     * The theory's value of a parameter on a manifold of dimension D. If {@link #theory()} has none, it is D + 1 for
     * the frequency and 1 for the reciprocal density (Basri et al. 2020, a conjecture for d above 2). For any other
     * covariate it is NaN.
     */
    public double theory(String parameter, int manifoldDimension) {
        Double given = theory.get(parameter);
        if (given != null) {
            return given;
        }
        String covariate = exponents.getOrDefault(parameter, "");
        return switch (covariate) {
            case "frequency" -> manifoldDimension + 1.0;
            case "1/density" -> 1;
            default -> Double.NaN;
        };
    }
}
