package org.spectralsweep.fit;

import java.util.List;

/**
 * Ordinary least squares of log T, the fit that ignores censoring. Rows without two finite bounds are dropped, and an
 * interval counts as the geometric mean of its bounds. It is offered beside {@link CensoredRegression} to show the
 * bias. The dropped rows are the slow ones, so the exponent of whatever slows training down comes out too small.
 */
public final class LeastSquares {
    private LeastSquares() {}

    /**
     * Fits the law, with intervals from the same bootstrap over cells as {@link CensoredRegression#fit}.
     *
     * @throws IllegalArgumentException if an observation lacks a covariate of the law
     */
    public static FitResult fit(ScalingLaw law, List<Observation> observations, CellBootstrap bootstrap) {
        return new LawFit(law, new Ordinary(), bootstrap).of(observations);
    }

    private static final class Ordinary implements Estimator {
        @Override
        public FitMethod method() {
            return FitMethod.LEAST_SQUARES;
        }

        @Override
        public Design rows(Design design) {
            return design.bounded();
        }

        @Override
        public Estimate estimate(Design design, double[] weights) {
            WeightedLeastSquares solution = WeightedLeastSquares.of(design, weights);
            return new Estimate(solution.coefficients(), solution.sigma(), true);
        }
    }
}
