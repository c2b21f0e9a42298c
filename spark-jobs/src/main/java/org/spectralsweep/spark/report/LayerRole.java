package org.spectralsweep.spark.report;

/** What the marks of a layer are to their panel. */
public enum LayerRole {
    /** What the panel shows; the legend names series as these layers draw them. */
    MAIN,
    /** Beside it, such as predictions and bounds. */
    BESIDE,
    /** Single repetitions behind their median, small and light. */
    REPEATS,
    /** Lines through the marks. They set neither the range of an axis nor its ticks, and end with the plot. */
    GUIDE
}
