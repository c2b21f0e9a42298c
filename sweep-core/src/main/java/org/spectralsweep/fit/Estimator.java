package org.spectralsweep.fit;

/** A way to estimate the coefficients of log T from weighted rows; the bootstrap hands in multiplicities as weights. */
interface Estimator {
    FitMethod method();

    /** The rows that the method looks at. */
    Design rows(Design design);

    /**
     * Estimates.
     *
     * @param design as from {@link #rows}, of full column rank over the rows of positive weight
     * @param weights multiplicity of each row
     */
    Estimate estimate(Design design, double[] weights);

    /** The same method at the accuracy that a bootstrap needs. */
    default Estimator forResamples() {
        return this;
    }

    /**
     * What was estimated.
     *
     * @param coefficients of the design's columns; the first is log c
     * @param sigma standard deviation of log T, 0 for a perfect fit
     * @param converged whether the coefficients are what the method promises
     */
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record Estimate(double[] coefficients, double sigma, boolean converged) {}
}
