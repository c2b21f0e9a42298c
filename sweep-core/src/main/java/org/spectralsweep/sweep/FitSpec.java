package org.spectralsweep.sweep;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
 *     {@link #theory(String, int)}
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
        @Default("jackknife") IntervalMethod intervals,
        @Default("{}") ResponseSpec response) {
    private static final String INVERSE = "1/";
    private static final String POWER = "power";
    private static final Pattern READY = Pattern.compile("[a-z][a-z-]*(\\([^()]*\\))?");
    private static final String PROPORTIONAL = "proportional-exponent(dimension)";

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

    /** A power law with log-normal errors. */
    public FitSpec(
            String name,
            String threshold,
            Map<String, String> exponents,
            Map<String, List<Double>> where,
            List<String> groupBy,
            Map<String, Double> theory) {
        this(
                name,
                threshold,
                exponents,
                where,
                groupBy,
                theory,
                POWER,
                Map.of(),
                List.of(),
                ErrorDistribution.LOG_NORMAL,
                IntervalMethod.JACKKNIFE);
    }

    /** A law of the times to the threshold. */
    public FitSpec(
            String name,
            String threshold,
            Map<String, String> exponents,
            Map<String, List<Double>> where,
            List<String> groupBy,
            Map<String, Double> theory,
            String law,
            Map<String, ParameterSpec> parameters,
            List<String> rivals,
            ErrorDistribution errors,
            IntervalMethod intervals) {
        this(
                name,
                threshold,
                exponents,
                where,
                groupBy,
                theory,
                law,
                parameters,
                rivals,
                errors,
                intervals,
                ResponseSpec.THRESHOLD);
    }

    /** The same fit for another threshold. */
    public FitSpec withThreshold(String other) {
        return new FitSpec(
                name, other, exponents, where, groupBy, theory, law, parameters, rivals, errors, intervals, response);
    }

    /** Whether the law is the power law itself. */
    public boolean isPowerLaw() {
        return law.equals(POWER);
    }

    /** Whether the law is one that has a name, made from the exponents, and not a formula. */
    public boolean isReady() {
        return READY.matcher(law.strip()).matches();
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

    /**
     * The theory's value of a parameter on a manifold of dimension D. If {@link #theory()} has none, it is D + 1 for
     * the frequency and 1 for the reciprocal density (Basri et al. 2020, a conjecture for d above 2). An exponent that
     * is proportional to the dimension has 1. For anything else, for the frequency in
     * other laws, in formulas and in laws of values it is NaN.
     */
    public double theory(String parameter, int manifoldDimension) {
        Double given = theory.get(parameter);
        if (given != null) {
            return given;
        }
        if (!response.isTime()) {
            return Double.NaN;
        }
        String covariate = exponents.getOrDefault(parameter, "");
        if (law.equals(PROPORTIONAL) && covariate.equals("frequency")) {
            // On a sphere of dimension d - 1 the exponent D + 1 is d.
            return 1;
        }
        return switch (covariate) {
            case "frequency" -> isPowerLaw() ? manifoldDimension + 1.0 : Double.NaN;
            case "1/density" -> isReady() ? 1 : Double.NaN;
            default -> Double.NaN;
        };
    }
}
