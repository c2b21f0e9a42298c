package org.spectralsweep.nn;

/** The meaning of "converged to delta" on a set of samples R (the whole domain or a region) of a training set of n. */
public enum ThresholdConvention {
    /** 1/2 sum_R r^2 below delta (the 2019 shallow code). */
    HALF_SUM,
    /** mean_R r^2 / mean_R y^2 below delta (the 2019 deep code). */
    RELATIVE_MSE,
    /** 1/(2 #R) sum_R r^2 below delta / n (B20, Fig. 7, per region). */
    HALF_MEAN_PER_SAMPLE
}
