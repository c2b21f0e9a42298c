package org.spectralsweep.fit;

/** How a law was estimated. */
public enum FitMethod {
    /** Censored log-normal maximum likelihood. */
    MAXIMUM_LIKELIHOOD,
    /** Ordinary least squares on log T without the censored rows. */
    LEAST_SQUARES
}
