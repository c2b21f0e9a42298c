package org.spectralsweep.fit;

import java.util.List;
import org.spectralsweep.law.Law;

/**
 * Maximum likelihood for log T = log of the law + sigma e with normal e, where T may be exact, interval-, left- or
 * right-censored. This is the log-normal accelerated failure time model, R's {@code survreg(dist = "lognormal")}.
 */
public final class CensoredRegression {
    private CensoredRegression() {}

    /**
     * Fits the law. The result does not depend on the order of the observations.
     *
     * @param observations any mixture of exact and censored times; if they are too few, or all censored, the result's
     *     status says so and nothing is thrown
     * @throws IllegalArgumentException if an observation lacks a covariate of the law
     */
    public static FitResult fit(Law law, List<Observation> observations, Intervals intervals) {
        return new LawFit(law, ErrorDistribution.LOG_NORMAL, intervals)
                .to(observations)
                .result();
    }
}
