package org.spectralsweep.spark.figure;

import org.jspecify.annotations.Nullable;

/**
 * Where an axis begins or ends.
 *
 * @param value the end, or null if the data decide
 */
public record AxisEnd(@Nullable Double value) {
    /** An end that the data decide. */
    public static final AxisEnd AUTO = new AxisEnd(null);
}
