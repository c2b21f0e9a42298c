package org.spectralsweep.sweep;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spectralsweep.fit.ErrorDistribution;
import org.spectralsweep.fit.IntervalMethod;
import org.spectralsweep.law.Exponent;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * A law to fit to the convergence times, or to other measured values, of a sweep.
 *
 * @param name name of the fit in the tables
 * @param threshold the threshold whose crossings are T; empty means the first of the trial; not used by laws of values
 * @param exponents covariate by parameter; {@code 1/x} means that x enters with the negative of the parameter. They
 *     are the power law, and what the ready laws are made from.
 * @param where closed windows [least, greatest] by column; rows outside are left out
 * @param groupBy columns; there is one fit for each combination of their values
 * @param theory the expected values, printed beside the estimates; a parameter that is not listed has
 *     {@link #theory(String, int, int)}
 * @param law a ready law by name, or a formula of parameters and columns
 * @param parameters what is known of the parameters
 * @param rivals laws that compete with it, like {@code law}
 * @param errors how times scatter about the law
 * @param intervals how 95 % intervals are found
 * @param response what the law is to give: the time to the threshold, to another level, or a measured value
 */
public record FitSpec(
        String name,
        @Default("") String threshold,
        @Default("{a: frequency, b: \"1/density\"}") Map<String, String> exponents,
        @Default("{}") Map<String, List<Double>> where,
        @Default("[]") List<String> groupBy,
        @Default("{}") Map<String, Double> theory,
        @Default("power") String law,
        @Default("{}") Map<String, ParameterSpec> parameters,
        @Default("[]") List<String> rivals,
        @Default("log-normal") ErrorDistribution errors,
        @Default("pooled") IntervalMethod intervals,
        @Default("{}") ResponseSpec response) {
    private static final String INVERSE = "1/";

    /** Refuses empty names, repeated covariates, and windows that hold nothing. */
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
        exponents = Collections.unmodifiableMap(new LinkedHashMap<>(exponents));
        where = Collections.unmodifiableMap(new LinkedHashMap<>(where));
        groupBy = List.copyOf(groupBy);
        rivals = List.copyOf(rivals);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        theory = Collections.unmodifiableMap(new LinkedHashMap<>(theory));
    }

    /** The same fit for another threshold. */
    public FitSpec withThreshold(String other) {
        return new FitSpec(
                name, other, exponents, where, groupBy, theory, law, parameters, rivals, errors, intervals, response);
    }

    /** The exponents as the factors of a power law. */
    public List<Exponent> powers() {
        return exponents.entrySet().stream()
                .map(entry ->
                        new Exponent(entry.getKey(), column(entry.getValue()), inverse(entry.getValue()) ? -1 : 1))
                .toList();
    }

    /** The column of a covariate: {@code density} of {@code 1/density}. */
    public static String column(String covariate) {
        return inverse(covariate) ? covariate.substring(INVERSE.length()).strip() : covariate;
    }

    /** Whether a covariate enters as its reciprocal. */
    public static boolean inverse(String covariate) {
        return covariate.startsWith(INVERSE);
    }

    /** The theory's value of a parameter on a sphere of dimension D; NaN where it has none. */
    public double theory(String parameter, int manifoldDimension) {
        return theory(parameter, manifoldDimension, manifoldDimension + 1);
    }

    /**
     * The theory's value of a parameter: that of {@link #theory()}, otherwise that of the ready law. It is D + 1 for an
     * exponent of the frequency and 1 for one of the reciprocal density (Basri et al. 2020, a conjecture for D above
     * 2). What bends a law is 0, and an exponent that is linear in the dimension follows D + 1. It is NaN for what the
     * theory does not speak of: laws that are no power of the frequency, the effect of other columns on an exponent,
     * formulas, whose parameters may mean anything, and laws of
     * values.
     *
     * @param manifoldDimension D
     * @param dimension d of the space around the manifold: D + 1 for a sphere, D for a torus
     */
    public double theory(String parameter, int manifoldDimension, int dimension) {
        return theory(parameter, manifoldDimension, dimension, TimeExponents.plain(manifoldDimension));
    }

    /**
     * The theory's value of a parameter where times go by other exponents than those of gradient descent.
     *
     * @param manifoldDimension D
     * @param dimension d of the space around the manifold
     * @param times what takes the place of D + 1 and of 1
     */
    public double theory(String parameter, int manifoldDimension, int dimension, TimeExponents times) {
        Double given = theory.get(parameter);
        if (given == null && !response.isTime()) {
            return Double.NaN;
        }
        return given != null
                ? given
                : LawTheory.of(this)
                        .map(law -> law.value(parameter, manifoldDimension, dimension, times))
                        .orElse(Double.NaN);
    }
}
