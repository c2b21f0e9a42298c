package org.spectralsweep.spark.figure;

import org.jspecify.annotations.Nullable;

/**
 * How far a number may lie from another one, or nothing if that is not judged.
 *
 * @param value positive, or null
 */
public record Margin(@Nullable Double value) {
    /** No margin, so the number is not judged. */
    public static final Margin NONE = new Margin(null);

    /** Checks that the margin is positive. */
    public Margin {
        if (value != null && !(value > 0)) {
            throw new IllegalArgumentException("must be positive but was " + value);
        }
    }
}
