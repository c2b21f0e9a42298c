package org.spectralsweep.spark.figure;

import org.jspecify.annotations.Nullable;

/**
 * Where an axis begins or ends.
 *
 * @param value the end, or null where the data decide
 */
public record AxisEnd(@Nullable Double value) {
    /** The data decide. */
    public static final AxisEnd AUTO = new AxisEnd(null);
}
