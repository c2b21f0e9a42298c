package org.spectralsweep.fit;

import java.util.List;
import org.spectralsweep.law.Law;

/**
 * Ordinary least squares of log T, the fit that ignores censoring. Rows without two finite bounds are dropped, and an
 * interval counts as the geometric mean of its bounds. It is offered beside {@link CensoredRegression} to show the
 * bias. The dropped rows are the slow ones, so the exponent of whatever slows training down comes out too small.
 */
public final class LeastSquares {
    private LeastSquares() {}

    /**
     * Fits the law, with intervals of the same kind as {@link CensoredRegression#fit}.
     *
     * @throws IllegalArgumentException if an observation lacks a covariate of the law
     */
    public static FitResult fit(Law law, List<Observation> observations, Intervals intervals) {
        return new LawFit(law, ErrorDistribution.LOG_NORMAL, intervals, FitMethod.LEAST_SQUARES)
                .to(observations)
                .result();
    }
}
