package org.spectralsweep.fit;

/** A way to estimate the coefficients of log T from weighted rows. The bootstrap passes multiplicities as weights. */
interface Estimator {
    FitMethod method();

    /** The rows that the method uses. */
    Design rows(Design design);

    /**
     * Estimates the coefficients.
     *
     * @param design as returned by {@link #rows}, of full column rank over the rows of positive weight
     * @param weights multiplicity of each row
     */
    Estimate estimate(Design design, double[] weights);

    /** The same method at the accuracy that a bootstrap needs. */
    default Estimator forResamples() {
        return this;
    }

    /**
     * An estimate.
     *
     * @param coefficients coefficients of the design's columns; the first is log c
     * @param sigma standard deviation of log T, 0 for a perfect fit
     * @param converged whether the method reached its optimum
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Estimate(double[] coefficients, double sigma, boolean converged) {}
}
