package org.spectralsweep.spark.figure;

/** How an axis is divided. */
public enum AxisScale {
    /** Evenly. */
    LINEAR,
    /** By the logarithm. Numbers that are not positive have no place on such an axis. */
    LOG,
    /** Evenly, with ticks at multiples of pi. */
    ANGLE
}
