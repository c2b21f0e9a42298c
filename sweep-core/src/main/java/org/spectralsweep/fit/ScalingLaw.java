package org.spectralsweep.fit;

import java.util.List;
import java.util.Map;

/**
 * A law for a positive time T, linear once logarithms are taken:
 *
 * <pre>log T = log c + sum_k theta_k * g_k(covariates) + sigma * e,   e ~ N(0, 1).</pre>
 *
 * The factor c is always the first parameter.
 */
public sealed interface ScalingLaw permits PowerLaw {
    /** The law as text, for example {@code T = c * frequency^a * density^-b}, as the table of fits records it. */
    String formula();

    /** Names of the parameters: the factor, then one for each g_k. */
    List<String> parameters();

    /** Names of the covariates that an observation must carry. */
    List<String> covariates();

    /** For each g_k the covariate that identifies it, in the order of the parameters without the factor. */
    List<String> identifiedBy();

    /**
     * The regressors (1, g_1, ..., g_K).
     *
     * @throws IllegalArgumentException if a covariate is missing
     */
    double[] regressors(Map<String, Double> covariates);

    /**
     * The law's time T = c * exp(sum_k theta_k g_k).
     *
     * @param values one for each parameter, in the order of {@link #parameters()}; the first is c itself
     */
    default double time(double[] values, Map<String, Double> covariates) {
        if (values.length != parameters().size()) {
            throw new IllegalArgumentException(
                    "values must have " + parameters().size() + " elements but had " + values.length);
        }
        double[] x = regressors(covariates);
        double exponent = 0;
        for (int k = 1; k < x.length; k++) {
            exponent += values[k] * x[k];
        }
        return values[0] * StrictMath.exp(exponent);
    }
}
