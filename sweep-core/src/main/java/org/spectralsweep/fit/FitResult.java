package org.spectralsweep.fit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.law.Law;

/**
 * A fitted law.
 *
 * @param law the law that was fitted
 * @param method how it was fitted
 * @param parameters every parameter of the law in its order, with levels one for each of them; estimated or not
 * @param counts what it was fitted to
 * @param scatter how the rows scatter about it; null where nothing was estimated
 * @param intervals how the intervals were found
 * @param status how the fit ended
 * @param note one sentence or more where the status is not OK or rows were dropped, otherwise empty
 */
public record FitResult(
        Law law,
        FitMethod method,
        List<ParameterEstimate> parameters,
        Counts counts,
        @Nullable Scatter scatter,
        Resampling intervals,
        FitStatus status,
        String note) {
    /** Copies the parameters. */
    public FitResult {
        parameters = List.copyOf(parameters);
    }

    /**
     * What a law is fitted to.
     *
     * @param points number of observations, censored ones included
     * @param censored number of right-censored observations among them
     * @param cells number of distinct cells among them
     */
    public record Counts(int points, int censored, int cells) {}

    /**
     * How rows scatter about a law.
     *
     * @param errors the distribution
     * @param sigma its scale. Maximum likelihood divides the sum of squares by n, not n-k. 0 for a law through every
     *     row.
     * @param logLikelihood log L of T; NaN where sigma is 0
     */
    public record Scatter(ErrorDistribution errors, double sigma, double logLikelihood) {}

    /**
     * How the intervals were found.
     *
     * @param method its label, such as jackknife
     * @param df cells less estimated parameters: the degrees of freedom of Student's t where cells are left out
     * @param redrawn number of resamples drawn again, because a parameter was not identified in them or the fit did not
     *     converge
     */
    public record Resampling(String method, int df, int redrawn) {}

    /** Number of observations. */
    public int points() {
        return counts.points();
    }

    /** Number of right-censored ones. */
    public int censored() {
        return counts.censored();
    }

    /** Number of cells. */
    public int cells() {
        return counts.cells();
    }

    /** The scale of the errors, or null where nothing was estimated. */
    public @Nullable Double sigma() {
        return scatter == null ? null : (Double) scatter.sigma();
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
                .orElseThrow(() -> new IllegalArgumentException("name must be one of "
                        + parameters.stream().map(ParameterEstimate::name).toList() + " but was \"" + name + "\""));
    }

    /** The estimate of the parameter of that name, NaN where it was not estimated or the law does not have it. */
    public double estimateOrNaN(String name) {
        return parameters.stream().anyMatch(p -> p.name().equals(name)) ? estimate(name) : Double.NaN;
    }

    /** The estimate of the parameter of that name, NaN where it was not estimated. */
    public double estimate(String name) {
        Double estimate = parameter(name).estimate();
        return estimate == null ? Double.NaN : estimate;
    }
}
