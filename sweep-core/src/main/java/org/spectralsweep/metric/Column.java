package org.spectralsweep.metric;

/**
 * What a metric or a spectrum writes under one name.
 *
 * @param name in column {@code metric} of the table {@code measurements}
 * @param view that shows it
 */
public record Column(String name, View view) {}
