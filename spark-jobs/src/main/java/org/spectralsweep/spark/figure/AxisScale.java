package org.spectralsweep.spark.figure;

/** How an axis is divided. */
public enum AxisScale {
    /** Evenly. */
    LINEAR,
    /** By the logarithm; what is not positive has no place on it. */
    LOG,
    /** Evenly, with ticks at multiples of pi. */
    ANGLE
}
