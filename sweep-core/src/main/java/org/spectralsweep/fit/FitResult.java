package org.spectralsweep.fit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fitted law.
 *
 * @param law the law that was fitted
 * @param method how it was fitted
 * @param parameters every parameter of the law in its order, estimated or not
 * @param sigma standard deviation of log T about the law (maximum likelihood: RSS/n, not RSS/(n-k)); null where nothing
 *     was estimated
 * @param points number of observations, censored ones included
 * @param censored number of right-censored observations among them
 * @param cells number of distinct cells among them
 * @param redrawn number of bootstrap resamples drawn again because a parameter was not identified in them or the fit
 *     did not converge
 * @param status how the fit ended
 * @param note one sentence or more where the status is not OK or rows were dropped, otherwise empty
 */
public record FitResult(
        ScalingLaw law,
        FitMethod method,
        List<ParameterEstimate> parameters,
        @Nullable Double sigma,
        int points,
        int censored,
        int cells,
        int redrawn,
        FitStatus status,
        String note) {
    /** Copies the parameters. */
    public FitResult {
        parameters = List.copyOf(parameters);
    }

    /**
     * The parameter of that name.
     *
     * @throws IllegalArgumentException if the law does not have it
     */
    public ParameterEstimate parameter(String name) {
        return parameters.stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "name must be one of " + law.parameters() + " but was \"" + name + "\""));
    }

    /** The estimate of the parameter of that name, NaN where it was not estimated. */
    public double estimate(String name) {
        Double estimate = parameter(name).estimate();
        return estimate == null ? Double.NaN : estimate;
    }
}
