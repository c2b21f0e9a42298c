package org.spectralsweep.metric;

/**
 * One number.
 *
 * @param step updates done
 * @param metric column id
 * @param scope {@code all}, {@code region:2} or {@code layer:3}
 * @param index frequency, or 0
 * @param value the number
 */
public record Measurement(long step, String metric, String scope, int index, double value) {}
