package org.spectralsweep.metric;

/** Column {@code region_error}: the mean of r^2 over the training samples of each density region. */
public record RegionError() implements Metric {}
